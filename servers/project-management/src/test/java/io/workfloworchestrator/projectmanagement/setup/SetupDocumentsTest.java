package io.workfloworchestrator.projectmanagement.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.documents.Markdown;
import io.workfloworchestrator.documents.Section;
import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The documents of the set-up: each answer is in one of them, and nothing else gets in. */
class SetupDocumentsTest {
    private static final List<String> FILES =
            List.of("CONSTITUTION.md", "ROADMAP.md", "STAKEHOLDERS.md", "RESOURCES.md");

    @TempDir
    private Path folder;

    private static String all(SetupServer server) {
        StringBuilder all = new StringBuilder();
        FILES.forEach(file -> all.append(server.read("planning/" + file)));
        return all.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "software,quick", "software,deep", "research,quick", "research,deep",
        "business,quick", "business,deep", "product,quick", "product,deep"
    })
    void everyAnswerIsInADocumentWithItsId(String type, String mode) {
        SetupServer server = SetupServer.begun(folder, "planning");
        Interviewee person = new Interviewee(server, "Some words %, and more");
        person.answerAll(type, mode);
        Json.Obj unused = server.ok("finalize_project_setup");
        String documents = all(server);
        assertThat(person.tokens())
                .hasSizeGreaterThan(mode.equals("deep") ? 40 : 15)
                .allSatisfy(token -> assertThat(documents).contains(token));
        assertThat(person.said().keySet())
                .allSatisfy(id -> assertThat(documents).contains("Q-" + id));
        assertThat(documents).doesNotContain("{{", "}}", "undefined", "null");
        for (String file : FILES) {
            String text = server.read("planning/" + file);
            assertThat(text).startsWith("---\ntype: ").endsWith("\n").doesNotContain("\n\n\n", " \n");
            assertThat(Markdown.of(text).findings()).as(file).isEmpty();
        }
    }

    @Test
    void textThatLooksLikeStructureStaysText() {
        String hostile = "# Heading % {{marks}} {{{raw}}} | --- | ]] <!-- ```";
        SetupServer plain = SetupServer.begun(subfolder("plain"), "planning");
        new Interviewee(plain, "Words %").answerAll("software", "deep");
        Json.Obj unused = plain.ok("finalize_project_setup");
        SetupServer other = SetupServer.begun(subfolder("hostile"), "planning");
        Interviewee person = new Interviewee(other, hostile);
        person.answerAll("software", "deep");
        unused = other.ok("finalize_project_setup");
        for (String file : FILES) {
            String text = other.read("planning/" + file);
            assertThat(levels(text)).as(file).isEqualTo(levels(plain.read("planning/" + file)));
            assertThat(Markdown.of(text).fields())
                    .isEqualTo(Markdown.of(plain.read("planning/" + file)).fields());
            assertThat(text).contains("{{marks}}");
        }
        assertThat(person.tokens()).allSatisfy(token -> assertThat(all(other)).contains(token));
    }

    @Test
    void frontMatterAndBoxesOfAPersonStayText() {
        SetupServer server = SetupServer.begun(folder, "planning");
        Json.Obj unused = server.ok(
                "start_project_setup", Map.of("projectName", Json.of("Keys"), "projectType", Json.of("product")));
        unused = server.answers(Map.of(
                "problem", Json.of("---\ntype: evil\n---\n- [ ] a box\n## Principles\ntext"),
                "success", Json.parse("[\"- [ ] a box\", \"# A heading\"]")));
        unused = server.ok("generate_project_constitution");
        Markdown document = Markdown.of(server.read("planning/CONSTITUTION.md"));
        assertThat(document.fields().text("type")).contains("guide");
        assertThat(document.items()).isEmpty();
        assertThat(document.sections().stream()
                        .filter(section -> section.title().equals("Principles")))
                .hasSize(1);
    }

    private Path subfolder(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Integer> levels(String text) {
        return Markdown.of(text).sections(6).stream().map(Section::level).toList();
    }

    @Test
    void aFileThatIsThereGetsAProposalBeside() {
        SetupServer server = SetupServer.begun(folder, "planning");
        server.write("planning/CONSTITUTION.md", "# Ours\n\nWe keep what we wrote.\n");
        new Interviewee(server, "Words %").answerAll("software", "quick");
        Json.Obj first = server.ok("generate_project_constitution");
        assertThat(first.text("path")).contains("planning/CONSTITUTION.md");
        assertThat(first.text("proposed")).contains("planning/CONSTITUTION.proposed.md");
        assertThat(first.text("difference").orElse("")).contains("-We keep what we wrote.", "+## Principles");
        assertThat(server.read("planning/CONSTITUTION.md")).isEqualTo("# Ours\n\nWe keep what we wrote.\n");
        Json.Obj roadmap = server.ok("generate_initial_roadmap");
        assertThat(roadmap.text("message")).contains("Wrote planning/ROADMAP.md.");
        String written = server.read("planning/ROADMAP.md");
        Json.Obj again = server.ok("generate_initial_roadmap");
        assertThat(again.text("message")).contains("planning/ROADMAP.md says so already.");
        assertThat(server.read("planning/ROADMAP.md")).isEqualTo(written);
    }

    @Test
    void eachDocumentNeedsItsOwnAnswersOnly() {
        SetupServer server = SetupServer.begun(folder, "planning");
        Json.Obj unused = server.ok("start_project_setup", Map.of("projectName", Json.of("Keys")));
        Json.Obj error = server.refused("identify_stakeholders", Map.of());
        assertThat(error.text("code")).contains("E_SETUP_OPEN");
        assertThat(error.text("message").orElse("")).contains("Nobody answered stakeholders.");
        assertThat(error.at("next", "tool")).contains(Json.of("continue_project_setup"));
        unused = server.answers(Map.of("stakeholders", Json.parse("[\"12 tenants\", \"the landlord\"]")));
        assertThat(server.ok("identify_stakeholders").text("path")).contains("planning/STAKEHOLDERS.md");
        Json.Obj roadmap = server.refused("generate_initial_roadmap", Map.of());
        assertThat(roadmap.text("message").orElse("")).contains("goals");
        assertThat(folder.resolve("planning/ROADMAP.md")).doesNotExist();
    }

    @Test
    void aDraftThatNobodyConfirmedIsNotInADocument() {
        SetupServer server = SetupServer.begun(folder, "planning");
        Json.Obj unused = server.ok(
                "start_project_setup", Map.of("projectName", Json.of("Keys"), "projectType", Json.of("product")));
        unused = server.says("Keys are lost.");
        Json.Obj error = server.refused("generate_project_constitution", Map.of());
        assertThat(error.text("message").orElse("")).contains("The drafts of problem wait to be confirmed.");
        assertThat(error.at("next", "arguments", "confirm").or(() -> error.at("next", "params", "confirm")))
                .contains(Json.parse("[\"problem\"]"));
    }

    @Test
    void aProjectsOwnTemplateAndQuestionsCount() {
        SetupServer server = SetupServer.begun(folder, "planning");
        server.write(
                ".ai-planning/templates/setup-resources.md.mustache",
                "# Means of {{name}}\n\n{{#others}}\n{{#list}}\n- {{question}} {{text}} ({{source}})\n{{/list}}\n{{/others}}\n");
        server.write(".ai-planning/questions/setup.yaml", """
                interview: setup
                version: 1
                title: Ours
                topics:
                  - id: one
                    title: One
                    section: resources
                    questions:
                      - {id: name, text: What is it called?}
                      - {id: team, text: Who?, type: list}
                      - {id: rooms, text: Which rooms are there?, type: list}
                """);
        Json.Obj unused = server.ok("start_project_setup");
        unused = server.answers(Map.of(
                "name", Json.of("Keys"), "team", Json.parse("[\"Ann\"]"), "rooms", Json.parse("[\"1.02\", \"1.03\"]")));
        unused = server.ok("identify_resources_and_assets");
        assertThat(server.read("planning/RESOURCES.md"))
                .isEqualTo(
                        "# Means of Keys\n\n- What is it called? Keys (Q-name)\n- Which rooms are there? 1.02, 1.03 (Q-rooms)\n");
    }

    @Test
    void nothingIsWrittenOutsideOfTheProject(@TempDir Path outside) throws IOException {
        SetupServer server = SetupServer.begun(folder, "planning");
        Files.createSymbolicLink(folder.resolve("planning"), outside);
        Json.Obj unused = server.ok(
                "start_project_setup", Map.of("projectName", Json.of("../../evil"), "projectType", Json.of("product")));
        unused = server.answers(Map.of("problem", Json.of("x"), "success", Json.parse("[\"y\"]")));
        Json.Obj error = server.refused("generate_project_constitution", Map.of());
        assertThat(error.text("code").orElse("")).startsWith("E_PATH");
        try (Stream<Path> files = Files.list(outside)) {
            assertThat(files).isEmpty();
        }
    }
}
