package io.workfloworchestrator.mcp;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Asks a client for its root folders, when they are first needed and after they changed. Thread-safe. */
final class Roots {
    private final StdioTransport transport;
    private final AtomicLong changes = new AtomicLong();
    private volatile @Nullable Known known;

    private record Known(long change, List<String> uris) {}

    Roots(StdioTransport transport) {
        this.transport = transport;
    }

    /** Notes that the client's roots have changed, so that the next use asks again. */
    void forget() {
        changes.incrementAndGet();
    }

    /** The URIs of the roots; empty if the client offers no roots. Waits at most 5 seconds for the client's answer. */
    List<String> uris() {
        if (transport.client().at("capabilities", "roots").isEmpty()) {
            return List.of();
        }
        long change = changes.get();
        Known last = known;
        if (last == null || last.change() != change) {
            last = new Known(change, Asking.roots(transport));
            known = last;
        }
        return last.uris();
    }
}
