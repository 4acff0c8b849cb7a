package io.workfloworchestrator.state;

import java.time.Instant;
import java.util.List;

/**
 * One accepted change of one or more keys.
 *
 * @param revision its place in the store's order
 * @param time by the clock of the process that made it; do not order commits by it
 * @param keys the changed keys, sorted
 */
public record Commit(Revision revision, Instant time, Cause cause, List<String> keys) {
    public Commit {
        keys = List.copyOf(keys);
    }
}
