package io.workfloworchestrator.state;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.StateStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One attempt at a commit: the values that it has read and wants to change. Confined to one thread. */
final class Draft implements Transaction {
    private final StateStore store;
    private final Snapshots snapshots;
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

    /** A draft on the values as of {@code basis}; on the newest values if {@code basis} is {@link Long#MAX_VALUE}. */
    Draft(StateStore store, Snapshots snapshots, Revision basis) {
        this.store = store;
        this.snapshots = snapshots;
        this.basis = basis;
    }

    /** The entry of a key when this draft first asked for it; null if there is none. */
    @Nullable
    Entry entry(String key) {
        if (!read.containsKey(key)) {
            Entry entry = (isNewest() ? store.read(key) : store.readAsOf(key, basis)).orElse(null);
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
            return snapshot(key, entry).map(Snapshot::value);
        }
        return changed.map(json -> put(key).orElseGet(() -> key.codec().decode(json)));
    }

    @SuppressWarnings("unchecked")
    private <T> Optional<T> put(StateKey<T> key) {
        StateKey<?> by = typed.get(key.name());
        return by != null && by.codec().equals(key.codec())
                ? Optional.ofNullable((T) values.get(key.name()))
                : Optional.empty();
    }

    @Override
    public <T> T get(StateKey<T> key) {
        return find(key).orElseThrow(() -> notFound(key));
    }

    @Override
    public <T> void put(StateKey<T> key, T value) {
        Entry entry = entry(key.name());
        Optional<Snapshot<T>> base = snapshot(key, entry);
        boolean isBase = base.filter(known -> known.value() == value).isPresent();
        Optional<T> last = isBase ? Optional.empty() : put(key).filter(known -> known != value);
        Optional<Json> lastJson = changes.getOrDefault(key.name(), Optional.empty());
        Json json;
        if (last.isPresent() && lastJson.isPresent()) {
            // What differs from the start of the commit grows with each change of it; from the change before, it does
            // not.
            json = key.codec().encode(value, last.get(), lastJson.get());
        } else {
            json = base.isPresent()
                    ? key.codec().encode(value, base.get().value(), base.get().json())
                    : key.codec().encode(value);
        }
        changes.put(key.name(), Optional.of(json));
        typed.put(key.name(), key);
        values.put(key.name(), value);
    }

    /** Sets a value as JSON that must fit the type of this key. */
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
    public List<String> list(String type) {
        Revision at = isNewest() ? store.head() : basis;
        TreeSet<String> names = new TreeSet<>(new Moment(store, snapshots, at, List::of).list(type));
        changes.forEach((name, value) -> {
            if (value.isEmpty()) {
                names.remove(name);
            } else if (name.startsWith(type + "/")) {
                names.add(name);
            }
        });
        names.forEach(this::entry); // A change that another process makes to one of them runs this again.
        return List.copyOf(names);
    }

    @Override
    public Revision next() {
        // As of a revision: the commit after it is made again, see Committer.
        return Revision.of((isNewest() ? store.head() : basis).number() + 1);
    }

    private boolean isNewest() {
        return basis.number() == Long.MAX_VALUE;
    }

    @Override
    public void delete(StateKey<?> key) {
        Entry entry = entry(key.name());
        Optional<Json> now = changes.getOrDefault(key.name(), entry == null ? Optional.empty() : entry.value());
        if (now.isEmpty()) {
            throw notFound(key);
        }
        putJson(key.name(), Optional.empty());
    }

    private <T> Optional<Snapshot<T>> snapshot(StateKey<T> key, @Nullable Entry entry) {
        return entry == null ? Optional.empty() : snapshots.of(key, entry);
    }

    private StateNotFoundException notFound(StateKey<?> key) {
        Moment now = new Moment(store, snapshots, store.head(), List::of);
        return StateNotFoundException.key(key.name(), now.list());
    }

    Map<String, Revision> expected() {
        return expected;
    }

    /** The value of a key when this draft first asked for it. */
    Optional<Json> before(String key) {
        Entry entry = read.get(key);
        return entry == null ? Optional.empty() : entry.value();
    }

    /** The changes whose value is another than before. */
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
     * These changes as they will be read after the commit, except those without a type. They would be decoded then anyway;
     * decoding them before keeps a value that nobody could read from becoming state.
     *
     * @throws CodedException (E_STATE_SHAPE) if one of them could not be read again
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
        Optional<Snapshot<T>> base = snapshot(key, entry);
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
