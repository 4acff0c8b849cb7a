package io.workfloworchestrator.state;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonDiff;
import io.workfloworchestrator.json.JsonException;
import io.workfloworchestrator.json.JsonMerge;
import io.workfloworchestrator.json.JsonText;
import io.workfloworchestrator.state.spi.CommitOutcome;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.Proposal;
import io.workfloworchestrator.state.spi.StateStore;
import io.workfloworchestrator.state.spi.StateView;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The one way to read and change the shared state of a project, safe for any number of threads and processes.
 *
 * <pre>{@code
 * record Release(String notes, List<String> approvals) {}
 * StateKey<Release> key = StateKey.of("release/1.0", Release.class);
 *
 * state.create(key, new Release("", List.of()), Cause.of("me", "start the release"));
 * state.update(key, r -> new Release("All green.", r.approvals()), Cause.of("ci", "build is green"));
 * state.undo(state.head(), Cause.of("me", "not yet"));
 * }</pre>
 *
 * <p>Every change is one commit: atomic, durable when the call returns, with a revision and a cause. {@link #update}
 * is never refused because others write: it runs on the newest value, again if that moved. {@link #replace} merges with
 * what others changed elsewhere, and is refused only where both changed the same place. Nothing is ever gone: see
 * {@link #history}, {@link #asOf}, {@link #diff} and {@link #undo}.
 *
 * <p>A value that was written can be read: what a codec could not read again, such as a record that refuses to be made of
 * it, is refused with {@code E_STATE_SHAPE} before it is committed.
 *
 * <p>A change whose new texts, or whose cause, look like a secret ({@link Secrets}) is refused with the code {@code E_SECRET},
 * the place and the kind: state is plain text for git and for every agent.
 *
 * <p>Thread-safe. Functions given to it may be called more than once and must not have side effects.
 */
public final class StateManager implements AutoCloseable {
    /** At most this many commits are named by one answer. */
    public static final int MAX_COMMITS = 10_000;

    private final StateStore store;
    private final Optional<StateView> view;
    private final Clock clock;
    private final Map<String, Snapshot<?>> snapshots = new ConcurrentHashMap<>();
    private final boolean refusesSecrets;
    private final Watchers watchers;

    private StateManager(StateStore store, Optional<StateView> view, Clock clock, boolean refusesSecrets) {
        this.refusesSecrets = refusesSecrets;
        this.store = store;
        this.view = view;
        this.clock = clock;
        this.watchers = new Watchers(store);
    }

    /** State in this store. Closing the manager closes the store. */
    public static StateManager of(StateStore store) {
        return new StateManager(store, Optional.empty(), Clock.systemUTC(), true);
    }

    /** State in this store, with a view that people may edit. Closing the manager closes both. */
    public static StateManager of(StateStore store, StateView view, Clock clock) {
        return new StateManager(store, Optional.of(view), clock, true);
    }

    /**
     * State in this store, with a view if there is one, that takes texts that look like secrets as any others. Every other
     * manager refuses a change that brings one ({@code E_SECRET}).
     */
    public static StateManager allowingSecrets(StateStore store, Optional<StateView> view, Clock clock) {
        return new StateManager(store, view, clock, false);
    }

    /** State in memory, for tests and trials. */
    public static StateManager inMemory() {
        return of(new InMemoryStateStore());
    }

    /**
     * Looks once, at foreign edits first and then at the store, and gives everything that can be read at the newest revision.
     * Whoever needs more than one value for an answer takes them from one moment.
     */
    public Moment now() {
        look();
        return moment(store.head());
    }

    private Moment moment(Revision revision) {
        return new Moment(this, revision, () -> view.map(StateView::notices).orElse(List.of()));
    }

    /** The state as of a commit that was made just now, without another look; as of now when there is none. */
    Moment momentAfter(Optional<Commit> commit) {
        return moment(commit.map(Commit::revision).orElseGet(store::head));
    }

    /** The newest revision, after looking for foreign edits. */
    public Revision head() {
        look();
        return store.head();
    }

    /**
     * Creates the first value of a key, or one after it was deleted.
     *
     * @throws StateExistsException when it has a value
     */
    public <T> Snapshot<T> create(StateKey<T> key, T value, Cause cause) {
        return commit(cause, key, draft -> {
            Entry existing = draft.entry(key.name());
            if (existing != null && existing.value().isPresent()) {
                throw new StateExistsException(key.name(), existing.commit());
            }
            draft.put(key, value);
        });
    }

    /** The newest value of a key. */
    public <T> Optional<Snapshot<T>> find(StateKey<T> key) {
        look();
        return store.read(key.name()).flatMap(entry -> snapshot(key, entry));
    }

    /**
     * The newest value of a key.
     *
     * @throws StateNotFoundException when it has none
     */
    public <T> Snapshot<T> get(StateKey<T> key) {
        return find(key).orElseThrow(() -> StateNotFoundException.key(key.name(), list()));
    }

    /**
     * Changes a value. The function is given the newest value and is called again if another process changed it
     * meanwhile, so the change is neither lost nor refused. A function that returns an equal value commits nothing.
     *
     * @throws StateNotFoundException when the key has no value
     */
    public <T> Snapshot<T> update(StateKey<T> key, UnaryOperator<T> change, Cause cause) {
        return commit(cause, key, draft -> draft.update(key, change));
    }

    /**
     * Puts a value in the place of one that was read before. If others changed it meanwhile, both changes are merged
     * (see {@link JsonMerge}).
     *
     * @throws RevisionConflictException when both changed the same place
     * @throws StateNotFoundException when it was deleted meanwhile
     */
    public <T> Snapshot<T> replace(Snapshot<T> base, T value, Cause cause) {
        StateKey<T> key = base.key();
        Json mine = key.codec().encode(value, base.value(), base.json());
        return commit(cause, key, draft -> {
            Entry newest = draft.entry(key.name());
            if (newest == null || newest.value().isEmpty()) {
                throw StateNotFoundException.key(key.name(), list());
            }
            JsonMerge merge = JsonMerge.of(base.json(), newest.value().get(), mine);
            if (!merge.isClean()) {
                throw conflict(key.name(), base.revision(), newest.commit(), merge.conflicts());
            }
            draft.putJson(key, merge.merged().orElseThrow());
        });
    }

    /**
     * Reads and changes several keys as one commit. The function may be called again if another process changed what it
     * read.
     */
    public <R> R transact(Cause cause, Function<Transaction, R> work) {
        return Drafts.commit(this, cause, Optional.empty(), work).result();
    }

    /**
     * As {@link #transact}, for whoever needs to know what became of it: the commit, and the state as of it.
     */
    public <R> Done<R> change(Cause cause, Function<Transaction, R> work) {
        Drafts.Done<R> done = Drafts.commit(this, cause, Optional.empty(), work);
        return new Done<>(done.result(), done.commit(), momentAfter(done.commit()));
    }

    /**
     * Removes a value; its history stays, and {@link #undo} brings it back.
     *
     * @throws StateNotFoundException when the key has no value
     */
    public Commit delete(StateKey<?> key, Cause cause) {
        return Drafts.commit(this, cause, Optional.<StateKey<?>>of(key), draft -> {
                    draft.delete(key);
                    return key;
                })
                .commit()
                .orElseThrow();
    }

    /** The names of all keys that have a value, sorted. */
    public List<String> list() {
        return now().list();
    }

    /** The newest commits of the whole store, newest first, at most {@code limit} (and {@link #MAX_COMMITS}). */
    public List<Commit> history(int limit) {
        return now().history(limit);
    }

    /** The newest commits up to a revision, newest first, at most {@code limit} (and {@link #MAX_COMMITS}). */
    public List<Commit> history(Revision upTo, int limit) {
        return moment(upTo).history(limit);
    }

    /** The newest commits that changed a key, newest first, at most {@code limit} (and {@link #MAX_COMMITS}). */
    public List<Commit> history(StateKey<?> key, int limit) {
        return now().history(key, limit);
    }

    /**
     * The commit of a revision.
     *
     * @throws StateNotFoundException when there is no such revision
     */
    public Commit commit(Revision revision) {
        return now().commit(revision);
    }

    /** The value that a key had at a revision; empty when it had none. */
    public <T> Optional<Snapshot<T>> asOf(StateKey<T> key, Revision revision) {
        look();
        return moment(revision).find(key);
    }

    /** What happened after a revision: at most the newest {@code limit} commits. */
    public Changes changesSince(Revision since, int limit) {
        return now().changesSince(since, limit);
    }

    /** What differs in a key between two revisions. */
    public List<JsonDiff> diff(StateKey<?> key, Revision from, Revision to) {
        return now().diff(key, from, to);
    }

    /**
     * Takes back what a commit changed, as a new commit. What was changed since in other places stays.
     *
     * @return the new commit; empty when there was nothing left to take back
     * @throws RevisionConflictException when later commits changed the same places; it names the newest of them
     * @throws StateNotFoundException when there is no such revision
     */
    public Optional<Commit> undo(Revision revision, Cause cause) {
        return new Undoing(this).undo(revision, cause);
    }

    /**
     * As {@link #undo}, with what was taken back in the recorded reason, before the cause's own. Taking back an undo is said
     * to bring the change back.
     *
     * @throws RevisionConflictException when later commits changed the same places; it names the newest of them
     * @throws StateNotFoundException when there is no such revision
     */
    public TakenBack takeBack(Revision revision, Cause cause) {
        return new Undoing(this).takeBack(revision, cause);
    }

    /**
     * Calls the listener with every commit from now on, of this and of other processes, in order, on one thread of the
     * manager. A listener that throws is not called again.
     */
    public Subscription watch(Consumer<Commit> listener) {
        return watchers.add(head(), listener);
    }

    /** What people should know: edits in conflict, unreadable files, files that could not be written. */
    public List<StateView.Notice> notices() {
        return now().notices();
    }

    /** Ends watching, publishes what is pending, and closes the store. A second call does nothing. */
    @Override
    public void close() {
        watchers.close();
        view.ifPresent(StateView::close);
        store.close();
    }

    StateStore store() {
        return store;
    }

    /** Foreign edits first: an answer that does not know of them is old. */
    void look() {
        view.ifPresent(StateView::absorb);
    }

    /** Refuses a change, by key what was and what is to be, that brings a secret. */
    void requireNoSecrets(Cause cause, Map<String, Optional<Json>> changes, Function<String, Optional<Json>> before) {
        if (refusesSecrets) {
            Secrets.refuse(cause);
            changes.forEach((key, value) -> value.ifPresent(json -> Secrets.refuse(key, before.apply(key), json)));
        }
    }

    CommitOutcome propose(
            SortedMap<String, Revision> expected, SortedMap<String, Optional<Json>> changes, Cause cause) {
        changes.forEach((key, value) -> value.ifPresent(json -> checkSize(key, json)));
        CommitOutcome outcome = store.commit(new Proposal(
                expected,
                changes,
                cause,
                clock.instant(),
                view.map(some -> some.announce(changes)).orElse(Map.of())));
        if (outcome instanceof CommitOutcome.Committed committed) {
            view.ifPresent(some -> some.committed(committed.commit().keys()));
        }
        return outcome;
    }

    private static void checkSize(String key, Json json) {
        try {
            JsonText.checkSize(json);
        } catch (JsonException e) {
            throw new StateException(
                    e.code(),
                    "the state '" + key + "' was not changed: " + e.getMessage() + " Split it over more keys.",
                    e);
        }
    }

    /** A snapshot of this entry; decoded once while the entry stays the newest. */
    @SuppressWarnings("unchecked")
    <T> Optional<Snapshot<T>> snapshot(StateKey<T> key, Entry entry) {
        if (entry.value().isEmpty()) {
            return Optional.empty();
        }
        Json json = entry.value().get();
        Snapshot<?> known = snapshots.get(key.name());
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
        snapshots.put(snapshot.key().name(), snapshot);
    }

    private static <T> T decode(StateKey<T> key, Json json, @Nullable Snapshot<T> base) {
        try {
            return base == null ? key.codec().decode(json) : key.codec().decode(json, base.value(), base.json());
        } catch (CodedException e) {
            throw new StateException(
                    e.code(), "the state '" + key + "' does not have its expected shape: " + e.getMessage(), e);
        }
    }

    private <T> Snapshot<T> commit(Cause cause, StateKey<T> key, Consumer<Draft> work) {
        Drafts.Done<StateKey<T>> done = Drafts.commit(this, cause, Optional.of(key), draft -> {
            work.accept(draft);
            return key;
        });
        Optional<Entry> entry = done.made(key.name())
                .or(() -> done.commit()
                        .map(before -> store.readAsOf(key.name(), before.revision()))
                        .orElseGet(() -> store.read(key.name())));
        return entry.flatMap(some -> snapshot(key, some))
                .orElseThrow(() -> StateNotFoundException.key(key.name(), list()));
    }

    private RevisionConflictException conflict(String key, Revision expected, Commit newest, List<String> paths) {
        Commit winner = new Undoing(this)
                .changedAfter(key, expected, paths).stream().findFirst().orElse(newest);
        return new RevisionConflictException(
                "'" + key + "' is at revision " + newest.revision() + ", not " + expected + ": "
                        + winner.cause().actor() + " committed \""
                        + winner.cause().headline() + "\""
                        + (winner.revision().equals(newest.revision()) ? "" : " in revision " + winner.revision())
                        + " first, and both changed " + String.join(", ", paths)
                        + ". Read it again and repeat your change.",
                expected,
                winner,
                paths);
    }

    /** Sorted, as proposals are. */
    static <V> SortedMap<String, V> sorted(Map<String, V> map) {
        return new TreeMap<>(map);
    }
}
