package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.state.StateKey;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What came of a set-up, as the shared state keeps it under {@code setup/main}: so a second finish adds nothing twice, also where a
 * person renamed or removed an item since. Immutable.
 *
 * @param finished when it was last finished; empty if it was not
 * @param items the ids of the items that were made, by kind and what was said, such as {@code goal:Build a portal}
 */
record SetupState(Optional<Instant> finished, Map<String, String> items) {
    static final StateKey<SetupState> KEY = StateKey.of("setup/main", RecordCodec.of(SetupState.class));

    static final SetupState EMPTY = new SetupState(Optional.empty(), Map.of());

    SetupState {
        items = Collections.unmodifiableMap(new TreeMap<>(items));
    }

    SetupState with(Map<String, String> made) {
        Map<String, String> all = new TreeMap<>(items);
        all.putAll(made);
        return new SetupState(finished, all);
    }

    SetupState finishedAt(Instant now) {
        return new SetupState(finished.isPresent() ? finished : Optional.of(now), items);
    }
}
