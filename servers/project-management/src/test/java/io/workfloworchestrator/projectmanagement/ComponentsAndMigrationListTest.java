package io.workfloworchestrator.projectmanagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the toolsets for components and migration add to the list of tools. */
class ComponentsAndMigrationListTest {
    private static final int COMPONENTS = 3_000;
    private static final int MIGRATION = 1_800;

    @Test
    void componentsAreUnder3000Bytes() {
        assertThat(listed(Toolset.COMPONENTS).length()).isLessThan(COMPONENTS);
    }

    @Test
    void migrationIsUnder1800Bytes() {
        assertThat(listed(Toolset.MIGRATION).length()).isLessThan(MIGRATION);
    }

    private static String listed(Toolset set) {
        WorkflowMcpServer server = ProjectManagementServer.of(
                "test",
                () -> {
                    throw new IllegalStateException("listing tools opens no project");
                },
                client -> {},
                EnumSet.of(set));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        server.serveStdio(new ByteArrayInputStream("""
                {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
                {"jsonrpc":"2.0","id":2,"method":"tools/list"}
                """.getBytes(StandardCharsets.UTF_8)), out);
        String answer =
                out.toString(StandardCharsets.UTF_8).lines().skip(1).findFirst().orElseThrow();
        List<Json> tools =
                Json.parse(answer).at("result", "tools").orElseThrow().asList();
        assertThat(tools)
                .allSatisfy(tool -> assertThat(tool.at("outputSchema", "properties")
                                .orElseThrow()
                                .asObject()
                                .size())
                        .isPositive());
        return Json.parse(answer).at("result", "tools").orElseThrow().toString();
    }
}
