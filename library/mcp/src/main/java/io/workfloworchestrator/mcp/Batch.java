package io.workfloworchestrator.mcp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The answers to one JSON-RPC batch. They are sent as one array once the last one is there; a batch without answers
 * sends nothing. Thread-safe.
 */
final class Batch {
    private final Consumer<String> out;
    private final Set<Object> open = new HashSet<>();
    private final List<String> answers = new ArrayList<>();
    private boolean read;

    Batch(Consumer<String> out) {
        this.out = out;
    }

    /** Notes a request of the batch; {@link #answered} or {@link #over} ends it. */
    synchronized void begun(Object request) {
        open.add(request);
    }

    synchronized void answer(String json) {
        answers.add(json);
    }

    void answered(Object request, String json) {
        answer(json);
        over(request);
    }

    /** Ends a request: no answer to it will come any more. A cancelled request ends without an answer. */
    void over(Object request) {
        String all;
        synchronized (this) {
            all = open.remove(request) ? complete() : "";
        }
        send(all);
    }

    void read() {
        String all;
        synchronized (this) {
            read = true;
            all = complete();
        }
        send(all);
    }

    /** All answers, once the last one is there; empty if there are none to send. */
    private String complete() {
        if (!read || !open.isEmpty() || answers.isEmpty()) {
            return "";
        }
        String all = "[" + String.join(",", answers) + "]";
        answers.clear();
        return all;
    }

    /** Sends outside of the lock, since the writer may wait for the client. */
    private void send(String all) {
        if (!all.isEmpty()) {
            out.accept(all);
        }
    }
}
