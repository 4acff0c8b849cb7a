package io.workfloworchestrator.state.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.spi.CommitOutcome;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.Proposal;
import io.workfloworchestrator.state.spi.StateStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the topics share: stores on one folder, and short ways to commit to them. */
@Timeout(60)
abstract class Topic {
    static final String A = "tck/a";
    static final String B = "tck/b";
    static final StateKey<Json> KEY = StateKey.json(A);
    static final Cause CAUSE = Cause.of("tck", "a step of the contract");
    static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    abstract StateStore newStore(Path folder);

    /** A store on the folder of this test. */
    StateStore open() {
        return open(folder.resolve("state"));
    }

    StateStore open(Path path) {
        StateStore store = newStore(path);
        opened.push(store);
        return store;
    }

    /** A manager of a store of its own on the folder of this test. */
    StateManager manage() {
        StateManager manager = StateManager.of(newStore(folder.resolve("state")));
        opened.push(manager);
        return manager;
    }

    @AfterEach
    void closeAll() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    static Revision revisionOf(StateStore store, String key) {
        return store.read(key).map(Entry::commit).map(Commit::revision).orElse(Revision.NONE);
    }

    /** Asks for these values to be committed on top of the newest ones. */
    static CommitOutcome propose(StateStore store, Cause cause, Map<String, Optional<Json>> changes) {
        SortedMap<String, Revision> expected = new TreeMap<>();
        changes.keySet().forEach(key -> expected.put(key, revisionOf(store, key)));
        return store.commit(new Proposal(expected, new TreeMap<>(changes), cause, NOON, Map.of()));
    }

    /** Asks for a value to be committed on top of this revision. */
    static CommitOutcome propose(StateStore store, String key, Revision expected, Json value) {
        return store.commit(proposal(key, expected, value, CAUSE, NOON));
    }

    /** A value to be committed on top of this revision. */
    static Proposal proposal(String key, Revision expected, Json value, Cause cause, Instant time) {
        return new Proposal(
                new TreeMap<>(Map.of(key, expected)),
                new TreeMap<>(Map.of(key, Optional.of(value))),
                cause,
                time,
                Map.of());
    }

    static Commit put(StateStore store, String key, Json value) {
        return accepted(propose(store, CAUSE, Map.of(key, Optional.of(value))));
    }

    static Commit put(StateStore store, String key, long value) {
        return put(store, key, Json.of(value));
    }

    static Commit delete(StateStore store, String key) {
        return accepted(propose(store, CAUSE, Map.of(key, Optional.empty())));
    }

    static Commit accepted(CommitOutcome outcome) {
        assertThat(outcome).isInstanceOf(CommitOutcome.Committed.class);
        return ((CommitOutcome.Committed) outcome).commit();
    }

    /** Skips the test if a store refuses nothing: the topic of concurrency fails then. */
    static void assumeRefused(CommitOutcome outcome) {
        assumeTrue(outcome instanceof CommitOutcome.Conflict, "that an old expectation is refused is another topic");
    }

    static Optional<Json> valueOf(StateStore store, String key) {
        return store.read(key).flatMap(Entry::value);
    }

    static Json json(String text) {
        return Json.parse(text.replace('\'', '"'));
    }
}
