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
    private static final String SILENT = "E_CLIENT_SILENT";
    private static final Duration QUICK = Duration.ofSeconds(5);
    private static final Duration PATIENT = Duration.ofMinutes(10);

    /** A client that was silent for so long is asked anew; until then an answer that comes late still counts. */
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final StdioTransport transport;
    private final AtomicLong changes = new AtomicLong();
    private @Nullable Roots roots;

    /** A question for the root folders, put after so many changes of them, and its answer, which all who wait for it share. */
    private record Roots(long change, long askedAt, Mono<McpSchema.ListRootsResult> answer) {
        Duration age() {
            return Duration.ofNanos(System.nanoTime() - askedAt);
        }
    }

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

    /** Waits at most 5 seconds after the question for the client's answer, so all calls that wait for it end together. */
    @Override
    public List<String> rootUris() {
        if (!offers("roots")) {
            return List.of();
        }
        Roots asked = asked();
        Duration left = QUICK.minus(asked.age());
        try {
            return answer(asked.answer(), left.isNegative() ? Duration.ZERO : left, QUICK, "its root folders")
                    .map(McpSchema.ListRootsResult::roots)
                    .orElse(List.of())
                    .stream()
                    .map(McpSchema.Root::uri)
                    .toList();
        } catch (ToolException e) {
            if (!e.code().equals(SILENT) || asked.age().compareTo(AGAIN) > 0) {
                forget(asked);
            }
            throw e;
        }
    }

    private synchronized Roots asked() {
        long change = changes.get();
        Roots last = roots;
        if (last == null || last.change() != change) {
            TypeRef<McpSchema.ListRootsResult> type = new TypeRef<>() {};
            last = new Roots(
                    change,
                    System.nanoTime(),
                    transport.ask(McpSchema.METHOD_ROOTS_LIST, Map.of(), type).cache());
            roots = last;
        }
        return last;
    }

    private synchronized void forget(Roots asked) {
        if (asked.equals(roots)) {
            roots = null;
        }
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
        return answer(transport.ask(McpSchema.METHOD_ELICITATION_CREATE, form, type), PATIENT, PATIENT, "a form")
                .filter(result -> result.action() == McpSchema.ElicitResult.Action.ACCEPT)
                .map(result -> {
                    Map<String, Json> fields = new TreeMap<>();
                    if (result.content() != null) {
                        result.content().forEach((name, value) -> fields.put(name, Wire.json(value)));
                    }
                    return Json.object(fields);
                });
    }

    /** @param left how long to wait of the time that the client has for its answer */
    private static <T> Optional<T> answer(Mono<T> asked, Duration left, Duration patience, String what) {
        try {
            return asked.blockOptional(left);
        } catch (McpError e) {
            boolean isUnreadable = e.getJsonRpcError().code() == McpSchema.ErrorCodes.INVALID_PARAMS;
            throw new ToolException(
                    "E_CLIENT_REFUSED",
                    "the client was asked for " + what
                            + (isUnreadable ? ", and its answer cannot be used: " : " and refused: ") + e.getMessage(),
                    e);
        } catch (IllegalStateException e) {
            throw new ToolException(
                            SILENT,
                            "the client was asked for " + what + " and did not answer in " + patience.toSeconds()
                                    + " s.",
                            e)
                    .retry();
        }
    }
}
