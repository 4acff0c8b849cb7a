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
 * Everything that one look at the state saw, at one revision.
 *
 * <pre>{@code
 * Moment now = state.now();
 * now.get(release).value();                        // and whatever else the answer needs, all of the same revision
 * now.changesSince(known, 20);                     // what happened up to this revision, and not after it
 * }</pre>
 *
 * <p>An answer that is put together from one moment cannot contradict itself, whatever others commit while it is made.
 * Values are read when they are first asked for, as they were at the revision; while the store has not moved on, that is a
 * look-up of what the process knows already. A moment looks at no file and takes no lock.
 *
 * <p>Immutable and thread-safe. It holds no resource, and is of use until the manager is closed.
 */
public final class Moment {
    private final StateManager states;
    private final StateStore store;
    private final Revision revision;
    private final Supplier<List<Notice>> found;
    private final Map<String, Optional<Entry>> read = new ConcurrentHashMap<>();
    private volatile @Nullable List<Notice> notices;

    Moment(StateManager states, Revision revision, Supplier<List<Notice>> found) {
        this.states = states;
        this.store = states.store();
        this.revision = revision;
        this.found = found;
    }

    /** The revision that everything here is of; {@link Revision#NONE} before the first commit. */
    public Revision revision() {
        return revision;
    }

    /**
     * The state as it was at another revision, without a look of its own: an earlier one, or that of a commit which this
     * caller made since.
     */
    public Moment at(Revision other) {
        return other.equals(revision) ? this : new Moment(states, other, this::notices);
    }

    /** The value of a key. */
    public <T> Optional<Snapshot<T>> find(StateKey<T> key) {
        return entry(key.name()).flatMap(entry -> states.snapshot(key, entry));
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

    /** What people should know: edits in conflict, unreadable files, files that could not be written. */
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
        int most = Math.min(limit, StateManager.MAX_COMMITS);
        Revision after = Revision.of(Math.max(0, revision.number() - most));
        List<Commit> commits = new ArrayList<>(store.commits(after, revision, most));
        Collections.reverse(commits);
        return commits;
    }

    /**
     * The newest commits that changed a key, newest first, at most {@code limit} (and {@link StateManager#MAX_COMMITS}); also
     * of a key that was deleted.
     */
    public List<Commit> history(StateKey<?> key, int limit) {
        return store.commitsOf(key.name(), revision, Math.min(limit, StateManager.MAX_COMMITS));
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

    /** What happened after a revision and up to this one: at most the newest {@code limit} commits. */
    public Changes changesSince(Revision since, int limit) {
        if (since.compareTo(revision) >= 0) {
            return new Changes(since, revision, List.of(), true);
        }
        long from = Math.max(since.number(), revision.number() - Math.min(limit, StateManager.MAX_COMMITS));
        List<Commit> commits = store.commits(Revision.of(from), revision, StateManager.MAX_COMMITS);
        return new Changes(since, revision, commits, from == since.number());
    }

    /** What differs in a key between two revisions. */
    public List<JsonDiff> diff(StateKey<?> key, Revision from, Revision to) {
        return JsonDiff.between(at(from).json(key.name()), at(to).json(key.name()));
    }

    Optional<Json> json(String key) {
        return entry(key).flatMap(Entry::value);
    }

    private Optional<Entry> entry(String key) {
        Optional<Entry> known = read.get(key);
        if (known == null) {
            // The newest entry is mostly the one, and every store has it at hand.
            known = store.read(key).filter(this::isSeen).or(() -> store.readAsOf(key, revision));
            read.put(key, known);
        }
        return known;
    }

    private boolean isSeen(Entry entry) {
        return entry.commit().revision().compareTo(revision) <= 0;
    }
}
