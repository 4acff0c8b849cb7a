package io.workfloworchestrator.examples;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A server of tasks as one is written on the MCP Java SDK alone: the state in a file of its own, read and written by
 * hand, schemas as text, arguments checked one by one. {@link KitServer} does the same.
 */
final class HandRolledServer {
    private static final McpJsonMapper JSON = McpJsonDefaults.getMapper();
    private static final String OUTPUT = """
            {"type": "object", "properties": {"tasks": {"type": "array", "items": {"type": "object",
             "properties": {"id": {"type": "string"}, "title": {"type": "string"}, "done": {"type": "boolean"}}}}}}""";

    private final Path file;

    private HandRolledServer(Path folder) {
        file = folder.resolve("tasks.json");
    }

    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refusal(String message) {
            super(message);
        }
    }

    private List<Map<String, Object>> load() throws IOException {
        List<Map<String, Object>> tasks = new ArrayList<>();
        if (Files.exists(file)) {
            Map<?, ?> read = JSON.readValue(Files.readString(file), Map.class);
            if (!(read.get("tasks") instanceof List<?> list)) {
                throw new IOException(file + " holds no tasks");
            }
            for (Object element : list) {
                Map<String, Object> task = new LinkedHashMap<>();
                ((Map<?, ?>) element).forEach((name, value) -> task.put(String.valueOf(name), value));
                tasks.add(task);
            }
        }
        return tasks;
    }

    private void save(List<Map<String, Object>> tasks) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
        Files.createDirectories(file.getParent());
        Files.writeString(fresh, JSON.writeValueAsString(Map.of("tasks", tasks)));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private synchronized List<Map<String, Object>> add(String title) throws IOException {
        try (FileChannel channel = lockFile();
                FileLock lock = channel.lock()) {
            List<Map<String, Object>> tasks = load();
            Map<String, Object> task = new LinkedHashMap<>();
            task.put("id", "T" + (tasks.size() + 1));
            task.put("title", title);
            task.put("done", false);
            tasks.add(task);
            save(tasks);
            return tasks;
        }
    }

    private synchronized List<Map<String, Object>> complete(String id) throws IOException {
        try (FileChannel channel = lockFile();
                FileLock lock = channel.lock()) {
            List<Map<String, Object>> tasks = load();
            Map<String, Object> task = tasks.stream()
                    .filter(one -> id.equals(one.get("id")))
                    .findFirst()
                    .orElseThrow(() -> new Refusal("there is no task " + id));
            task.put("done", true);
            save(tasks);
            return tasks;
        }
    }

    private FileChannel lockFile() throws IOException {
        Files.createDirectories(file.getParent());
        return FileChannel.open(file.resolveSibling("tasks.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private interface Work {
        List<Map<String, Object>> on(Map<String, Object> arguments) throws IOException;
    }

    private static SyncToolSpecification tool(String name, String description, String argument, Work work) {
        String properties = argument.isEmpty() ? "" : "\"" + argument + "\": {\"type\": \"string\"}";
        String required = argument.isEmpty() ? "" : "\"required\": [\"" + argument + "\"], ";
        String input = "{\"type\": \"object\", \"properties\": {" + properties + "}, " + required
                + "\"additionalProperties\": false}";
        return SyncToolSpecification.builder()
                .tool(McpSchema.Tool.builder(name, JSON, input)
                        .description(description)
                        .outputSchema(JSON, OUTPUT)
                        .build())
                .callHandler((exchange, request) -> answer(request.arguments(), argument, work))
                .build();
    }

    private static CallToolResult answer(Map<String, Object> arguments, String argument, Work work) {
        try {
            if (!argument.isEmpty() && !(arguments.get(argument) instanceof String)) {
                throw new Refusal("\"" + argument + "\" is missing or no string");
            }
            Map<String, Object> answer = Map.of("tasks", work.on(arguments));
            return CallToolResult.builder()
                    .structuredContent(answer)
                    .addTextContent(JSON.writeValueAsString(answer))
                    .build();
        } catch (Refusal | IOException e) {
            return CallToolResult.builder()
                    .addTextContent(String.valueOf(e.getMessage()))
                    .isError(true)
                    .build();
        }
    }

    private static String text(Map<String, Object> arguments, String name) {
        return String.valueOf(arguments.get(name));
    }

    public static void main(String[] args) {
        HandRolledServer tasks = new HandRolledServer(Path.of(args[0]));
        McpSyncServer server = McpServer.sync(new StdioServerTransportProvider(JSON))
                .serverInfo("tasks", "1.0")
                .capabilities(
                        McpSchema.ServerCapabilities.builder().tools(false).build())
                .validateToolInputs(false)
                .tools(
                        tool("add_task", "Adds a task.", "title", in -> tasks.add(text(in, "title"))),
                        tool("complete_task", "Marks a task done.", "id", in -> tasks.complete(text(in, "id"))),
                        tool("list_tasks", "Lists the tasks.", "", in -> tasks.load()))
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    }
}
