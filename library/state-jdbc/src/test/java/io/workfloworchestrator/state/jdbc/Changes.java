package io.workfloworchestrator.state.jdbc;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.CommitOutcome;
import io.workfloworchestrator.state.spi.Proposal;
import io.workfloworchestrator.state.spi.StateStore;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Proposals for tests. */
final class Changes {
    static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678901Z");

    private Changes() {}

    static Proposal of(String key, Revision expected, Optional<Json> value, Cause cause) {
        return new Proposal(
                new TreeMap<>(Map.of(key, expected)), new TreeMap<>(Map.of(key, value)), cause, TIME, Map.of());
    }

    /** Commits on top of whatever is newest. */
    static Commit put(StateStore store, String key, Json value) {
        Revision expected =
                store.read(key).map(entry -> entry.commit().revision()).orElse(Revision.NONE);
        CommitOutcome outcome = store.commit(of(key, expected, Optional.of(value), Cause.of("test", "put")));
        return ((CommitOutcome.Committed) outcome).commit();
    }

    static Json json(String text) {
        return Json.parse(text);
    }
}
