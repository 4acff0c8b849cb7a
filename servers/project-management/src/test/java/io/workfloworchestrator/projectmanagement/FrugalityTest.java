package io.workfloworchestrator.projectmanagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.projectmanagement.goals.GoalTools;
import io.workfloworchestrator.server.WorkflowTools;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every conversation pays for the list of tools, so it has a bound. */
class FrugalityTest {
    private static final int LIST_BYTES = 9_000;

    @Test
    void theListOfToolsIsUnder9000BytesWithAnOutputSchemaEach() {
        WorkflowMcpServer server = ProjectManagementServer.of("test", () -> {
            throw new IllegalStateException("listing tools opens no project");
        });
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        server.serveStdio(new ByteArrayInputStream("""
                {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
                {"jsonrpc":"2.0","id":2,"method":"tools/list"}
                """.getBytes(StandardCharsets.UTF_8)), out);
        String answer =
                out.toString(StandardCharsets.UTF_8).lines().skip(1).findFirst().orElseThrow();
        Json result = Json.parse(answer).at("result").orElseThrow();

        int from = answer.indexOf("\"result\":") + "\"result\":".length();
        String listed = answer.substring(from, answer.length() - 1);
        assertThat(Json.parse(listed)).as("the whole result is measured").isEqualTo(result);
        assertThat(listed.getBytes(StandardCharsets.UTF_8).length).as(listed).isLessThan(LIST_BYTES);
        List<Json> tools = result.at("tools").orElseThrow().asList();
        assertThat(tools)
                .extracting(tool -> tool.asObject().text("name").orElseThrow())
                .startsWith(WorkflowTools.NAMES.toArray(String[]::new))
                .containsAll(GoalTools.names());
        assertThat(tools).allSatisfy(tool -> {
            assertThat(tool.at("outputSchema", "properties")
                            .orElseThrow()
                            .asObject()
                            .size())
                    .isPositive();
            assertThat(tool.at("description").flatMap(Json::asText).orElse("")).isNotBlank();
        });
    }
}
