package io.workfloworchestrator.state;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.spi.Entry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Turns entries of a store into typed snapshots, and remembers the last one of each key. Thread-safe. */
final class Snapshots {
    private final Map<String, Snapshot<?>> last = new ConcurrentHashMap<>();

    /** The snapshot of this entry; it is decoded once while the entry stays the newest. Empty if the key was deleted. */
    @SuppressWarnings("unchecked")
    <T> Optional<Snapshot<T>> of(StateKey<T> key, Entry entry) {
        if (entry.value().isEmpty()) {
            return Optional.empty();
        }
        Json json = entry.value().get();
        Snapshot<?> known = last.get(key.name());
        Snapshot<T> base = known != null && known.key().codec().equals(key.codec()) ? (Snapshot<T>) known : null;
        if (base != null
                && base.json() == json
                && base.revision().equals(entry.commit().revision())) {
            return Optional.of(base);
        }
        Snapshot<T> fresh = new Snapshot<>(key, decode(key, json, base), json, entry.commit());
        remember(fresh);
        return Optional.of(fresh);
    }

    void remember(Snapshot<?> snapshot) {
        last.put(snapshot.key().name(), snapshot);
    }

    private static <T> T decode(StateKey<T> key, Json json, @Nullable Snapshot<T> base) {
        try {
            return base == null ? key.codec().decode(json) : key.codec().decode(json, base.value(), base.json());
        } catch (CodedException e) {
            throw new StateException(
                    e.code(), "the state '" + key + "' does not have its expected shape: " + e.getMessage(), e);
        }
    }
}
