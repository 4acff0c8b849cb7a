package io.workfloworchestrator.state;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonDiff;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.StateStore;
import io.workfloworchestrator.state.spi.StateView.Notice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The state as one look saw it, at one revision.
 *
 * <pre>{@code
 * Moment now = state.now();
 * now.get(release).value();                        // and whatever else the answer needs, all of the same revision
 * now.changesSince(known, 20);                     // what happened up to this revision, and not after it
 * }</pre>
 *
 * <p>An answer from one moment cannot contradict itself, whatever others commit meanwhile. A value is read at the first
 * question, as it was at the revision; while nobody commits, the process has it in memory. A moment looks at no file and
 * takes no lock.
 *
 * <p>Immutable and thread-safe. It holds no resource, and can be used until the manager is closed.
 */
public final class Moment {
    static final int MAX_COMMITS = 10_000;

    private final StateStore store;
    private final Snapshots snapshots;
    private final Revision revision;
    private final Supplier<List<Notice>> found;
    private final Map<String, Optional<Entry>> read = new ConcurrentHashMap<>();
    private volatile @Nullable List<Notice> notices;

    Moment(StateStore store, Snapshots snapshots, Revision revision, Supplier<List<Notice>> found) {
        this.store = store;
        this.snapshots = snapshots;
        this.revision = revision;
        this.found = found;
    }

    /** The revision of everything here; {@link Revision#NONE} before the first commit. */
    public Revision revision() {
        return revision;
    }

    /**
     * The state at another revision, without a new look: at an earlier revision, or at that of a commit which this caller
     * made since.
     */
    public Moment at(Revision other) {
        return other.equals(revision) ? this : new Moment(store, snapshots, other, this::notices);
    }

    public <T> Optional<Snapshot<T>> find(StateKey<T> key) {
        return entry(key.name()).flatMap(entry -> snapshots.of(key, entry));
    }

    /**
     * The value of a key.
     *
     * @throws StateNotFoundException when it has none
     */
    public <T> Snapshot<T> get(StateKey<T> key) {
        return find(key).orElseThrow(() -> StateNotFoundException.key(key.name(), list()));
    }

    /** The names of all keys that have a value, sorted. */
    public List<String> list() {
        List<String> names = new ArrayList<>();
        store.readAll().forEach((name, newest) -> {
            Optional<Entry> then = isSeen(newest) ? Optional.of(newest) : store.readAsOf(name, revision);
            if (then.flatMap(Entry::value).isPresent()) {
                names.add(name);
            }
        });
        return List.copyOf(names);
    }

    /** The names of the keys of this type ({@link StateKey#type}) that have a value, sorted. */
    public List<String> list(String type) {
        return list().stream().filter(name -> name.startsWith(type + "/")).toList();
    }

    /** Messages for people: edits in conflict, unreadable files, files that could not be written. */
    public List<Notice> notices() {
        List<Notice> known = notices;
        if (known == null) {
            known = List.copyOf(found.get());
            notices = known;
        }
        return known;
    }

    /** The newest commits, newest first, at most {@code limit} (and {@link StateManager#MAX_COMMITS}). */
    public List<Commit> history(int limit) {
        int most = Math.min(limit, MAX_COMMITS);
        Revision after = Revision.of(Math.max(0, revision.number() - most));
        List<Commit> commits = new ArrayList<>(store.commits(after, revision, most));
        Collections.reverse(commits);
        return commits;
    }

    /** As {@link #history(int)}, of those that changed a key, also a deleted one. */
    public List<Commit> history(StateKey<?> key, int limit) {
        return store.commitsOf(key.name(), revision, Math.min(limit, MAX_COMMITS));
    }

    /**
     * The commit of a revision.
     *
     * @throws StateNotFoundException when there is no such revision
     */
    public Commit commit(Revision asked) {
        if (asked.number() < 1 || asked.compareTo(revision) > 0) {
            throw new StateNotFoundException("there is no revision " + asked + "; the newest is " + revision + ".");
        }
        return store.commits(Revision.of(asked.number() - 1), asked, 1).stream()
                .findFirst()
                .orElseThrow(() -> new StateNotFoundException("there is no revision " + asked
                        + ": it was left out when the store was made again after its folder was replaced."));
    }

    /** The commits after a revision and up to this one; at most the newest {@code limit}. */
    public Changes changesSince(Revision since, int limit) {
        if (since.compareTo(revision) >= 0) {
            return new Changes(since, revision, List.of(), true);
        }
        long from = Math.max(since.number(), revision.number() - Math.min(limit, MAX_COMMITS));
        List<Commit> commits = store.commits(Revision.of(from), revision, MAX_COMMITS);
        return new Changes(since, revision, commits, from == since.number());
    }

    /** The differences of a key between two revisions. */
    public List<JsonDiff> diff(StateKey<?> key, Revision from, Revision to) {
        return JsonDiff.between(at(from).json(key.name()), at(to).json(key.name()));
    }

    /**
     * Shows the values that a key had, the newest first, until the visitor has seen enough; see {@link StateStore#walk}.
     */
    public void walk(StateKey<?> key, StateStore.Visitor visitor) {
        store.walk(key.name(), revision, visitor);
    }

    Optional<Json> json(String key) {
        return entry(key).flatMap(Entry::value);
    }

    private Optional<Entry> entry(String key) {
        Optional<Entry> known = read.get(key);
        if (known == null) {
            // Usually it is the newest entry, which every store has in memory.
            known = store.read(key).filter(this::isSeen).or(() -> store.readAsOf(key, revision));
            read.put(key, known);
        }
        return known;
    }

    private boolean isSeen(Entry entry) {
        return entry.commit().revision().compareTo(revision) <= 0;
    }
}
