package io.workfloworchestrator.state.spi;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Revision;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Keeps the state of one project: an append-only sequence of commits, each of one or more keys, atomic and durable.
 *
 * <p>A lost race is an answer here ({@link CommitOutcome.Conflict}), never an exception. The module {@code state-tck}
 * holds the contract as tests. Implementations are thread-safe, open lazily, and create nothing for a question.
 *
 * <p>Failures are {@link io.workfloworchestrator.state.StateException}: E_READ_ONLY, E_NO_SPACE, E_PERMISSION,
 * E_STATE_CORRUPT, E_STATE_NEWER, E_STATE_BUSY, E_DURABILITY, E_STATE_IO.
 */
public interface StateStore extends AutoCloseable {
    /** The newest revision; {@link Revision#NONE} before the first commit. Cheap, since every answer asks for it. */
    Revision head();

    /**
     * The newest entry of a key, also if it says that the key was deleted; empty if the key never existed. While the entry
     * stays the newest, the identical {@code Json} is returned.
     */
    Optional<Entry> read(String key);

    Optional<Entry> readAsOf(String key, Revision revision);

    /**
     * Shows the values that a key had, newest first, beginning with the newest that is not after {@code upTo}, until the
     * visitor has seen enough. Two neighbouring values share their unchanged parts as identical objects, if the store can
     * tell. The visitor may use the store.
     */
    default void walk(String key, Revision upTo, Visitor visitor) {
        Revision from = upTo;
        while (true) {
            List<Commit> commits = commitsOf(key, from, 64);
            for (Commit commit : commits) {
                Optional<Json> value = readAsOf(key, commit.revision()).flatMap(Entry::value);
                if (!visitor.visit(commit.revision(), value)) {
                    return;
                }
                from = Revision.of(commit.revision().number() - 1);
            }
            if (commits.isEmpty() || from.equals(Revision.NONE)) {
                return;
            }
        }
    }

    /** The newest entry of every key, deleted ones included. */
    SortedMap<String, Entry> readAll();

    /** Every key that has or had a value; a store that can says it without reading the values. */
    default Set<String> keys() {
        return readAll().keySet();
    }

    /**
     * Commits all changes of the proposal or none: all if each expected key still has its revision and the operation id is
     * new. When this returns {@link CommitOutcome.Committed}, the commit survives a power cut. In a {@linkplain #enter() turn}
     * of the calling thread it does so only after the turn is closed; nobody may be told of it before.
     */
    CommitOutcome commit(Proposal proposal);

    /** Commits with {@code after < revision <= upTo}, oldest first, at most {@code limit}. */
    List<Commit> commits(Revision after, Revision upTo, int limit);

    /** Commits that changed this key with {@code revision <= upTo}, newest first, at most {@code limit}. */
    List<Commit> commitsOf(String key, Revision upTo, int limit);

    Optional<Commit> operation(String id);

    /**
     * Waits until the newest revision is after {@code after}, by a commit of any process.
     *
     * @return whether it is; false when {@code patience} ran out or the thread was interrupted (and still is)
     */
    boolean awaitChange(Revision after, Duration patience);

    /**
     * Takes a turn in the queue of writers, which keeps them from starving each other. The turn is a courtesy: a commit
     * without one is correct too, and after a bounded wait (2 s) the turn that is returned holds nothing. A second turn of the
     * same thread holds nothing either.
     */
    Turn enter();

    /** Publications of this path, newest first, at most {@code limit}. */
    List<Publication> publications(String path, int limit);

    /** The newest publication of this text at this path; empty if it was never published there. */
    Optional<Publication> publication(String path, String fingerprint);

    /** Records durably texts that are about to be published without a commit. */
    void publish(List<Publication> publications);

    /** A small durable note beside the state, such as what a view last saw; not part of any revision. */
    Optional<String> note(String name);

    /** Sets a note. It may be lost in a power cut, never torn. */
    void note(String name, String text);

    /** Closes files and connections. A second call does nothing. */
    @Override
    void close();

    /** Gets the past values of a key. */
    @FunctionalInterface
    interface Visitor {
        /**
         * Sees one value.
         *
         * @param value the value; empty if the commit deleted it
         * @return whether to go on to the value before it
         */
        boolean visit(Revision revision, Optional<Json> value);
    }

    /** A place in the queue of writers; close it soon, in the thread that took it. */
    interface Turn extends AutoCloseable {
        /**
         * Lets the next writer in. A store may wait for the disk only here, for everything that was committed or read in the
         * turn, so that several writers wait together.
         *
         * @throws io.workfloworchestrator.state.StateException (E_DURABILITY) if the disk does not confirm it
         */
        @Override
        void close();
    }
}
