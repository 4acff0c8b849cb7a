package io.workfloworchestrator.mcp;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.workfloworchestrator.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What a server can ask the client of its session. The client's root folders are asked for when they are first needed and after they
 * changed. Thread-safe.
 */
final class SessionClient implements ToolCall.Client {
    private static final Duration QUICK = Duration.ofSeconds(5);
    private static final Duration PATIENT = Duration.ofMinutes(10);

    private final StdioTransport transport;
    private final AtomicLong changes = new AtomicLong();
    private volatile @Nullable Roots roots;

    private record Roots(long change, List<String> uris) {}

    SessionClient(StdioTransport transport) {
        this.transport = transport;
    }

    @Override
    public String name() {
        Json.Obj said =
                transport.client().find("clientInfo").map(Json::asObject).orElse(Json.Obj.EMPTY);
        return PlainText.line(said.text("name").orElse("unknown"), 100) + " "
                + PlainText.line(said.text("version").orElse("unknown"), 100);
    }

    private boolean offers(String capability) {
        return transport.client().at("capabilities", capability).isPresent();
    }

    @Override
    public void progress(Object token, double done, double total, String message) {
        Object progress = new McpSchema.ProgressNotification(
                token, done, total > 0 ? total : null, message.isEmpty() ? null : message, null);
        transport
                .notifyClients(McpSchema.METHOD_NOTIFICATION_PROGRESS, progress)
                .subscribe();
    }

    /** Notes that the client's roots have changed, so that the next use asks again. */
    void forgetRoots() {
        changes.incrementAndGet();
    }

    /** Waits at most 5 seconds for the client's answer. */
    @Override
    public List<String> rootUris() {
        if (!offers("roots")) {
            return List.of();
        }
        long change = changes.get();
        Roots last = roots;
        if (last == null || last.change() != change) {
            last = new Roots(change, askedRoots());
            roots = last;
        }
        return last.uris();
    }

    private List<String> askedRoots() {
        TypeRef<McpSchema.ListRootsResult> type = new TypeRef<>() {};
        return answer(transport.ask(McpSchema.METHOD_ROOTS_LIST, Map.of(), type), QUICK, "its root folders")
                .map(McpSchema.ListRootsResult::roots)
                .orElse(List.of())
                .stream()
                .map(McpSchema.Root::uri)
                .toList();
    }

    @Override
    public boolean canAsk() {
        return offers("elicitation");
    }

    @Override
    public Optional<Json.Obj> ask(String message, Map<String, Object> schema) {
        if (!canAsk()) {
            return Optional.empty();
        }
        TypeRef<McpSchema.ElicitResult> type = new TypeRef<>() {};
        Object form = McpSchema.ElicitFormRequest.builder(message, schema).build();
        return answer(transport.ask(McpSchema.METHOD_ELICITATION_CREATE, form, type), PATIENT, "a form")
                .filter(result -> result.action() == McpSchema.ElicitResult.Action.ACCEPT)
                .map(result -> {
                    Map<String, Json> fields = new TreeMap<>();
                    if (result.content() != null) {
                        result.content().forEach((name, value) -> fields.put(name, Wire.json(value)));
                    }
                    return Json.object(fields);
                });
    }

    private static <T> Optional<T> answer(Mono<T> asked, Duration patience, String what) {
        try {
            return asked.blockOptional(patience);
        } catch (McpError e) {
            throw new ToolException(
                    "E_CLIENT_REFUSED", "the client was asked for " + what + " and refused: " + e.getMessage(), e);
        } catch (IllegalStateException e) {
            throw new ToolException(
                            "E_CLIENT_SILENT",
                            "the client was asked for " + what + " and did not answer in " + patience.toSeconds()
                                    + " s.",
                            e)
                    .retry();
        }
    }
}
