package io.workfloworchestrator.mcp;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The root folders of a client that offers them, asked for when first needed and after they changed. Thread-safe. */
final class Roots {
    private final StdioTransport transport;
    private final AtomicLong changes = new AtomicLong();
    private volatile @Nullable Known known;

    private record Known(long change, List<String> uris) {}

    Roots(StdioTransport transport) {
        this.transport = transport;
    }

    /** The client's roots are others now; ask again when they are needed. */
    void forget() {
        changes.incrementAndGet();
    }

    /** Waits for the client's answer, at most 5 seconds; none when it does not offer roots. */
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
