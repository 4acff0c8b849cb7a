package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.WorkflowCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Items in the state's own file, which a person edits, and items in a status that a newer definition took away. */
class HandEditedItemsTest {
    private static final String DEFINITION = """
            workflow: chores
            version: 1
            items:
              chore:
                number: C-00
                fields:
                  title: {type: string, required: true}
                  hours: {type: double, default: 1}
                  size: {one-of: [small, large], default: small}
                status: {values: [open, doing, done], final: done}
                moves:
                  - {id: start, from: open, to: doing, tool: move_item, params: {id: "${item.id}", move: start}}
                  - {id: finish, from: doing, to: done, tool: move_item, params: {id: "${item.id}", move: finish}}
            phases: [{id: all, steps: [{id: one, hint: Do it.}]}]
            """;

    @TempDir
    Path project;

    private Shell shell;

    @BeforeEach
    void begin() throws IOException {
        Files.createDirectories(project.resolve(".ai-planning/definitions"));
        define(DEFINITION);
        shell = new Shell(project);
        shell.run("init", "--type", "chores");
        assertThat(shell.run("item", "add", "chore", "Sweep").code()).isZero();
    }

    private void define(String definition) throws IOException {
        Files.writeString(project.resolve(".ai-planning/definitions/chores.yaml"), definition);
    }

    private void edit(String from, String to) throws IOException {
        Path state = project.resolve(".ai-planning/chores/main.json");
        String before = Files.readString(state);
        assertThat(before).contains(from);
        Files.writeString(state, before.replace(from, to));
    }

    private String said() {
        Shell.Outcome listed = shell.run("item", "list", "chore");
        return (listed.out() + listed.err()).replaceAll("\\s+", " ");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"hours\": 1', '\"hours\": \"many\"', 'hours must be double, but it is \"many\"'",
        "small, huge, 'size must be one of small, large, but it is \"huge\"'",
        "'\"status\": \"open\"', '\"status\": \"lost\"', 'status must be one of open, doing, done, but it is \"lost\"'",
        "'\"title\": \"Sweep\"', '\"title\": 7', 'title must be string, but it is 7'",
    })
    void whatDoesNotFitIsNotTakenAndNamedAndTheItemGoesOn(String from, String to, String named) throws IOException {
        edit(from, to);

        assertThat(said()).contains(": " + named, "C-01 open ready Sweep");
        assertThat(shell.run("doctor").out().replaceAll("\\s+", " ")).contains(named);
        edit(to, from);
        assertThat(said()).doesNotContain(named);
        assertThat(shell.run("item", "move", "C-01", "start").code()).isZero();
    }

    @Test
    void aRequiredTitleThatWasThereCannotBeTakenAway() throws IOException {
        String text = Files.readString(project.resolve(".ai-planning/chores/main.json"));
        Json without = Json.parse(text.replaceAll(",\\s*\"title\": \"Sweep\"", ""));
        WorkflowCheck check = WorkflowCheck.of(ProjectFolder.open(project), key -> Optional.of(Json.parse(text)));
        check.check("chores/main", Json.parse(text));
        assertThatThrownBy(() -> check.check("chores/main", without)).hasMessageContaining("title must be string");
    }

    @Test
    void anItemInAStatusThatIsGoneIsNamedAndMayMakeAnyMove() throws IOException {
        shell.run("item", "move", "C-01", "start");
        define(DEFINITION.replace("version: 1", "version: 2").replace("doing", "under-way"));

        String migrated = shell.run("definition", "migrate", "--reason", "new words")
                .out()
                .replaceAll("\\s+", " ");
        String named =
                "chore \"Sweep\" (C-01) is \"doing\", which is no status of its definition. Move it. From there: start (to"
                        + " under-way), finish (to done).";
        assertThat(migrated).contains("version 2", named);
        assertThat(shell.run("status").out().replaceAll("\\s+", " ")).contains("Warning", named);
        assertThat(shell.run("doctor").out().replaceAll("\\s+", " "))
                .contains("1 item in no status of the definition", "chores/main: " + named);

        assertThat(shell.run("item", "move", "C-01", "start").out()).contains("is under-way");
        assertThat(shell.run("doctor").out()).doesNotContain("no status");
    }
}
