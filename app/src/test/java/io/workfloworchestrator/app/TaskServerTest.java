package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official Java client and {@code workflow mcp task-executor}, from a list of tasks to the archive. */
class TaskServerTest {
    @TempDir
    private Path folder;

    /** A server and its client. */
    private static final class Talking implements AutoCloseable {
        private final McpSyncClient client;
        private final Path folder;

        Talking(Path folder) {
            this.folder = folder;
            StdioClientTransport transport = new StdioClientTransport(
                    ServerParameters.builder(Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString())
                            .args(
                                    "-XX:+UseSerialGC",
                                    "-XX:TieredStopAtLevel=1",
                                    "-cp",
                                    System.getProperty(
                                            "surefire.test.class.path", System.getProperty("java.class.path")),
                                    Main.class.getName(),
                                    "mcp",
                                    "task-executor",
                                    "--project",
                                    folder.toString())
                            .build(),
                    McpJsonDefaults.getMapper());
            client = McpClient.sync(transport)
                    .requestTimeout(Duration.ofSeconds(60))
                    .build();
            Object unused = client.initialize();
        }

        Map<?, ?> call(String tool, Map<String, Object> arguments) {
            McpSchema.CallToolResult result = client.callTool(
                    McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
            assertThat(result.isError()).as(String.valueOf(result.content())).isNotEqualTo(true);
            return (Map<?, ?>) Objects.requireNonNull(result.structuredContent());
        }

        /** Whether it serves this folder; other tests have children too. */
        private boolean isServer(ProcessHandle process) {
            return process.info()
                    .arguments()
                    .filter(arguments -> List.of(arguments).contains(folder.toString()))
                    .isPresent();
        }

        /** Waits for the server's end: it writes its files last. */
        @Override
        public void close() {
            List<ProcessHandle> servers =
                    ProcessHandle.current().children().filter(this::isServer).toList();
            client.close();
            servers.forEach(process -> process.onExit().join());
        }
    }

    @Test
    void aClientTakesAWorkflowFromItsTasksToTheArchive() {
        try (Talking server = new Talking(folder)) {
            Map<?, ?> created = server.call(
                    "create_workflow",
                    Map.of(
                            "name",
                            "login",
                            "tasks",
                            List.of(
                                    Map.of("description", "Write the form", "estimatedHours", 2),
                                    Map.of("description", "Check it", "needs", List.of(1)))));
            assertThat(created.get("workflowPath")).isEqualTo("temp/workflows/login");
            for (int i = 1; i <= 2; i++) {
                Map<?, ?> taken = server.call("next_task", Map.of("workflowName", "login", "agent", "ana"));
                assertThat(((Map<?, ?>) Objects.requireNonNull(taken.get("task"))).get("id"))
                        .isEqualTo(String.valueOf(i));
                Map<?, ?> done = server.call(
                        "complete_task",
                        Map.of(
                                "workflowName",
                                "login",
                                "taskId",
                                String.valueOf(i),
                                "token",
                                Objects.requireNonNull(taken.get("token"))));
                assertThat(((Map<?, ?>) Objects.requireNonNull(done.get("progress"))).get("completed"))
                        .isEqualTo(i);
            }
            Map<?, ?> nothing = server.call("next_task", Map.of("workflowName", "login", "agent", "ana"));
            assertThat(nothing.get("task")).isNull();
            assertThat(String.valueOf(nothing.get("because"))).contains("archive_workflow");
            String path = String.valueOf(server.call("archive_workflow", Map.of("workflowName", "login"))
                    .get("archivePath"));
            assertThat(folder.resolve("temp/workflows/login")).doesNotExist();
            assertThat(folder.resolve(path).resolve("state.json")).content().contains("\"completion\"");
        }
        assertThat(folder.resolve("archive/workflows")).isDirectoryRecursivelyContaining("glob:**/plan.md");
        assertThat(Files.exists(folder.resolve("temp/workflows/login"))).isFalse();
    }
}
