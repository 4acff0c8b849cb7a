package io.workfloworchestrator.state;

import io.workfloworchestrator.json.Json;
import java.time.Instant;

/**
 * A value as of a revision. Immutable; thread-safe when {@code T} is.
 *
 * @param json the same value as it is stored, with fields that the type does not know
 */
public record Snapshot<T>(StateKey<T> key, T value, Json json, Commit commit) {
    public Revision revision() {
        return commit.revision();
    }

    public Cause cause() {
        return commit.cause();
    }

    /** When this value was made, by the clock of the process that did. */
    public Instant time() {
        return commit.time();
    }
}
