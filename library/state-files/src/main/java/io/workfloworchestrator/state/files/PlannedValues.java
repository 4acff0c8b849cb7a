package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The value that each key will have after what was planned so far in one look. Not thread-safe. */
final class PlannedValues {
    private final ShadowStore store;
    private final Map<String, Optional<Json>> values = new HashMap<>();

    PlannedValues(ShadowStore store) {
        this.store = store;
    }

    /** Empty if the key will have no value. */
    Optional<Json> of(String key) {
        Optional<Json> planned = values.get(key);
        return planned == null ? store.value(key) : planned;
    }

    void set(String key, Optional<Json> value) {
        values.put(key, value);
    }
}
