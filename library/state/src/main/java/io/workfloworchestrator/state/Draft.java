package io.workfloworchestrator.state;

import io.workfloworchestrator.state.spi.Entry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one attempt at a commit has read and wants to change. Confined to one thread. */
final class Draft implements Transaction {
    private final StateManager manager;
    private final Revision basis;
    private final Map<String, Revision> expected = new HashMap<>();
    private final Map<String, @Nullable Entry> read = new HashMap<>();
    private final Map<String, Optional<Json>> changes = new HashMap<>();
    private final Map<String, Object> values = new HashMap<>();

    /** A draft on what was newest at {@code basis}; on what is newest now when that is yet to come. */
    Draft(StateManager manager, Revision basis) {
        this.manager = manager;
        this.basis = basis;
    }

    /** The entry of a key when this draft first asked for it; null when there is none. */
    @Nullable
    Entry entry(String key) {
        if (!read.containsKey(key)) {
            Optional<Entry> found = basis.number() == Long.MAX_VALUE
                    ? manager.store().read(key)
                    : manager.store().readAsOf(key, basis);
            Entry entry = found.orElse(null);
            read.put(key, entry);
            expected.put(key, entry == null ? Revision.NONE : entry.commit().revision());
        }
        return read.get(key);
    }

    @Override
    public <T> Optional<T> find(StateKey<T> key) {
        Optional<Json> changed = changes.get(key.name());
        if (changed == null) {
            Entry entry = entry(key.name());
            return entry == null
                    ? Optional.empty()
                    : manager.snapshot(key, entry).map(Snapshot::value);
        }
        return changed.map(
                json -> values.containsKey(key.name()) ? cast(key) : key.codec().decode(json));
    }

    @SuppressWarnings("unchecked")
    private <T> T cast(StateKey<T> key) {
        return (T) java.util.Objects.requireNonNull(values.get(key.name()));
    }

    @Override
    public <T> T get(StateKey<T> key) {
        return find(key).orElseThrow(() -> StateNotFoundException.key(key.name(), manager.list()));
    }

    @Override
    public <T> void put(StateKey<T> key, T value) {
        Entry entry = entry(key.name());
        Optional<Snapshot<T>> base = entry == null ? Optional.empty() : manager.snapshot(key, entry);
        Json json = base.isPresent()
                ? key.codec().encode(value, base.get().value(), base.get().json())
                : key.codec().encode(value);
        changes.put(key.name(), Optional.of(json));
        values.put(key.name(), value);
    }

    void putJson(String key, Optional<Json> json) {
        entry(key);
        changes.put(key, json);
        values.remove(key);
    }

    @Override
    public void delete(StateKey<?> key) {
        Entry entry = entry(key.name());
        Optional<Json> now = changes.getOrDefault(key.name(), entry == null ? Optional.empty() : entry.value());
        if (now.isEmpty()) {
            throw StateNotFoundException.key(key.name(), manager.list());
        }
        putJson(key.name(), Optional.empty());
    }

    Map<String, Revision> expected() {
        return expected;
    }

    /** The value of a key when this draft first asked for it. */
    Optional<Json> before(String key) {
        Entry entry = read.get(key);
        return entry == null ? Optional.empty() : entry.value();
    }

    /** The changes that change something. */
    Map<String, Optional<Json>> changes() {
        Map<String, Optional<Json>> real = new HashMap<>();
        changes.forEach((key, value) -> {
            Optional<Json> was = before(key);
            boolean same = was.isPresent() && value.isPresent() && was.get() == value.get() || was.equals(value);
            if (!same) {
                real.put(key, value);
            }
        });
        return real;
    }
}
