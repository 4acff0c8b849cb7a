package io.workfloworchestrator.state;

import java.time.Instant;
import java.util.List;

/**
 * One accepted change of one or more keys.
 *
 * @param revision its place in the store's order
 * @param time what the clock said; no order follows from it
 * @param cause who and why
 * @param keys what it changed, sorted
 */
public record Commit(Revision revision, Instant time, Cause cause, List<String> keys) {
    public Commit {
        keys = List.copyOf(keys);
    }
}
