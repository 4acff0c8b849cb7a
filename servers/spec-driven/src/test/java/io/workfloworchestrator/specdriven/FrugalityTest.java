package io.workfloworchestrator.specdriven;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every conversation pays for the list of tools, so it has a bound. */
class FrugalityTest {
    @Test
    void theToolsAreUnder5500Bytes() {
        WorkflowMcpServer server = SpecDrivenServer.of(
                "test",
                () -> {
                    throw new IllegalStateException("listing tools opens no project");
                },
                client -> {},
                Set.of(),
                (project, answers, stage, cause) -> List.of(),
                Path.of("/"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        server.serveStdio(new ByteArrayInputStream("""
                {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
                {"jsonrpc":"2.0","id":2,"method":"tools/list"}
                """.getBytes(StandardCharsets.UTF_8)), out);
        String answer =
                out.toString(StandardCharsets.UTF_8).lines().skip(1).findFirst().orElseThrow();
        assertThat(answer.getBytes(StandardCharsets.UTF_8).length).isLessThan(5_500);
        List<Json> tools =
                Json.parse(answer).at("result", "tools").orElseThrow().asList();
        assertThat(tools).allSatisfy(tool -> {
            assertThat(tool.at("outputSchema", "properties")
                            .orElseThrow()
                            .asObject()
                            .size())
                    .isPositive();
            assertThat(tool.at("description").flatMap(Json::asText).orElse("")).isNotBlank();
        });
        assertThat(tools)
                .extracting(tool -> tool.asObject().text("name").orElseThrow())
                .contains("sdd_guide", "undo");
    }
}
