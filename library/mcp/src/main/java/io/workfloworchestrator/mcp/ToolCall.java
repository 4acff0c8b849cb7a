package io.workfloworchestrator.mcp;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call of a tool, as seen from inside it: who calls, whether the call was cancelled, and ways to report progress
 * and to ask back. Thread-safe.
 */
public final class ToolCall {
    private final Client client;
    private final @Nullable Object progressToken;
    private final List<Runnable> onCancel = new ArrayList<>();
    private boolean cancelled;

    ToolCall(Client client) {
        this(client, Incoming.NO_ID);
    }

    /** @param progressToken what the client asked to report progress under, a String or a Long; anything else reports none */
    ToolCall(Client client, @Nullable Object progressToken) {
        this.client = client;
        this.progressToken = progressToken == Incoming.NO_ID ? null : progressToken;
    }

    /** What a call can ask its client. One of which only the name is known cannot be asked for anything else. */
    @FunctionalInterface
    interface Client {
        String name();

        default void progress(Object token, double done, double total, String message) {}

        default List<String> rootUris() {
            return List.of();
        }

        default boolean canAsk() {
            return false;
        }

        default Optional<Json.Obj> ask(String message, Map<String, Object> schema) {
            return Optional.empty();
        }
    }

    /** A call without a client, for tests and for calling a tool from Java. */
    public static ToolCall local() {
        return named("nobody");
    }

    /** A call of which only the client's name is known. */
    static ToolCall named(String client) {
        return new ToolCall(() -> client);
    }

    /** The client's name and version as it gave them, such as {@code claude-code 2.1}; for a cause's actor. */
    public String client() {
        return client.name();
    }

    /**
     * Whether the client no longer wants the answer. Long work should check this now and then, since nothing
     * interrupts it.
     */
    public synchronized boolean cancelled() {
        return cancelled;
    }

    /**
     * Runs {@code action} when the call is cancelled, or at once if it is cancelled already. The action must be
     * quick, because it may run on the transport's thread.
     */
    public void onCancel(Runnable action) {
        synchronized (this) {
            if (!cancelled) {
                onCancel.add(action);
                return;
            }
        }
        action.run();
    }

    void cancel() {
        List<Runnable> actions;
        synchronized (this) {
            cancelled = true;
            actions = List.copyOf(onCancel);
            onCancel.clear();
        }
        actions.forEach(ToolCall::runSafely);
    }

    /** Runs a tool's action and catches what it throws, because the transport's thread must survive it. */
    private static void runSafely(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            System.getLogger(ToolCall.class.getName())
                    .log(System.Logger.Level.ERROR, "an action on the cancellation of a call failed", e);
        }
    }

    /** Reports progress, if the client asked for it. {@code done} must grow; a total of 0 means that it is unknown. */
    public void progress(double done, double total, String message) {
        if (progressToken != null) {
            client.progress(progressToken, done, total, PlainText.line(message, 200));
        }
    }

    /**
     * The client's root folders, which need not exist; empty if the client does not offer roots, or has no folder
     * open. Waits at most 5 seconds for its answer.
     *
     * @throws ToolException (E_ROOT_URI) when a root names no folder of this machine, because a root that cannot be
     *     used is not the same as no root; (E_CLIENT_SILENT) when the client does not answer
     */
    public List<Path> roots() {
        return client.rootUris().stream().map(RootUri::folder).toList();
    }

    /** Whether the client can ask its person (it offers elicitation). */
    public boolean canAsk() {
        return client.canAsk();
    }

    /**
     * Asks the person behind the client to fill in a form; empty when the client cannot ask or the person declines. The answer
     * is not checked. Waits for it, at most 10 minutes.
     *
     * @param schema the form as MCP has it: a JSON Schema of an object whose properties are strings, numbers and truth values
     */
    public Optional<Json.Obj> ask(String message, Map<String, Object> schema) {
        return client.ask(PlainText.of(message), schema);
    }

    /**
     * Asks the person behind the client to fill in a form of the record's fields (strings, numbers, truth values,
     * enums); empty when the client cannot ask or the person declines. Waits for the answer, at most 10 minutes.
     */
    public <R extends Record> Optional<R> ask(String message, Class<R> form) {
        Shape shape = Shape.of(form);
        return ask(message, shape.schema(false)).flatMap(answer -> {
            List<Arguments.Problem> problems = new ArrayList<>();
            Json exact = Arguments.read(shape, answer, problems);
            return problems.isEmpty() ? Optional.of(RecordCodec.of(form).decode(exact)) : Optional.empty();
        });
    }
}
