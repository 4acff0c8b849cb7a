package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.McpPrompt;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The texts for coding agents, as files and as prompts of the server. */
class AuthoringPromptsTest {
    private static final Path TEXTS = Path.of("../docs/prompts");

    @Test
    void everyTextIsAPromptAndNothingElseIs() throws IOException {
        List<String> texts;
        try (Stream<Path> files = Files.list(TEXTS)) {
            texts = files.map(file -> file.getFileName().toString().replace(".md", ""))
                    .toList();
        }
        assertThat(AuthoringPrompts.all()).extracting(McpPrompt::name).containsExactlyInAnyOrderElementsOf(texts);
    }

    @Test
    void aPromptIsTheFileWithoutWhatItSaysOfItself() throws IOException {
        for (McpPrompt prompt : AuthoringPrompts.all()) {
            String file = Files.readString(TEXTS.resolve(prompt.name() + ".md"));
            assertThat(file).contains("`" + prompt.name() + "`");
            assertThat(AuthoringPrompts.text(prompt.name()))
                    .startsWith("# ")
                    .doesNotContain("A prompt for a coding agent")
                    .endsWith(file.strip().substring(file.strip().length() - 40));
        }
    }

    @Test
    void aClientOfAnAuthorFindsAndReadsThem() {
        String requests = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"c","version":"1"}}}
            {"jsonrpc":"2.0","method":"notifications/initialized"}
            {"jsonrpc":"2.0","id":2,"method":"prompts/list"}
            {"jsonrpc":"2.0","id":3,"method":"prompts/get","params":{"name":"adopt-in-a-server"}}
            """;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        McpCommand.authoring().serveStdio(new ByteArrayInputStream(requests.getBytes(StandardCharsets.UTF_8)), out);
        List<Json> answers =
                out.toString(StandardCharsets.UTF_8).lines().map(Json::parse).toList();
        Json listed = answers.stream()
                .filter(a -> a.at("id").equals(java.util.Optional.of(Json.of(2))))
                .findFirst()
                .orElseThrow();
        assertThat(listed.at("result", "prompts").orElseThrow().asList())
                .extracting(prompt -> prompt.asObject().text("name").orElse(""))
                .containsExactlyInAnyOrder("adopt-in-a-server", "new-server", "add-a-workflow-type");
        Json text = answers.stream()
                .filter(a -> a.at("id").equals(java.util.Optional.of(Json.of(3))))
                .findFirst()
                .orElseThrow();
        assertThat(text.at("result", "messages", "0", "content", "text")
                        .flatMap(Json::asText)
                        .orElse(""))
                .contains("Clients must not notice");
    }
}
