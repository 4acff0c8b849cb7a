package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.WorkflowTools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated
class ClientConfigTest {
    private static final List<String> COMMAND =
            List.of("/opt/it's here/workflow", "mcp", "project-management", "--project", "/home/me/my \"shop\" $1");

    @Test
    void jsonFormsAreJsonWithTheCommandInIt() {
        for (String client : List.of("claude-desktop", "cursor", "vscode", "windsurf", "gemini", "zed", "json")) {
            Json config = Json.parse(ClientConfig.text(client, "pm", COMMAND));
            Json server = config.asObject()
                    .at(config.asObject().keys().get(0))
                    .orElseThrow()
                    .at("pm")
                    .orElseThrow();
            assertThat(server.at("command")).contains(Json.of(COMMAND.get(0)));
            assertThat(server.at("args")).contains(Json.strings(COMMAND.subList(1, COMMAND.size())));
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aShellReadsTheClaudeCodeLineBackAsItIs() throws IOException, InterruptedException {
        String line = ClientConfig.text("claude-code", "pm", COMMAND);
        Process shell = new ProcessBuilder("sh", "-c", "claude() { printf '%s\\n' \"$@\"; }; " + line).start();
        String words = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        assertThat(words.lines()).startsWith("mcp", "add", "pm", "--").endsWith(COMMAND.toArray(String[]::new));
    }

    @Test
    void anUnknownClientIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> ClientConfig.text("emacs", "pm", COMMAND))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("emacs", "claude-code", "zed");
    }

    @Test
    void theGuideShowsWhatIsPrintedForEveryClient() throws IOException {
        String guide = Files.readString(Path.of("../docs/clients.md"));
        Matcher block = Pattern.compile(
                        "<!-- print-config ([a-z -]+?)( --project (\\S+))? -->\\n```\\w+\\n(.*?)```", Pattern.DOTALL)
                .matcher(guide);
        List<String> shown = new ArrayList<>();
        while (block.find()) {
            List<String> command = new ArrayList<>(List.of("/path/to/workflow", "mcp", "project-management"));
            if (block.group(3) != null) {
                command.addAll(List.of("--project", block.group(3)));
            }
            for (String client : block.group(1).split(" ")) {
                assertThat(compact(block.group(4)))
                        .as(client)
                        .isEqualTo(compact(ClientConfig.text(client, ClientConfig.server(Workbench.KEY), command)));
                shown.add(client);
            }
        }
        assertThat(shown).containsExactlyInAnyOrderElementsOf(ClientConfig.names());
        ClientConfig.names().forEach(name -> assertThat(guide).contains("`" + name + "`"));
    }

    @Test
    void theGuideSaysWhereEachTextGoes() throws IOException {
        String guide = Files.readString(Path.of("../docs/clients.md"));
        for (String client : ClientConfig.names()) {
            Matcher file = Pattern.compile("[~.\\w/-]+\\.(json|toml)").matcher(ClientConfig.where(client));
            while (file.find()) {
                assertThat(guide).as(client).contains(file.group());
            }
        }
    }

    @Test
    void whatIsPrintedIsOnStdoutAloneAndNamesTheProject(@TempDir Path project) {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            String[] line = {
                "mcp", "project-management", "--print-config", "cursor", "--project", project.toString(), "--json"
            };
            assertThat(McpCommand.run(line, new PrintWriter(System.out, true, StandardCharsets.UTF_8)))
                    .isZero();
        } finally {
            System.setOut(before);
        }
        Json answer = Json.parse(out.toString(StandardCharsets.UTF_8));
        Json config = Json.parse(answer.asObject().text("text").orElse(""));
        assertThat(config.at("mcpServers", "workflow", "args").orElseThrow().asList())
                .endsWith(Json.of("--project"), Json.of(project.toString()));
    }

    @Test
    void whatTheClientFillsInStaysAsItIs() {
        StringWriter out = new StringWriter();
        String[] line = {
            "mcp", "project-management", "--print-config", "vscode", "--project", "${workspaceFolder}", "--json"
        };
        assertThat(McpCommand.run(line, new PrintWriter(out))).isZero();
        assertThat(Json.parse(Json.parse(out.toString()).asObject().text("text").orElse(""))
                        .at("servers", "workflow", "args")
                        .orElseThrow()
                        .texts())
                .endsWith("--project", "${workspaceFolder}");
    }

    @Test
    void whatIsRedirectedIntoTheClientsFileIsThatFile() {
        PrintStream before = System.err;
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        StringWriter out = new StringWriter();
        try {
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            String[] line = {"mcp", "project-management", "--print-config", "cursor"};
            assertThat(McpCommand.run(line, new PrintWriter(out))).isZero();
        } finally {
            System.setErr(before);
        }
        assertThat(Json.parse(out.toString()).at("mcpServers", "workflow")).isPresent();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo(ClientConfig.where("cursor") + System.lineSeparator());
    }

    /** As Claude Code makes them; other clients put less before a tool's name. */
    @Test
    void theNamesOfToolsFitIntoWhatModelsTakeAlsoFromAPlugin() {
        String server = ClientConfig.server(Workbench.KEY);
        for (String tool : WorkflowTools.NAMES) {
            assertThat("mcp__plugin_workflow_" + server + "__" + tool).matches("[A-Za-z0-9_-]{1,64}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "project-planning/main",
                "release/2.0",
                "incident/42",
                "a-very-long-type-of-workflow/with-a-very-long-id-too",
                "a-very-long-type-of-workflow/with-a-very-long-id-to"
            })
    void theNameOfAServerFitsBeforeEachToolAndIsAKeyOfToml(String workflow) {
        String server = ClientConfig.server(workflow);
        for (String tool : WorkflowTools.NAMES) {
            assertThat("mcp__" + server + "__" + tool).matches("[A-Za-z0-9_-]{1,64}");
        }
        assertThat(ClientConfig.text("codex", server, COMMAND)).startsWith("[mcp_servers." + server + "]");
    }

    @Test
    void serversOfDifferentWorkflowsHaveDifferentNames() {
        assertThat(ClientConfig.server("a-very-long-type-of-workflow/with-a-very-long-id-too"))
                .isNotEqualTo(ClientConfig.server("a-very-long-type-of-workflow/with-a-very-long-id-to"));
    }

    /** JSON and TOML with their blanks between words left out, so that only what is said counts. */
    private static String compact(String text) {
        return text.strip().replaceAll("\\s+", " ").replaceAll("([\\[{,]) | ([\\]}])", "$1$2");
    }
}
