package io.workfloworchestrator.mcp;

import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import io.workfloworchestrator.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a tool call can ask the client of an exchange. */
final class ExchangeClient implements ToolCall.Client {
    private final McpAsyncServerExchange exchange;
    private final @Nullable Object progressToken;
    private final Roots roots;

    ExchangeClient(McpAsyncServerExchange exchange, @Nullable Map<String, Object> meta, Roots roots) {
        this.exchange = exchange;
        this.roots = roots;
        Json token = meta == null ? Json.Null.VALUE : Wire.json(meta.get("progressToken"));
        // A token is a string or a whole number. With any other token, no progress is reported.
        Object known = Incoming.id(token);
        this.progressToken = known == Incoming.NO_ID ? null : known;
    }

    @Override
    public String name() {
        return SdkTools.name(exchange.getClientInfo());
    }

    @Override
    public void progress(double done, double total, String message) {
        if (progressToken != null) {
            exchange.progressNotification(new McpSchema.ProgressNotification(
                            progressToken, done, total > 0 ? total : null, message.isEmpty() ? null : message, null))
                    .subscribe();
        }
    }

    @Override
    public List<String> rootUris() {
        return roots.uris();
    }

    @Override
    public boolean canAsk() {
        McpSchema.ClientCapabilities offered = exchange.getClientCapabilities();
        return offered != null && offered.elicitation() != null;
    }

    @Override
    public Optional<Json.Obj> ask(String message, Map<String, Object> schema) {
        return canAsk() ? Asking.form(exchange, message, schema) : Optional.empty();
    }
}
