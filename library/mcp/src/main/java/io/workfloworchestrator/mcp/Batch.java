package io.workfloworchestrator.mcp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The answers to one JSON-RPC batch: sent as one array when the last of them is there, not at all when there is none.
 * Thread-safe.
 */
final class Batch {
    private final Consumer<String> out;
    private final Set<Object> open = new HashSet<>();
    private final List<String> answers = new ArrayList<>();
    private boolean read;

    Batch(Consumer<String> out) {
        this.out = out;
    }

    /** A request of the batch is being answered, until {@link #answered} or {@link #over}. */
    synchronized void begun(Object request) {
        open.add(request);
    }

    /** An answer that is there at once. */
    synchronized void answer(String json) {
        answers.add(json);
    }

    /** The answer to a request that was begun. */
    void answered(Object request, String json) {
        synchronized (this) {
            answers.add(json);
        }
        over(request);
    }

    /** Nothing more comes of this request; it may have been cancelled, and so not answered. */
    void over(Object request) {
        boolean last;
        synchronized (this) {
            last = open.remove(request) && read && open.isEmpty();
        }
        if (last) {
            send();
        }
    }

    /** All messages of the batch have been read. */
    void read() {
        boolean last;
        synchronized (this) {
            read = true;
            last = open.isEmpty();
        }
        if (last) {
            send();
        }
    }

    /** Outside of the lock: the writer may make us wait for the client. */
    private void send() {
        String all;
        synchronized (this) {
            all = answers.isEmpty() ? "" : "[" + String.join(",", answers) + "]";
            answers.clear();
        }
        if (!all.isEmpty()) {
            out.accept(all);
        }
    }
}
