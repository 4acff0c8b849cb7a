package io.workfloworchestrator.projectmanagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.server.WorkflowTools;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every conversation pays for the list of tools, so it has a bound. */
class FrugalityTest {
    private static final int ORCHESTRATION_BYTES = 6_000;
    private static final int DEFAULT_BYTES = 9_000;
    private static final int ALL_BYTES = 24_000;

    @Test
    void theOrchestrationIsUnder6000Bytes() {
        List<Json> tools = listed(EnumSet.of(Toolset.ORCHESTRATION), ORCHESTRATION_BYTES);
        assertThat(tools)
                .extracting(tool -> tool.asObject().text("name").orElseThrow())
                .containsExactlyElementsOf(WorkflowTools.NAMES);
    }

    @Test
    void theToolsThatAreOfferedUnaskedAreUnder9000Bytes() {
        assertThat(listed(Toolset.DEFAULT, DEFAULT_BYTES)).hasSizeGreaterThanOrEqualTo(WorkflowTools.NAMES.size());
    }

    @Test
    void allToolsAreUnder24000Bytes() {
        List<Json> tools = listed(EnumSet.allOf(Toolset.class), ALL_BYTES);
        assertThat(tools)
                .extracting(tool -> tool.asObject().text("name").orElseThrow())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(Toolset.tools(EnumSet.allOf(Toolset.class)));
    }

    /** The tools of a server with these toolsets, each with an output schema and a description. */
    private static List<Json> listed(Set<Toolset> toolsets, int most) {
        WorkflowMcpServer server = ProjectManagementServer.of(
                "test",
                () -> {
                    throw new IllegalStateException("listing tools opens no project");
                },
                client -> {},
                toolsets);
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
        assertThat(listed.getBytes(StandardCharsets.UTF_8).length).as(listed).isLessThan(most);
        List<Json> tools = result.at("tools").orElseThrow().asList();
        assertThat(tools).allSatisfy(tool -> {
            assertThat(tool.at("outputSchema", "properties")
                            .orElseThrow()
                            .asObject()
                            .size())
                    .isPositive();
            assertThat(tool.at("description").flatMap(Json::asText).orElse("")).isNotBlank();
        });
        return tools;
    }
}
