package io.workfloworchestrator.state;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.spi.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
    private final Map<String, StateKey<?>> typed = new HashMap<>();
    private final Map<String, Object> values = new HashMap<>();

    /** A changed value as it will be read, without its commit. */
    record ReadBack<T>(StateKey<T> key, T value, Json json) {
        Snapshot<T> in(Commit commit) {
            return new Snapshot<>(key, value, json, commit);
        }
    }

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
        return changed.map(json -> put(key).orElseGet(() -> key.codec().decode(json)));
    }

    /** What was put by a key of this type. */
    @SuppressWarnings("unchecked")
    private <T> Optional<T> put(StateKey<T> key) {
        StateKey<?> by = typed.get(key.name());
        return by != null && by.codec().equals(key.codec())
                ? Optional.ofNullable((T) values.get(key.name()))
                : Optional.empty();
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
        typed.put(key.name(), key);
        values.put(key.name(), value);
    }

    /** Sets a value that was put together as JSON, and is to be one of this key's type. */
    <T> void putJson(StateKey<T> key, Json json) {
        putJson(key.name(), Optional.of(json));
        typed.put(key.name(), key);
    }

    void putJson(String key, Optional<Json> json) {
        entry(key);
        changes.put(key, json);
        typed.remove(key);
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

    /**
     * These changes, those without a type left out, as they will be read after the commit. They would be decoded then anyway;
     * doing it before keeps a value that nobody could read from becoming state.
     *
     * @throws CodedException (E_STATE_SHAPE) when one could not be read again
     */
    List<ReadBack<?>> readBack(Map<String, Optional<Json>> real) {
        List<ReadBack<?>> all = new ArrayList<>();
        typed.forEach((name, key) -> {
            Optional<Json> json = real.getOrDefault(name, Optional.empty());
            json.ifPresent(some -> all.add(readBack(key, some)));
        });
        return all;
    }

    private <T> ReadBack<T> readBack(StateKey<T> key, Json json) {
        Entry entry = entry(key.name());
        Optional<Snapshot<T>> base = entry == null ? Optional.empty() : manager.snapshot(key, entry);
        try {
            T value = base.isPresent()
                    ? key.codec().decode(json, base.get().value(), base.get().json())
                    : key.codec().decode(json);
            return new ReadBack<>(key, value, json);
        } catch (CodedException e) {
            throw new StateException(
                    e.code(),
                    "the state '" + key + "' was not changed, since the new value could not be read again: "
                            + e.getMessage(),
                    e);
        }
    }
}
