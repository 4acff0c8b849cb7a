package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.ServedProject;
import io.workfloworchestrator.local.Surroundings;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lean planning goes on as the full one, and back: goals, ideas and files come over, and nothing is lost. */
class GrowTest {
    private static final String LEAN = "planning/goals/G-01-pay-by-card.md";
    private static final String FULL = "02-goals-and-roadmap/potential-goals/pay-by-card/goal.md";

    @TempDir
    private Path project;

    private Shell shell;

    @BeforeEach
    void plan() throws IOException {
        Files.createDirectories(project.resolve("src"));
        shell = new Shell(project);
        ok("init", "--name", "Shop");
        ok("item", "add", "goal", "Pay by card", "impact=High");
        ok("item", "add", "idea", "A newsletter");
        Files.writeString(project.resolve("planning/ROADMAP.md"), "# Roadmap\n\nMine.\n");
        Files.writeString(
                project.resolve(LEAN),
                Files.readString(project.resolve(LEAN)).replace("uid:", "mine: kept # really\nuid:")
                        + "\n## Sketch\n\nMine.\n");
        ok("status");
    }

    private Shell.Outcome ok(String... words) {
        Shell.Outcome outcome = shell.json(words);
        assertThat(outcome.code()).as(outcome.out()).isZero();
        return outcome;
    }

    private String read(String path) throws IOException {
        return Files.readString(project.resolve(path));
    }

    @Test
    void everythingComesOverInOneCommit() throws IOException {
        String before = read(LEAN);
        Shell.Outcome dry = ok("grow", "--dry-run");
        assertThat(dry.json().at("files", LEAN).orElseThrow().toString()).contains(FULL);
        assertThat(project.resolve(LEAN)).exists();

        Shell.Outcome grown = ok("grow", "--reason", "more people");
        assertThat(grown.text("workflow")).isEqualTo("project-planning/main");
        assertThat(grown.text("phase")).isEqualTo("initialization");
        assertThat(read(FULL)).isEqualTo(before);
        assertThat(read("05-brainstorming/ideas.md")).contains("A newsletter");
        assertThat(read("02-goals-and-roadmap/ROADMAP.md")).contains("Mine.");
        assertThat(project.resolve("planning")).doesNotExist();
        assertThat(ok("item", "show", "G-01").out()).contains("Pay by card");
        assertThat(ok("list").out()).contains("\"project-planning\"").doesNotContain("\"planning\"");
        assertThat(ok("status").text("workflow")).isEqualTo("project-planning");
        assertThat(shell.run("status").err()).isEmpty();
        assertThat(shell.json("grow").text("error", "message")).contains("project-planning/main already");

        ok("item", "edit", "G-01", "effort=Low");
        assertThat(read(FULL)).contains("effort: Low", "mine: kept # really", "## Sketch");
    }

    @Test
    void theWayBackIsOneCommandAndUndoTakesItBackToo() throws IOException {
        String before = read(LEAN);
        ok("grow");
        assertThat(shell.run("next").out())
                .contains("step \"create-potential-goals\" is complete: items.goal.all has 1");
        assertThat(definitions()).singleElement().asString().startsWith("project-planning-");
        ok("grow", "--back");
        assertThat(definitions()).singleElement().asString().startsWith("planning-");
        assertThat(read(LEAN)).isEqualTo(before);
        assertThat(project.resolve(FULL)).doesNotExist();
        assertThat(read("planning/ROADMAP.md")).contains("Mine.");
        assertThat(ok("status").text("workflow")).isEqualTo("planning");

        ok("grow");
        ok("undo");
        assertThat(ok("status").text("workflow")).isEqualTo("planning");
        assertThat(ok("item", "show", "G-01").out()).contains("Pay by card");
        assertThat(read(LEAN)).contains("# Pay by card", "impact: High");
    }

    @Test
    void undoBringsTheFilesBackAsTheyWere() throws IOException {
        String before = read(LEAN);
        ok("grow");
        ok("undo");
        assertThat(read(LEAN)).isEqualTo(before);
        assertThat(read("planning/ROADMAP.md")).contains("Mine.");
        assertThat(project.resolve("02-goals-and-roadmap")).doesNotExist();
        assertThat(shell.run("status").err()).isEmpty();

        ok("undo");
        assertThat(read(FULL)).isEqualTo(before);
        assertThat(ok("status").text("workflow")).isEqualTo("project-planning");
        assertThat(ok("item", "show", "G-01").out()).contains("Pay by card");
        assertThat(project.resolve(LEAN)).doesNotExist();
    }

    /** The names of the files of definitions by which work runs. */
    private List<String> definitions() {
        return List.of(Objects.requireNonNull(
                project.resolve(".ai-planning/definition").toFile().list()));
    }

