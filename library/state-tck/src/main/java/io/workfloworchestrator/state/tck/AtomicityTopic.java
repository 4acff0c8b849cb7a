package io.workfloworchestrator.state.tck;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

abstract class AtomicityTopic extends Topic {
    @Test
    void severalKeysOfOneCommitHaveOneRevision() {
        StateStore store = open();

        Commit commit = accepted(propose(store, CAUSE, Map.of(A, Optional.of(Json.of(1)), B, Optional.of(Json.of(2)))));

        assertThat(commit.keys()).containsExactly(A, B);
        assertThat(store.head()).isEqualTo(commit.revision());
        assertThat(store.read(A).orElseThrow().commit()).isEqualTo(commit);
        assertThat(store.read(B).orElseThrow().commit()).isEqualTo(commit);
        assertThat(store.commits(Revision.NONE, store.head(), 10)).containsExactly(commit);
    }

    @Test
    void oneKeyThatMovedKeepsAllFromChanging() {
        StateStore store = open();
        put(store, A, 1);
        Commit moved = put(store, B, 1);
        put(store, "tck/c", 1);
        SortedMap<String, Revision> expected =
                new TreeMap<>(Map.of(A, revisionOf(store, A), B, Revision.NONE, "tck/c", revisionOf(store, "tck/c")));
        SortedMap<String, Optional<Json>> changes = new TreeMap<>();
        expected.keySet().forEach(key -> changes.put(key, Optional.of(Json.of(2))));

        CommitOutcome outcome = store.commit(new Proposal(expected, changes, CAUSE, NOON, Map.of()));

        assertThat(outcome).isEqualTo(new CommitOutcome.Conflict(Map.of(B, moved)));
        expected.keySet().forEach(key -> assertThat(valueOf(store, key)).contains(Json.of(1)));
    }

    @Test
    void aKeyThatWasOnlyReadIsCheckedToo() {
        StateStore store = open();
        Revision read = put(store, A, 1).revision();
        Commit moved = put(store, A, 2);

        CommitOutcome outcome = store.commit(new Proposal(
                new TreeMap<>(Map.of(A, read, B, Revision.NONE)),
                new TreeMap<>(Map.of(B, Optional.of(Json.of(1)))),
                CAUSE,
                NOON,
                Map.of()));

        assertThat(outcome).isEqualTo(new CommitOutcome.Conflict(Map.of(A, moved)));
        assertThat(store.read(B)).isEmpty();
    }

    @Test
    void aDeletionAndAChangeAreOneCommit() {
        StateStore store = open();
        put(store, A, 1);

        Commit commit = accepted(propose(store, CAUSE, Map.of(A, Optional.empty(), B, Optional.of(Json.of(1)))));

        assertThat(store.readAll()).containsOnlyKeys(A, B);
        assertThat(store.read(A)).contains(new Entry(A, Optional.empty(), commit));
        assertThat(store.read(B)).contains(new Entry(B, Optional.of(Json.of(1)), commit));
    }

    @Test
    void aReaderBesideAWriterSeesAllKeysOrNone() throws InterruptedException {
        StateStore writer = open();
        StateStore reader = open();
        AtomicBoolean done = new AtomicBoolean();
        Thread writing = new Thread(() -> {
            for (int i = 1; i <= 150; i++) {
                Optional<Json> value = Optional.of(Json.of(i));
                accepted(propose(writer, CAUSE, Map.of(A, value, B, value)));
            }
            done.set(true);
        });
        writing.start();
        try {
            while (!done.get()) {
                SortedMap<String, Entry> all = reader.readAll();
                assertThat(Optional.ofNullable(all.get(A)).flatMap(Entry::value))
                        .isEqualTo(Optional.ofNullable(all.get(B)).flatMap(Entry::value));
                if (!writing.isAlive() && !done.get()) {
                    throw new AssertionError("the writer failed");
                }
            }
        } finally {
            writing.join();
        }
        assertThat(valueOf(reader, A)).contains(Json.of(150));
    }

    @Test
    void aTransactionIsUndoneAsAWhole() {
        StateManager state = manage();
        StateKey<Json> other = StateKey.json(B);
        state.create(KEY, Json.of(1), CAUSE);
        state.transact(CAUSE, tx -> {
            tx.put(KEY, Json.of(2));
            tx.put(other, Json.of(2));
            return 0;
        });

        Commit undo = state.undo(state.head(), Cause.of("tck", "take it back")).orElseThrow();

        assertThat(undo.keys()).containsExactly(A, B);
        assertThat(state.get(KEY).value()).isEqualTo(Json.of(1));
        assertThat(state.find(other)).isEmpty();
    }
}
