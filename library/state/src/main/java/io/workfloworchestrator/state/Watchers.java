package io.workfloworchestrator.state;

import io.workfloworchestrator.state.spi.StateStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells listeners of commits, on one daemon thread that runs while there are any. Thread-safe. */
final class Watchers {
    /** How long one wait for a change lasts before it is looked whether anybody still listens. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private static final int BATCH = 1_000;

    private final StateStore store;
    private final List<Watcher> listeners = new CopyOnWriteArrayList<>();
    private @Nullable Thread thread;

    Watchers(StateStore store) {
        this.store = store;
    }

    synchronized Subscription add(Revision since, Consumer<Commit> listener) {
        Watcher watcher = new Watcher(since, listener);
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
            Revision oldest = listeners.stream()
                    .map(watcher -> watcher.seen)
                    .min(Revision::compareTo)
                    .orElse(Revision.NONE);
            if (store.awaitChange(oldest, PATIENCE)) {
                for (Watcher watcher : listeners) {
                    deliver(watcher);
                }
            }
        }
    }

    private synchronized boolean goOn() {
        if (listeners.isEmpty() || Thread.currentThread().isInterrupted()) {
            thread = null;
            return false;
        }
        return true;
    }

    private void deliver(Watcher watcher) {
        try {
            for (Commit commit : store.commits(watcher.seen, store.head(), BATCH)) {
                watcher.listener.accept(commit);
                watcher.seen = commit.revision();
            }
        } catch (RuntimeException e) {
            listeners.remove(watcher);
            System.getLogger(Watchers.class.getName())
                    .log(System.Logger.Level.WARNING, "a listener of state changes failed and is not called again", e);
        }
    }

    void close() {
        Thread running;
        synchronized (this) {
            listeners.clear();
            running = thread;
        }
        if (running != null && running != Thread.currentThread()) {
            running.interrupt();
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