    @Test
    void anAgentsUndoBringsTheFilesBackToo() throws IOException {
        String before = read(LEAN);
        ok("grow");
        McpCommand.Asked asked =
                McpCommand.read(new String[] {"mcp", "project-management", "--project", project.toString()});
        try (ServedProject served = new ServedProject(
                project.toString(), McpCommand.serving(asked), Surroundings.of(project, Map.of(), ""))) {
            WorkflowMcpServer server = McpCommand.server(asked, served);
            assertThat(server.call("undo", Json.Obj.EMPTY).isError()).isFalse();
            assertThat(read(LEAN)).isEqualTo(before);
            assertThat(project.resolve(FULL)).doesNotExist();
            assertThat(server.call("view_goals_dashboard", Json.Obj.EMPTY)
                            .structured()
                            .toString())
                    .contains("Pay by card");

            assertThat(server.call("undo", Json.Obj.EMPTY).isError()).isFalse();
            assertThat(read(FULL)).isEqualTo(before);
            assertThat(project.resolve(LEAN)).doesNotExist();
        }
        assertThat(ok("status").text("workflow")).isEqualTo("project-planning");
        assertThat(shell.run("status").err()).isEmpty();
    }

    @Test
    void nothingIsMovedIfSomethingIsInTheWay() throws IOException {
        Files.createDirectories(project.resolve(FULL).getParent());
        Files.writeString(project.resolve(FULL), "# Other\n");
        Shell.Outcome refused = shell.json("grow");

        assertThat(refused.code()).isNotZero();
        assertThat(refused.text("error", "message")).contains(FULL, "Nothing was moved");
        assertThat(project.resolve(LEAN)).exists();
        assertThat(ok("status").text("workflow")).isEqualTo("planning");
    }

    @Test
    void everyPlaceThatIsTakenIsNamedBeforeAndInTheRefusal() throws IOException {
        String ideas = "05-brainstorming/ideas.md";
        for (String taken : List.of(FULL, ideas)) {
            Files.createDirectories(project.resolve(taken).getParent());
            Files.writeString(project.resolve(taken), "# Other\n");
        }

        Shell.Outcome dry = ok("grow", "--dry-run");
        assertThat(dry.json().at("taken").orElseThrow().toString()).contains(FULL, ideas);
        assertThat(shell.run("grow", "--dry-run").out().replaceAll("\\s+", " "))
                .contains("! " + FULL + " is there already", "! " + ideas + " is there already");
        assertThat(shell.json("grow").text("error", "message"))
                .contains("'" + FULL + "'", "'" + ideas + "'", "are there already", "Nothing was moved");
    }

    @Test
    void gitIsToldOfTheFilesThatMoved() throws Exception {
        TestFiles.git(project, "init", "-q");
        assertThat(ok("grow", "--no-git").out()).doesNotContain("merge=");
        assertThat(project.resolve(".gitattributes")).doesNotExist();
        ok("grow", "--back");
        assertThat(read(".gitattributes")).contains("/planning/goals/*-*.md merge=workflow-state");
        Files.delete(project.resolve(".gitattributes"));

        assertThat(ok("grow").json().at("git").orElseThrow().toString()).contains("/selected-goals/*/goal.md");
        assertThat(read(".gitattributes"))
                .contains("/02-goals-and-roadmap/selected-goals/*/goal.md merge=workflow-state");
        assertThat(read(".gitignore")).contains("/05-brainstorming/*.conflict-????????.md");
        assertThat(ok("init").json().at("git").orElseThrow()).isEqualTo(Json.parse("[]"));
    }

    @Test
    void whatALeanBranchAddedComesOverWhenItIsMergedIntoTheGrownPlanning() throws Exception {
        TestFiles.git(project, "init", "-q", "-b", "main");
        commit("lean");
        TestFiles.git(project, "checkout", "-q", "-b", "lean");
        ok("item", "add", "goal", "Pay by phone");
        ok("item", "edit", "G-01", "effort=Low");
        commit("more of it");
        TestFiles.git(project, "checkout", "-q", "main");
        ok("grow");
        ok("item", "add", "goal", "Pay by hand");
        commit("grown");
        assertThatThrownBy(() -> TestFiles.git(project, "merge", "lean")).hasMessageContaining("modify/delete");

        String said = shell.run("item", "list", "goal").err();
        assertThat(said.replaceAll("\\s+", " "))
                .contains("goes on as 'project-planning/main'", "Pay by phone", "was taken over");
        assertThat(ok("item", "list", "goal").out()).contains("Pay by card", "Pay by phone", "Pay by hand");
        assertThat(ok("item", "show", "G-01").out()).contains("\"Low\"");
        assertThat(ok("list").out()).doesNotContain("\"planning\"");
        assertThat(read("02-goals-and-roadmap/potential-goals/pay-by-phone/goal.md"))
                .contains("# Pay by phone");
    }

    private void commit(String message) throws Exception {
        TestFiles.git(project, "add", "-A");
        TestFiles.git(project, "commit", "-q", "-m", message);
    }
}
