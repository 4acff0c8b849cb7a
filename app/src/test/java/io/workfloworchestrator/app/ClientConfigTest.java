package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.state.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

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
    void theGuideNamesEveryClient() throws IOException {
        String guide = Files.readString(Path.of("../docs/clients.md"));
        ClientConfig.names().forEach(name -> assertThat(guide).contains("`" + name + "`"));
    }
}
