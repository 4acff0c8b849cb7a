package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two ways to begin: the lean planning where there is work or nothing, the full one where its folders are. */
class InitTest {
    @TempDir
    private Path project;

    private Shell shell() {
        return new Shell(project);
    }

    private void folders(String... names) throws IOException {
        for (String name : names) {
            Files.createDirectories(project.resolve(name));
        }
    }

    private String typed(String lines, String... words) {
        StringWriter out = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(out), false, 80)
                .reading(new BufferedReader(new StringReader(lines)));
        String[] all = Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--project";
        all[words.length + 1] = project.toString();
        assertThat(Cli.run(all, console)).isZero();
        console.out().flush();
        return out.toString();
    }

    @Test
    void aFolderThatHasWorkInItBeginsLeanAndIsToldWhatToDo() throws IOException {
        folders("src", "docs", ".git");
        Files.writeString(project.resolve("README.md"), "# Shop\n");
        Shell.Outcome begun = shell().json("init", "--no-git");

        assertThat(begun.text("workflow")).isEqualTo("planning");
        assertThat(begun.text("why")).contains("there is work here already (src, docs, README.md)", "project-planning");
        assertThat(shell().run("status").out()).contains("Plan");
        assertThat(shell().json("next").json().at("steps").orElseThrow().asList())
                .isNotEmpty();
        assertThat(shell().json("init", "--no-git").text("existed")).isEqualTo("true");
    }

    @Test
    void anEmptyFolderBeginsLeanToo() {
        assertThat(shell().run("init").out())
                .contains(
                        "planning/main",
                        "why: the lean planning, since nothing is here yet",
                        "--type project-planning");
        assertThat(project.resolve("01-planning")).doesNotExist();
    }

    @Test
    void aRepositoryWithoutFilesIsNoWork() throws IOException {
        folders(".git");
        assertThat(shell().json("init", "--no-git").text("why")).contains("nothing is here yet");
    }

    @Test
    void theFullPlanningBeginsWhereItsFoldersAreOrWhenItIsNamed() throws IOException {
        folders("01-planning", "02-goals-and-roadmap");
        Shell.Outcome begun = shell().json("init");
        assertThat(begun.text("workflow")).isEqualTo("project-planning");
        assertThat(begun.text("why")).contains("01-planning, 02-goals-and-roadmap");
    }

    @Test
    void theOlderFoldersAreTheFullPlanningToo() throws IOException {
        folders("brainstorming/future-goals", "src");
        assertThat(shell().json("init").text("workflow")).isEqualTo("project-planning");
    }

    @Test
    void theSettingsOfTheProjectDecide() throws IOException {
        folders(".ai-planning");
        Files.writeString(project.resolve(".ai-planning/planning.yaml"), "type: project-planning\n");
        assertThat(shell().json("init").text("workflow")).isEqualTo("project-planning");
    }

    @Test
    void settingsThatCannotBeReadAreNamedWithTheirPlace() throws IOException {
        folders(".ai-planning");
        Files.writeString(project.resolve(".ai-planning/planning.yaml"), "type: planing\ntoolsets: [goal]\n");
        Shell.Outcome refused = shell().json("init");

        assertThat(refused.code()).isNotZero();
        assertThat(refused.text("error", "message"))
                .contains(".ai-planning/planning.yaml:1:7", "Did you mean \"planning\"?", "Did you mean \"goals\"?");
        assertThat(shell().json("list").json().toString()).doesNotContain("planning/main");
    }

    @Test
    void aPersonAtATerminalIsAsked() {
        String said = typed("n\ny\nn\n", "init");

        assertThat(said).contains("Take the lean planning, since nothing is here yet");
        assertThat(said).contains("project-planning/main", "why: the full planning, as you said.");
        assertThat(project.resolve(InitCommand.InitOffers.AGENTS)).exists();
        assertThat(project.resolve(InitCommand.InitOffers.PLUGIN)).doesNotExist();
    }

    @Test
    void theSectionForAgentsIsAddedOnceAndNothingElseIsTouched() throws IOException {
        Files.writeString(project.resolve("AGENTS.md"), "# Ours\r\n\r\nBe kind.\r\n");
        Shell.Outcome begun = shell().json("init", "--agents");
        String text = Files.readString(project.resolve("AGENTS.md"));

        assertThat(begun.json().at("offers").orElseThrow().toString()).contains("a section was added");
        assertThat(text)
                .startsWith("# Ours\r\n\r\nBe kind.\r\n\r\n<!-- workflow: begin -->\r\n")
                .contains("workflow next");
        shell().run("init", "--agents");
        assertThat(project.resolve("AGENTS.md")).hasContent(text);

        Files.writeString(project.resolve("AGENTS.md"), text.replace("workflow next", "an older line") + "More.\r\n");
        shell().run("init", "--agents");
        assertThat(project.resolve("AGENTS.md")).hasContent(text + "More.\r\n");

        Files.writeString(project.resolve("AGENTS.md"), text.replace("<!-- workflow: end -->", ""));
        assertThat(shell().run("init", "--agents").err()).contains("has only one of the marks");
    }

    @Test
    void whatIsCopiedIntoAClientKeepsItsLines() {
        List<String> server = new ArrayList<>(Program.command());
        server.addAll(List.of("mcp", McpCommand.PROJECT_MANAGEMENT));
        for (String client : List.of("cursor", "codex", "claude-code")) {
            assertThat(shell().run("init", "--client", client).out())
                    .contains(ClientConfig.text(client, "workflow", server));
        }
    }

    @Test
    void thePluginHasShortNamesAndLeavesFilesOfOthersAlone() throws IOException {
        folders(InitCommand.InitOffers.PLUGIN + "/commands");
        Files.writeString(project.resolve(InitCommand.InitOffers.PLUGIN + "/commands/next.md"), "Mine.\n");
        Shell.Outcome begun = shell().json("init", "--plugin", "--client", "cursor");

        assertThat(begun.json().at("offers").orElseThrow().toString())
                .contains(
                        "left alone: .ai-planning/claude-plugin/commands/next.md",
                        ".cursor/mcp.json",
                        "project-management");
        assertThat(project.resolve(InitCommand.InitOffers.PLUGIN + "/commands/next.md"))
                .hasContent("Mine.\n");
        Json manifest = Json.parse(
                Files.readString(project.resolve(InitCommand.InitOffers.PLUGIN + "/.claude-plugin/plugin.json")));
        assertThat(manifest.at("name")).contains(Json.of("w"));
        Json servers = Json.parse(Files.readString(project.resolve(InitCommand.InitOffers.PLUGIN + "/.mcp.json")));
        assertThat(servers.at("mcpServers", "w", "command")).isPresent();
    }
}
