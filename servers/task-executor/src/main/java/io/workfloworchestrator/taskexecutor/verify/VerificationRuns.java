package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.mcp.ToolCall;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.taskexecutor.verify.TaskVerification.Verified;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * The verifications that run in this process, one for each task. A call waits for a while; if the checks take longer, they go
 * on, and the next call takes the outcome. So no client has to wait longer than it wants, and no outcome is lost. Thread-safe.
 */
final class VerificationRuns {
    private static final int MOST_PROGRESS = 1_000_000;

    private final Map<String, Running> running = new HashMap<>();

    /** One verification on a thread of its own. */
    private static final class Running {
        private final CompletableFuture<Verified> outcome = new CompletableFuture<>();
        private volatile boolean cancelled;
        private volatile String progress = "";

        void start(String name, Function<RunControl, Verified> work) {
            Thread thread = new Thread(() -> work(work), "verify-" + name);
            thread.setDaemon(true);
            thread.start();
        }

        private void work(Function<RunControl, Verified> work) {
            try {
                outcome.complete(work.apply(new RunControl(() -> cancelled, text -> progress = text)));
            } catch (RuntimeException | Error e) {
                outcome.completeExceptionally(e);
            }
        }
    }

    /** Ends the verification of this name, if there is one. */
    synchronized boolean cancel(String name) {
        Running one = running.get(name);
        if (one != null) {
            one.cancelled = true;
        }
        return one != null;
    }

    /**
     * Waits for the verification of this name, which begins now unless it runs already, or its outcome was not taken yet. If the
     * call that began it is cancelled, it ends.
     *
     * @param joins whether the outcome of one that runs already is wanted; else it is refused
     * @return empty if it takes longer
     * @throws ToolException {@code E_VERIFY_RUNNING} if one runs already and its outcome is not wanted
     */
    Optional<Verified> await(
            String name, boolean joins, Function<RunControl, Verified> work, ToolCall call, Duration wait) {
        Running one = joined(name, joins, work, call);
        long end = System.nanoTime() + wait.toNanos();
        int told = 0;
        while (true) {
            try {
                Verified verified = one.outcome.get(1, TimeUnit.SECONDS);
                taken(name, one);
                return Optional.of(verified);
            } catch (TimeoutException e) {
                told = Math.min(told + 1, MOST_PROGRESS);
                call.progress(told, 0, one.progress);
                if (System.nanoTime() >= end || call.cancelled()) {
                    return Optional.empty();
                }
            } catch (ExecutionException e) {
                taken(name, one);
                throw thrown(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }

    private synchronized Running joined(
            String name, boolean joins, Function<RunControl, Verified> work, ToolCall call) {
        Running known = running.get(name);
        if (known != null && joins) {
            return known;
        }
        if (known != null) {
            throw new ToolException(
                            "E_VERIFY_RUNNING",
                            "A verification of this task runs already, and what you confirm was not recorded. Call"
                                    + " verify_task without it for the outcome, and then again with it.")
                    .retry();
        }
        Running begun = new Running();
        running.put(name, begun);
        call.onCancel(() -> begun.cancelled = true);
        begun.start(name, work);
        return begun;
    }

    private synchronized void taken(String name, Running one) {
        running.remove(name, one);
    }

    private static RuntimeException thrown(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException own ? own : new IllegalStateException(e);
    }
}
