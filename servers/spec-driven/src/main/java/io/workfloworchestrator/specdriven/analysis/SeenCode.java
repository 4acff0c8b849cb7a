package io.workfloworchestrator.specdriven.analysis;

import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.state.StateKey;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The code that was there when a requirement was first seen as met, or a task as done, as the shared state keeps it under {@code
 * analysis/<feature>}. Immutable.
 *
 * @param items by FR-001 or T003: what was there, by the names that the line says. Of a file it is the fingerprint, of a name the word
 *     {@code there}
 */
record SeenCode(Map<String, Map<String, String>> items) {
    static final String TYPE = "analysis";
    static final String THERE = "there";
    static final SeenCode NOTHING = new SeenCode(Map.of());

    SeenCode {
        items = Collections.unmodifiableMap(new TreeMap<>(items));
    }

    static StateKey<SeenCode> key(String featureId) {
        return StateKey.of(TYPE + "/" + featureId, RecordCodec.of(SeenCode.class));
    }

    /** What was there of an item; empty if it was never seen as done. */
    Map<String, String> of(String item) {
        return items.getOrDefault(item, Map.of());
    }
}
