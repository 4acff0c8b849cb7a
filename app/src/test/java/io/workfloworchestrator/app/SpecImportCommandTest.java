package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other tools wrote, imported on the command line, and a change of a living specification. */
class SpecImportCommandTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        save("openspec/specs/sign-in/spec.md", """
            # sign-in Specification

            ## Purpose
            Decides who may come in.

            ## Requirements

            ### Requirement: Lock
            The system SHALL lock an account.

            #### Scenario: Third failure
            - **WHEN** the third password is wrong
            - **THEN** it is locked
            """);
        save("openspec/changes/longer/proposal.md", "# Proposal\n\n## Why\n\nFive minutes are too short.\n");
        save("openspec/changes/longer/tasks.md", "## 1. Rule\n\n- [x] 1.1 Lock for an hour\n- [ ] 1.2 Send a mail\n");
        save("openspec/changes/longer/specs/sign-in/spec.md", """
            ## MODIFIED Requirements

            ### Requirement: Lock
            The system SHALL lock an account for an hour.
            """);
    }

    private void save(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(folder));
        Files.writeString(file, text);
    }

    private Json.Obj json(String... words) {
        return new Shell(folder).json(words).json().asObject();
    }

    @Test
    void aDryRunWritesNothingAndAnImportIsTakenBack() throws IOException {
        Json.Obj look = json("spec", "import", "--dry-run");
        assertThat(look.find("imported")).contains(Json.of(false));
        assertThat(look.at("features", "0", "source")).contains(Json.of("openspec/changes/longer"));
        assertThat(folder.resolve("specs")).doesNotExist();

        Json.Obj done = json("spec", "import");
        assertThat(done.at("features", "0", "folder")).contains(Json.of("specs/001-longer"));
        assertThat(folder.resolve("specs/001-longer/tasks.md")).content().contains("T001 Lock for an hour");
        assertThat(json("spec", "list").at("features", "0", "tasks")).contains(Json.of(2));

        Json.Obj again = json("spec", "import");
        assertThat(again.find("imported")).as("there is nothing new").contains(Json.of(false));
        assertThat(again.find("specs")).contains(Json.array(List.of()));
        assertThat(again.toString()).contains("taken over before");

        Json.Obj undone = json("spec", "import", "--undo");
        assertThat(undone.find("kept")).contains(Json.array(List.of()));
        assertThat(folder.resolve("specs")).doesNotExist();
        assertThat(folder.resolve("openspec/changes/longer/tasks.md")).exists();
        Contract contract = Contract.of(Files.readString(Path.of("../docs/cli-json.md")));
        assertThat(contract.faults("specImport", look)).isEmpty();
        assertThat(contract.faults("specImport", done)).isEmpty();
        assertThat(contract.faults("specImport", again)).isEmpty();
        assertThat(contract.faults("specImport", undone)).isEmpty();

        Json.Obj unused = json("spec", "import");
        assertThat(new Shell(folder).run("spec", "import", "--undo").out().replaceAll("\\s+", " "))
                .contains("taken back: specs/002-longer and", "imported from the project");
        assertThat(new Shell(folder).run("spec", "import", "--undo").code())
                .as("nothing is left")
                .isNotZero();
    }

    @Test
    void aChangeIsCheckedMergedAndTakenOut() throws IOException {
        Json.Obj unused = json("spec", "import");
        Path spec = folder.resolve("specs/sign-in/spec.md");
        String before = Files.readString(spec);
        Json.Obj check = json("spec", "merge", "1", "sign-in", "--check");
        assertThat(check.text("text").orElse("")).contains("for an hour");
        assertThat(spec).content().isEqualTo(before);
        Json.Obj merged = json("spec", "merge", "001-longer", "sign-in");
        assertThat(spec).content().contains("for an hour", "Third failure");
        Json.Obj again = json("spec", "merge", "1", "sign-in");
        assertThat(again.find("lines")).as("nothing is merged twice").contains(Json.array(List.of()));
        Json.Obj undone = json("spec", "merge", "1", "sign-in", "--undo");
        assertThat(spec).content().isEqualTo(before);
        Contract contract = Contract.of(Files.readString(Path.of("../docs/cli-json.md")));
        for (Json.Obj one : List.of(check, merged, again, undone)) {
            assertThat(contract.faults("specMerge", one)).isEmpty();
        }
    }

    @Test
    void aSessionFileOfTheForerunnerBeginsAFeatureAndIsNotChanged() throws IOException {
        String session = """
            {"version": "1.0", "name": "/elsewhere", "customData": {"scenario": "new-project", "answers": [
               ["project_name", "Order desk"], ["project_type", "web-app"], ["feature_name", "Track an order"]],
              "templateContext": {"GOAL_NAME": "Fewer calls"}}}
            """;
        save("old.json", session);
        Path file = folder.resolve("old.json");
        Json.Obj begun = json("spec", "import", file.toString());
        assertThat(begun.text("message").orElse("")).contains("goes on from");
        assertThat(file).hasContent(session);
        Json.Obj now = json("specify", "--session", begun.text("session").orElse(""));
        assertThat(now.at("question", "id")).contains(Json.of("phi_handling"));
        Contract contract = Contract.of(Files.readString(Path.of("../docs/cli-json.md")));
        assertThat(contract.faults("specImport", begun)).isEmpty();
    }
}
