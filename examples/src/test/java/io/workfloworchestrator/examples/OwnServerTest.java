package io.workfloworchestrator.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example server as a client meets it: a process that speaks over its standard streams. */
class OwnServerTest {
    @Test
    void theServerAnswersAClient(@TempDir Path project) throws IOException, InterruptedException {
        Path definition = project.resolve("release.yaml");
        try (InputStream yaml = OwnServerTest.class.getResourceAsStream("release.yaml")) {
            assertThat(yaml).isNotNull();
            Files.copy(yaml, definition);
        }
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        OwnServer.class.getName(),
                        project.toString(),
                        definition.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (OutputStream in = server.getOutputStream()) {
            in.write("""
                    {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"example","version":"1"}}}
                    {"jsonrpc":"2.0","method":"notifications/initialized"}
                    {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"next","arguments":{}}}
                    """.getBytes(StandardCharsets.UTF_8));
        }
        List<Json> answers = new String(server.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .map(Json::parse)
                .toList();
        assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).isZero();
        assertThat(answers).hasSize(2);
        assertThat(answers.get(1).at("result", "structuredContent", "phase")).contains(Json.of("prepare"));
        assertThat(answers.get(1)
                        .at("result", "structuredContent", "steps", "0")
                        .orElseThrow())
                .asString()
                .contains("docs/release-notes.md");
    }
}
