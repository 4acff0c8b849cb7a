package io.workfloworchestrator.state;

import io.workfloworchestrator.state.spi.StateStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells listeners of commits, on one daemon thread that runs while there are any. Thread-safe. */
final class Watchers {
    /** How long one wait for a change lasts; then the thread looks whether anybody still listens. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private static final int BATCH = 1_000;

    private final StateStore store;
    private final List<Watcher> listeners = new CopyOnWriteArrayList<>();
    private @Nullable Thread thread;
    private boolean waiting;
    private boolean closed;

    Watchers(StateStore store) {
        this.store = store;
    }

    synchronized Subscription add(Revision since, Consumer<Commit> listener) {
        Watcher watcher = new Watcher(since, listener);
        if (closed) { // by somebody else, while a listener wanted to begin another one
            return () -> {};
        }
        listeners.add(watcher);
        if (thread == null) {
            thread = new Thread(this::run, "state-watch");
            thread.setDaemon(true);
            thread.start();
        }
        return () -> listeners.remove(watcher);
    }

    private void run() {
        while (goOn()) {
            try {
                if (await(oldest())) {
                    listeners.forEach(this::deliver);
                }
            } catch (RuntimeException e) {
                // The cause may pass, such as a full disk or a folder that is being restored.
                logger().log(System.Logger.Level.WARNING, "the state cannot be watched now; trying again", e);
                pause();
            }
        }
    }

    private Revision oldest() {
        return listeners.stream()
                .map(watcher -> watcher.seen)
                .min(Revision::compareTo)
                .orElse(Revision.NONE);
    }

    private synchronized boolean goOn() {
        if (listeners.isEmpty()) {
            thread = null;
            return false;
        }
        return true;
    }

    private boolean await(Revision after) {
        if (!mayWait()) {
            return false;
        }
        try {
            return store.awaitChange(after, PATIENCE);
        } finally {
            rest();
        }
    }

    private void pause() {
        if (mayWait()) {
            try {
                Thread.sleep(PATIENCE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                rest();
            }
        }
    }

    /** The thread is interrupted only while it waits: an interrupt would close the files that a listener works on. */
    private synchronized boolean mayWait() {
        waiting = !listeners.isEmpty();
        return waiting;
    }

    private synchronized void rest() {
        waiting = false;
        boolean ignored = Thread.interrupted();
    }

    private void deliver(Watcher watcher) {
        for (Commit commit : store.commits(watcher.seen, store.head(), BATCH)) {
            if (!listeners.contains(watcher)) {
                return;
            }
            try {
                watcher.listener.accept(commit);
            } catch (RuntimeException | Error e) { // An error too: the other listeners are on this thread.
                listeners.remove(watcher);
                logger().log(
                                System.Logger.Level.WARNING,
                                "a listener of state changes failed and is not called again",
                                e);
            }
            watcher.seen = commit.revision();
        }
    }

    private static System.Logger logger() {
        return System.getLogger(Watchers.class.getName());
    }

    void close() {
        Thread running;
        synchronized (this) {
            closed = true;
            listeners.clear();
            running = thread;
            if (running != null && waiting) {
                running.interrupt();
            }
        }
        if (running != null && running != Thread.currentThread()) {
            try {
                running.join(Duration.ofSeconds(2).toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final class Watcher {
        private final Consumer<Commit> listener;
        private volatile Revision seen;

        Watcher(Revision seen, Consumer<Commit> listener) {
            this.seen = seen;
            this.listener = listener;
        }
    }
}
