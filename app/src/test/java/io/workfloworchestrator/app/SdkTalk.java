package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A server as a process, and the official Java client that talks to it. Closing it returns when the process is gone. */
final class SdkTalk implements AutoCloseable {
    private final McpSyncClient client;
    private final Path folder;

    /** @param server as {@code workflow mcp} names it */
    SdkTalk(String server, Path folder) {
        this.folder = folder;
        List<String> command = TestDistribution.program("mcp", server, "--project", folder.toString());
        StdioClientTransport transport = new StdioClientTransport(
                ServerParameters.builder(command.get(0))
                        .args(command.subList(1, command.size()))
                        .build(),
                McpJsonDefaults.getMapper());
        client =
                McpClient.sync(transport).requestTimeout(Duration.ofSeconds(60)).build();
        Object unused = client.initialize();
    }

    Map<?, ?> call(String tool, Map<String, Object> arguments) {
        McpSchema.CallToolResult result = client.callTool(
                McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
        assertThat(result.isError()).as(String.valueOf(result.content())).isNotEqualTo(true);
        return (Map<?, ?>) Objects.requireNonNull(result.structuredContent());
    }

    String read(String uri) {
        return ((McpSchema.TextResourceContents) client.readResource(
                                McpSchema.ReadResourceRequest.builder(uri).build())
                        .contents()
                        .get(0))
                .text();
    }

    /** The processes with this argument; other tests have children too. */
    static List<ProcessHandle> servers(String argument) {
        return ProcessHandle.current()
                .children()
                .filter(process -> process.info()
                        .arguments()
                        .filter(arguments -> List.of(arguments).contains(argument))
                        .isPresent())
                .toList();
    }

    /** Closes clients, and returns when their servers, which have this argument, write nothing any more. */
    static void close(List<McpSyncClient> clients, String argument) {
        List<ProcessHandle> servers = servers(argument);
        clients.forEach(McpSyncClient::close);
        servers.forEach(
                process -> process.onExit().orTimeout(60, TimeUnit.SECONDS).join());
    }

    /** Ends the server as a power cut does. */
    void kill() {
        servers(folder.toString()).forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        close(List.of(client), folder.toString());
    }
}
