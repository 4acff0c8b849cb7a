package io.workfloworchestrator.mcp;

import io.workfloworchestrator.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the server can ask a client outside of a call. */
final class SessionClient implements ToolCall.Client {
    private final StdioTransport transport;
    private final Roots roots;

    SessionClient(StdioTransport transport, Roots roots) {
        this.transport = transport;
        this.roots = roots;
    }

    @Override
    public String name() {
        Json.Obj said =
                transport.client().find("clientInfo").map(Json::asObject).orElse(Json.Obj.EMPTY);
        return PlainText.line(said.text("name").orElse("unknown"), 100) + " "
                + PlainText.line(said.text("version").orElse("unknown"), 100);
    }

    @Override
    public void progress(double done, double total, String message) {}

    @Override
    public List<String> rootUris() {
        return roots.uris();
    }

    @Override
    public Optional<Json.Obj> ask(String message, Map<String, Object> schema) {
        return Optional.empty();
    }
}
