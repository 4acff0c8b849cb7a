package io.workfloworchestrator.state;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonDiff;
import io.workfloworchestrator.json.JsonMerge;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.StateStore;
import io.workfloworchestrator.state.spi.StateView;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

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
 * is never refused because others write: it runs on the newest value, and again if somebody commits meanwhile. {@link
 * #replace} merges with the changes of others, and is refused only if both changed the same place. Nothing is ever lost:
 * see {@link #history}, {@link #asOf}, {@link #diff} and {@link #undo}. Questions are those of {@link Moment}, of now.
 *
 * <p>Every committed value can be read: a value that its codec could not read again, for example since the record's
 * constructor refuses it, is refused with {@code E_STATE_SHAPE} before it is committed.
 *
 * <p>A change is refused with {@code E_SECRET} if its new texts or its cause look like a secret ({@link Secrets}): state is
 * plain text for git and for every agent.
 *
 * <p>Thread-safe. Functions given to it may be called more than once and must not have side effects.
 */
public final class StateManager implements AutoCloseable {
    /** The most commits that one answer names. */
    public static final int MAX_COMMITS = Moment.MAX_COMMITS;

    private final StateStore store;
    private final Optional<StateView> view;
    private final Snapshots snapshots = new Snapshots();
    private final Committer committer;
    private final Undoing undoing;
    private final Watchers watchers;

    private StateManager(StateStore store, Optional<StateView> view, Clock clock, boolean refusesSecrets) {
        this.store = store;
        this.view = view;
        this.committer = new Committer(store, view, clock, refusesSecrets, snapshots);
        this.undoing = new Undoing(store, committer);
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
     * State in this store, with a view if there is one. This manager accepts texts that look like secrets; every other
     * manager refuses them ({@code E_SECRET}).
     */
    public static StateManager allowingSecrets(StateStore store, Optional<StateView> view, Clock clock) {
        return new StateManager(store, view, clock, false);
    }

    public static StateManager inMemory() {
        return of(new InMemoryStateStore());
    }

    /**
     * Looks once, first at edits of people and then at the store, and returns the state at the newest revision. If an answer
     * needs more than one value, take all of them from one moment.
     */
    public Moment now() {
        look();
        return moment(store.head());
    }

    private Moment moment(Revision revision) {
        return new Moment(
                store, snapshots, revision, () -> view.map(StateView::notices).orElse(List.of()));
    }

    /** The state as of a new commit, without another look; as of now if there is none. */
    private Moment momentAfter(Optional<Commit> commit) {
        return moment(commit.map(Commit::revision).orElseGet(store::head));
    }

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

    public <T> Optional<Snapshot<T>> find(StateKey<T> key) {
        look();
        return store.read(key.name()).flatMap(entry -> snapshots.of(key, entry));
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
     * As {@link #update(StateKey, UnaryOperator, Cause)}, for a value that may not be there yet: whoever comes first begins it, and of
     * any number that come at once, no change is lost.
     *
     * @param initial the value to begin with; not used when there is one
     */
    public <T> Snapshot<T> update(StateKey<T> key, Supplier<T> initial, UnaryOperator<T> change, Cause cause) {
        return commit(cause, key, draft -> draft.update(key, initial, change));
    }

    /**
     * Takes over what was kept in a file before, once: unless the key has, or ever had, a value, what {@code reader} makes of the
     * file's text becomes its first one. The file stays as it is, and the recorded reason names it.
     *
     * @param file UTF-8, its byte order mark left out; a relative path is one of the process's working directory; where there is no
     *     such file, nothing is taken over
     * @param reader decodes the old format, with its own names and times; what it throws ends the call, and nothing is changed
     * @return the value of the key; empty when there is none and nothing to take over
     * @throws StateException (E_FILE_READ) when the file is there and cannot be read
     */
    public <T> Optional<Snapshot<T>> takeOver(StateKey<T> key, Path file, Function<String, T> reader, Cause cause) {
        Moment now = now();
        if (!now.history(key, 1).isEmpty()) {
            return now.find(key);
        }
        Optional<T> old = TakenOver.read(file, reader);
        if (old.isEmpty()) {
            return Optional.empty();
        }
        String name = String.valueOf(file.getFileName()).replaceAll("\\p{C}", "?");
        Committer.Outcome<StateKey<T>> unused =
                committer.commit(cause.doing("took over " + name), Optional.of(key), draft -> {
                    if (draft.entry(key.name())
                            == null) { // else another process was first, whatever became of its value
                        draft.put(key, old.get());
                    }
                    return key;
                });
        return find(key);
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
        return committer.commit(cause, Optional.empty(), work).result();
    }

    /**
     * As {@link #transact}, and also tells the commit and the state as of it.
     */
    public <R> Done<R> change(Cause cause, Function<Transaction, R> work) {
        Committer.Outcome<R> done = committer.commit(cause, Optional.empty(), work);
        return new Done<>(done.result(), done.commit(), momentAfter(done.commit()));
    }

    /**
     * As {@link #change(Cause, Function)}, for a change that only finds out by its work what it does.
     *
     * @param done what was done, said of the result of {@code work}; it stands before the reason as {@link Cause#doing} puts it
     */
    public <R> Done<R> change(Cause cause, Function<? super R, String> done, Function<Transaction, R> work) {
        Committer.Outcome<R> made =
                committer.commit(cause, Optional.empty(), answer -> cause.doing(done.apply(answer)), work);
        return new Done<>(made.result(), made.commit(), momentAfter(made.commit()));
    }

    /**
     * Removes a value; its history stays, and {@link #undo} brings it back.
     *
     * @throws StateNotFoundException when the key has no value
     */
    public Commit delete(StateKey<?> key, Cause cause) {
        return committer
                .commit(cause, Optional.<StateKey<?>>of(key), draft -> {
                    draft.delete(key);
                    return key;
                })
                .commit()
                .orElseThrow();
    }

    public List<String> list() {
        return now().list();
    }

    public List<String> list(String type) {
        return now().list(type);
    }

    public List<Commit> history(int limit) {
        return now().history(limit);
    }

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

    /** The value that a key had at a revision; empty if it had no value. */
    public <T> Optional<Snapshot<T>> asOf(StateKey<T> key, Revision revision) {
        look();
        return moment(revision).find(key);
    }

    public Changes changesSince(Revision since, int limit) {
        return now().changesSince(since, limit);
    }

    public List<JsonDiff> diff(StateKey<?> key, Revision from, Revision to) {
        return now().diff(key, from, to);
    }

    /**
     * Takes back the changes of a commit, as a new commit. Later changes in other places stay.
     *
     * @return the new commit; empty when there was nothing left to take back
     * @throws RevisionConflictException when later commits changed the same places; it names the newest of them
     * @throws StateNotFoundException when there is no such revision
     */
    public Optional<Commit> undo(Revision revision, Cause cause) {
        return undoing.undo(commit(revision), cause, later -> false, () -> {});
    }

    /**
     * As {@link #undo}, and the recorded reason begins with the change that was taken back or, if that was an undo,
     * brought back.
     */
    public TakenBack takeBack(Revision revision, Cause cause) {
        return takeBack(revision, cause, later -> false, () -> {});
    }

    /**
     * As {@link #takeBack(Revision, Cause)}, together with something outside of the state, such as files that move back.
     *
     * @param follows which later commits only follow from the state: where these alone changed the same places, they go back too
     * @param beside runs inside of the commit, when nothing can be refused any more; it may run more than once
     */
    public TakenBack takeBack(Revision revision, Cause cause, Predicate<Commit> follows, Runnable beside) {
        return undoing.takeBack(now(), revision, cause, follows, beside);
    }

    /**
     * Calls the listener with every commit from now on, of this and of other processes, in order, on one thread of the
     * manager. A listener that throws is not called again.
     */
    public Subscription watch(Consumer<Commit> listener) {
        return watchers.add(head(), listener);
    }

    /** Messages for people: edits in conflict, unreadable files, files that could not be written. */
    public List<StateView.Notice> notices() {
        return now().notices();
    }

    /** The path, relative to the project, of the file in which people read a key; empty if there are no such files. */
    public Optional<String> file(StateKey<?> key) {
        return view.flatMap(files -> files.file(key.name()));
    }

    /**
     * The paths, relative to the project, of all files that show some of the state, as of the last look: those of the keys, and
     * the documents of their parts. They change by commits, whoever makes them.
     */
    public Set<String> files() {
        return view.map(StateView::files).orElse(Set.of());
    }

    /**
     * To be called before a text is written into a file that people edit too: the commit that takes it in then names the caller,
     * where it would say that the file was edited on disk.
     *
     * @param path relative to the project
     */
    public void writing(String path, String text, Cause cause) {
        view.ifPresent(files -> files.writing(path, text, cause.actor()));
    }

    /** Waits until the files say what the state says; does nothing if there are no files. */
    public void publish() {
        view.ifPresent(StateView::flush);
    }

    /** Ends watching, publishes what is pending, and closes the store. A second call does nothing. */
    @Override
    public void close() {
        watchers.close();
        view.ifPresent(StateView::close);
        store.close();
    }

    /** Takes in what people edited: without it an answer is old. */
    private void look() {
        view.ifPresent(StateView::absorb);
    }

    private <T> Snapshot<T> commit(Cause cause, StateKey<T> key, Consumer<Draft> work) {
        Committer.Outcome<StateKey<T>> done = committer.commit(cause, Optional.of(key), draft -> {
            work.accept(draft);
            return key;
        });
        Optional<Entry> entry = done.made(key.name())
                .or(() -> done.commit()
                        .map(before -> store.readAsOf(key.name(), before.revision()))
                        .orElseGet(() -> store.read(key.name())));
        return entry.flatMap(some -> snapshots.of(key, some))
                .orElseThrow(() -> StateNotFoundException.key(key.name(), list()));
    }

    private RevisionConflictException conflict(String key, Revision expected, Commit newest, List<String> paths) {
        Commit winner =
                undoing.changedAfter(key, expected, paths).stream().findFirst().orElse(newest);
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
}
