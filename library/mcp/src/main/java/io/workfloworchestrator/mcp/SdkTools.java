package io.workfloworchestrator.mcp;

import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import io.workfloworchestrator.json.Json;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@link Tool}s for a server that is already built on the MCP Java SDK. */
public final class SdkTools {
    private SdkTools() {}

    /**
     * The tool in the form that the SDK's synchronous server takes. A call knows its client's name. It cannot
     * report progress, notice cancellation or ask questions back, because these need our own transport.
     */
    public static SyncToolSpecification specification(Tool<?, ?> tool) {
        return SyncToolSpecification.builder()
                .tool(describe(tool))
                .callHandler((exchange, request) -> {
                    Map<String, Object> arguments = request.arguments() == null ? Map.of() : request.arguments();
                    return result(tool.answer(Wire.json(arguments).asObject(), call(exchange)), true);
                })
                .build();
    }

    /** Without an exchange the tool was called from Java, not by a client. */
    private static ToolCall call(@Nullable McpSyncServerExchange exchange) {
        return exchange == null ? ToolCall.local() : ToolCall.named(name(exchange.getClientInfo()));
    }

    static String name(McpSchema.@Nullable Implementation client) {
        return client == null ? "unknown" : client.name() + " " + client.version();
    }

    static McpSchema.ListToolsResult list(List<Tool<?, ?>> tools) {
        return McpSchema.ListToolsResult.builder(
                        tools.stream().map(SdkTools::describe).toList())
                .build();
    }

    /** Leaves out hints that a client assumes anyway, because every client's context pays for them. */
    static McpSchema.Tool describe(Tool<?, ?> tool) {
        boolean mayDestroy = tool.destructive() || tool.isReadOnly();
        boolean says = tool.isReadOnly() || !mayDestroy || tool.idempotent() || tool.closedWorld();
        McpSchema.ToolAnnotations annotations = new McpSchema.ToolAnnotations(
                null,
                tool.isReadOnly() ? true : null,
                mayDestroy ? null : false,
                tool.idempotent() ? true : null,
                tool.closedWorld() ? false : null,
                null);
        return new McpSchema.Tool(
                tool.name(),
                tool.title().isEmpty() ? null : tool.title(),
                tool.description(),
                new LazyMap(tool::inputSchemaMap),
                new LazyMap(tool::outputSchemaMap),
                says ? annotations : null,
                null,
                null);
    }

    static McpSchema.TextContent text(String text) {
        return new McpSchema.TextContent(null, text, null);
    }

    static McpSchema.CallToolResult result(ToolAnswer answer, boolean plain) {
        Json.Obj structured = answer.structured();
        return new McpSchema.CallToolResult(
                List.of(text(answer.text())),
                answer.isError() ? true : null,
                plain ? Wire.plain(structured) : structured,
                null);
    }

    /** A map that is made when it is first read: schemas cost reflection, and {@code initialize} needs no schema. */
    private static final class LazyMap extends AbstractMap<String, Object> {
        private final Supplier<Map<String, Object>> maker;
        private volatile @Nullable Map<String, Object> made;

        LazyMap(Supplier<Map<String, Object>> maker) {
            this.maker = maker;
        }

        @Override
        public Set<Map.Entry<String, Object>> entrySet() {
            Map<String, Object> map = made;
            if (map == null) {
                map = maker.get();
                made = map;
            }
            return map.entrySet();
        }
    }
}
