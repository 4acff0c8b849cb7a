package io.workfloworchestrator.examples.prompted;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** A shopping list as many servers keep one: a map in a file, read, changed and written back. */
final class ShoppingBefore {
    private static final McpJsonMapper JSON = McpJsonDefaults.getMapper();

    private final Path file;

    private ShoppingBefore(Path folder) {
        this.file = folder.resolve("shopping.json");
    }

    public static void main(String[] args) {
        ShoppingBefore shopping = new ShoppingBefore(Path.of(args[0]));
        var server = McpServer.sync(new StdioServerTransportProvider(JSON))
                .serverInfo("shopping", "1.0")
                .capabilities(McpSchema.ServerCapabilities.builder().tools(true).build())
                .tools(
                        tool(
                                "add_item",
                                "Puts something on the list.",
                                Map.of("name", Map.of("type", "string"), "count", Map.of("type", "integer")),
                                shopping::add),
                        tool("list_items", "What is on the list.", Map.of(), arguments -> shopping.load()))
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    }

    private Map<String, Object> add(Map<String, Object> arguments) {
        if (!(arguments.get("name") instanceof String name) || name.isBlank()) {
            throw new IllegalArgumentException("name is missing");
        }
        if (!(arguments.get("count") instanceof Number count) || count.intValue() < 1) {
            throw new IllegalArgumentException("count must be 1 or more");
        }
        Map<String, Object> items = load();
        items.put(name, count.intValue());
        save(items);
        return items;
    }

    private Map<String, Object> load() {
        try {
            return Files.exists(file)
                    ? new TreeMap<>(JSON.readValue(Files.readString(file), new TypeRef<Map<String, Object>>() {}))
                    : new TreeMap<>();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void save(Map<String, Object> items) {
        try {
            Files.writeString(file, JSON.writeValueAsString(items));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SyncToolSpecification tool(
            String name,
            String description,
            Map<String, Object> properties,
            Function<Map<String, Object>, Map<String, Object>> work) {
        Map<String, Object> schema =
                Map.of("type", "object", "properties", properties, "required", List.copyOf(properties.keySet()));
        return SyncToolSpecification.builder()
                .tool(McpSchema.Tool.builder(name, schema)
                        .description(description)
                        .build())
                .callHandler((exchange, request) -> {
                    try {
                        Map<String, Object> items =
                                work.apply(request.arguments() == null ? Map.of() : request.arguments());
                        return CallToolResult.builder()
                                .structuredContent(Map.of("items", items))
                                .build();
                    } catch (IllegalArgumentException e) {
                        return CallToolResult.builder()
                                .addTextContent(String.valueOf(e.getMessage()))
                                .isError(true)
                                .build();
                    }
                })
                .build();
    }
}
