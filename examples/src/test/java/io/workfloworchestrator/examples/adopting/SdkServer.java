package io.workfloworchestrator.examples.adopting;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import io.workfloworchestrator.mcp.SdkTools;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.jdbc.JdbcStateStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A server on the MCP Java SDK that keeps its own transport and tools, and takes ours beside them. */
final class SdkServer {
    private SdkServer() {}

    public static void main(String[] args) {
        // tag::sdk
        Path state = Path.of(args[0]).resolve(".ai-planning/.state");
        Notes notes = new Notes(StateManager.of(JdbcStateStore.at(state)));
        McpSyncServer server = McpServer.sync(new StdioServerTransportProvider(McpJsonDefaults.getMapper()))
                .serverInfo("notes", "2.0")
                .capabilities(McpSchema.ServerCapabilities.builder().tools(true).build())
                .tools(echo(), SdkTools.specification(notes.saveTool()))
                .build();
        // end::sdk
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    }

    /** A tool that the server had before, as it was. */
    private static SyncToolSpecification echo() {
        McpSchema.Tool tool =
                McpSchema.Tool.builder("echo", Map.of("type", "object")).build();
        return SyncToolSpecification.builder()
                .tool(tool)
                .callHandler((exchange, request) -> McpSchema.CallToolResult.builder()
                        .content(List.of(McpSchema.TextContent.builder("echo").build()))
                        .build())
                .build();
    }
}
