package io.workfloworchestrator.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One server before and after: the same behaviour, and the lines of each as {@code docs/lines-saved.md} has them. */
@Tag("nightly")
class LinesSavedTest {
    private static final Path HERE = Path.of("src/test/java/io/workfloworchestrator/examples");

    @TempDir
    private Path folder;

    private McpSyncClient client(Class<?> server) {
        McpSyncClient client = McpClient.sync(new StdioClientTransport(
                        ServerParameters.builder(Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString())
                                .args(
                                        "-XX:TieredStopAtLevel=1",
                                        "-cp",
                                        System.getProperty(
                                                "surefire.test.class.path", System.getProperty("java.class.path")),
                                        server.getName(),
                                        folder.toString())
                                .build(),
                        McpJsonDefaults.getMapper()))
                .requestTimeout(Duration.ofSeconds(30))
                .build();
        client.initialize();
        return client;
    }

    private static McpSchema.CallToolResult call(McpSyncClient client, String tool, Map<String, Object> arguments) {
        return client.callTool(
                McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
    }

    private static Map<String, Object> task(String id, String title, boolean done) {
        return Map.of("id", id, "title", title, "done", done);
    }

    @ParameterizedTest
    @ValueSource(classes = {HandRolledServer.class, KitServer.class})
    void bothBehaveTheSame(Class<?> server) {
        List<Map<String, Object>> both = List.of(task("T1", "sweep", true), task("T2", "bake", false));
        try (McpSyncClient client = client(server)) {
            assertThat(client.listTools().tools())
                    .extracting(McpSchema.Tool::name)
                    .containsExactlyInAnyOrder("add_task", "complete_task", "list_tasks");
            assertThat(call(client, "add_task", Map.of("title", "sweep")).structuredContent())
                    .isEqualTo(Map.of("tasks", List.of(task("T1", "sweep", false))));
            call(client, "add_task", Map.of("title", "bake"));
            assertThat(call(client, "complete_task", Map.of("id", "T1")).structuredContent())
                    .isEqualTo(Map.of("tasks", both));
            McpSchema.CallToolResult unknown = call(client, "complete_task", Map.of("id", "T9"));
            assertThat(unknown.isError()).isTrue();
            assertThat(unknown.content().toString()).contains("there is no task T9");
            McpSchema.CallToolResult missing = call(client, "add_task", Map.of());
            assertThat(missing.isError()).isTrue();
            assertThat(missing.content().toString()).contains("\"title\" is missing");
        }
        try (McpSyncClient again = client(server)) {
            assertThat(call(again, "list_tasks", Map.of()).structuredContent()).isEqualTo(Map.of("tasks", both));
        }
    }

    @Test
    void theDocumentHasTheLinesThatThereAre() throws IOException {
        String page = Files.readString(Path.of("../docs/lines-saved.md"));
        for (String server : List.of("HandRolledServer", "KitServer", "OwnServer")) {
            assertThat(page).contains("| `" + server + ".java` | " + lines(server) + " |");
        }
        assertThat(lines("KitServer") * 2).isLessThan(lines("HandRolledServer"));
    }

    @Test
    void aServerWithAWorkflowOfItsOwnTakesUnder30Lines() throws IOException {
        assertThat(lines("OwnServer")).isLessThan(30);
    }

    /** Lines of code: not blank, no comment, no import, no package. */
    private static long lines(String name) throws IOException {
        return Files.readString(HERE.resolve(name + ".java"))
                .replaceAll("(?s)/\\*.*?\\*/", "")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty()
                        && !line.startsWith("//")
                        && !line.startsWith("import ")
                        && !line.startsWith("package "))
                .count();
    }
}
