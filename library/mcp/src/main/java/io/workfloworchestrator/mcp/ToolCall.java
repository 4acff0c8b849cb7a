package io.workfloworchestrator.mcp;

import io.workfloworchestrator.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One call of a tool, as seen from inside it: who calls, whether the call was cancelled, and ways to report progress
 * and to ask back. Thread-safe.
 */
public final class ToolCall {
    private final Client client;
    private final List<Runnable> onCancel = new ArrayList<>();
    private boolean cancelled;

    ToolCall(Client client) {
        this.client = client;
    }

    /** What a call can ask of its client. */
    interface Client {
        String name();

        void progress(double done, double total, String message);

        List<String> rootUris();

        Optional<Json.Obj> ask(String message, RecordShape form);
    }

    /** A client that can only be named. */
    private record Named(String name) implements Client {
        @Override
        public void progress(double done, double total, String message) {}

        @Override
        public List<String> rootUris() {
            return List.of();
        }

        @Override
        public Optional<Json.Obj> ask(String message, RecordShape form) {
            return Optional.empty();
        }
    }

    /** A call without a client, for tests and for calling a tool from Java. */
    public static ToolCall local() {
        return named("nobody");
    }

    /** A call of which only the client's name is known. */
    static ToolCall named(String client) {
        return new ToolCall(new Named(client));
    }

    /** The client's name and version as it gave them, such as {@code claude-code 2.1}; for a cause's actor. */
    public String client() {
        return client.name();
    }

    /** Whether the client no longer wants the answer. Long work looks now and then; nothing is interrupted. */
    public synchronized boolean cancelled() {
        return cancelled;
    }

    /**
     * Ends the call here if it was cancelled.
     *
     * @throws ToolException (E_CANCELLED) if it was
     */
    public void throwIfCancelled() {
        if (cancelled()) {
            throw new ToolException("E_CANCELLED", "the client cancelled this call.").retry();
        }
    }

    /** Runs {@code action} when the call is cancelled, at once if it is already; on the transport's thread: be brief. */
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

    /** What a tool does on cancellation runs on the transport's thread, which must survive it. */
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
        client.progress(done, total, PlainText.line(message, 200));
    }

    /**
     * The client's root folders, which need not exist; none when it does not offer them, or has none open. Waits for its
     * answer, at most 5 seconds.
     *
     * @throws ToolException (E_ROOT_URI) when one of them names no folder of this machine: that a client has a root which
     *     cannot be used is not the same as that it has none; (E_CLIENT_SILENT) when the client does not answer
     */
    public List<Path> roots() {
        return client.rootUris().stream().map(RootUri::folder).toList();
    }

    /**
     * Asks the person behind the client to fill in a form of the record's fields (strings, numbers, truth values,
     * enums); empty when the client cannot ask or the person declines. Waits for the answer, at most 10 minutes.
     */
    public <R extends Record> Optional<R> ask(String message, Class<R> form) {
        RecordShape shape = Shapes.of(form);
        return client.ask(PlainText.of(message), shape).flatMap(answer -> {
            List<Shape.Problem> problems = new ArrayList<>();
            Json exact = shape.exact(answer);
            shape.check(exact, "", problems);
            return problems.isEmpty()
                    ? Optional.of(
                            io.workfloworchestrator.json.RecordCodec.of(form).decode(exact))
                    : Optional.empty();
        });
    }
}
