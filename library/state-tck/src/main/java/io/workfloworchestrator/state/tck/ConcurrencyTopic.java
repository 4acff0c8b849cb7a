package io.workfloworchestrator.state.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.spi.CommitOutcome;
import io.workfloworchestrator.state.spi.StateStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

abstract class ConcurrencyTopic extends Topic {
    private static final int WRITERS = 4;
    private static final int UPDATES = 40;

    /** What one of several writers does. */
    private interface Work {
        void run(int writer) throws Exception;
    }

    @Test
    void ofTwoWritersAtOneRevisionOneIsRefusedAndToldWhoWon() {
        StateStore one = open();
        StateStore other = open();
        Revision read = put(one, A, 1).revision();

        Commit winner = accepted(propose(one, A, read, Json.of(2)));
        CommitOutcome late = propose(other, A, read, Json.of(3));

        assertThat(late).isEqualTo(new CommitOutcome.Conflict(Map.of(A, winner)));
        assertThat(valueOf(other, A)).contains(Json.of(2));
    }

    @Test
    void aKeyThatSomebodyCreatedMeanwhileIsNotCreatedAgain() {
        StateStore one = open();
        StateStore other = open();
        Commit winner = accepted(propose(one, A, Revision.NONE, Json.of(1)));

        assertThat(propose(other, A, Revision.NONE, Json.of(2)))
                .isEqualTo(new CommitOutcome.Conflict(Map.of(A, winner)));
        Commit deletion = delete(one, A);
        assertThat(propose(other, A, winner.revision(), Json.of(2)))
                .isEqualTo(new CommitOutcome.Conflict(Map.of(A, deletion)));
    }

    @Test
    void whoExpectsMoreThanThereIsIsRefusedToo() {
        StateStore store = open();

        assertThat(propose(store, A, Revision.of(5), Json.of(1))).isEqualTo(new CommitOutcome.Conflict(Map.of()));
        assertThat(store.read(A)).isEmpty();
    }

    @Test
    void noUpdateOfOneKeyIsLostOrRefused() throws Exception {
        List<StateManager> managers = managers();
        managers.get(0).create(KEY, Json.array(List.of()), CAUSE);

        together(writer -> {
            for (int i = 0; i < UPDATES; i++) {
                String mark = writer + "-" + i;
                managers.get(writer).update(KEY, list -> append(list, mark), Cause.of("writer " + writer, mark));
            }
        });

        List<Json> marks = managers.get(0).get(KEY).value().asList();
        assertThat(marks).hasSize(WRITERS * UPDATES).doesNotHaveDuplicates();
        List<Commit> history = managers.get(0).history(KEY, 1_000);
        assertThat(history).hasSize(WRITERS * UPDATES + 1);
        // The newest commit appended the last mark, and so on down.
        for (int i = 0; i < marks.size(); i++) {
            assertThat(marks.get(marks.size() - 1 - i))
                    .isEqualTo(Json.of(history.get(i).cause().reason()));
        }
    }

    private static Json append(Json list, String mark) {
        List<Json> longer = new ArrayList<>(list.asList());
        longer.add(Json.of(mark));
        return Json.array(longer);
    }

    @Test
    void writersOfDifferentKeysNeverRefuseEachOther() throws Exception {
        List<StateStore> stores = List.of(open(), open(), open(), open());

        together(writer -> {
            Revision mine = Revision.NONE;
            for (int i = 0; i < UPDATES; i++) {
                mine = accepted(propose(stores.get(writer), "tck/w" + writer, mine, Json.of(i)))
                        .revision();
            }
        });

        Set<Revision> revisions = new HashSet<>();
        stores.get(0)
                .commits(Revision.NONE, stores.get(0).head(), 1_000)
                .forEach(commit -> revisions.add(commit.revision()));
        assertThat(revisions).hasSize(WRITERS * UPDATES);
        assertThat(stores.get(0).head()).isEqualTo(Revision.of((long) WRITERS * UPDATES));
    }

    @Test
    void manyThreadsMayShareOneStore() throws Exception {
        StateManager state = manage();
        StateKey<Json> counter = StateKey.json("tck/counter");
        state.create(counter, Json.of(0), CAUSE);

        together(writer -> {
            for (int i = 0; i < UPDATES; i++) {
                state.update(counter, value -> Json.of(Long.parseLong(value.toString()) + 1), CAUSE);
            }
        });

        assertThat(state.get(counter).value()).isEqualTo(Json.of((long) WRITERS * UPDATES));
    }

    @Test
    void aTurnOrdersWritersAndStopsNobody() {
        StateStore polite = open();
        StateStore hasty = open();

        try (StateStore.Turn turn = polite.enter()) {
            assertThat(put(hasty, A, 1).revision()).isEqualTo(Revision.of(1));
            assertThat(put(polite, A, 2).revision()).isEqualTo(Revision.of(2));
        }
        try (StateStore.Turn again = hasty.enter()) {
            put(hasty, A, 3);
        }
        assertThat(valueOf(polite, A)).contains(Json.of(3));
    }

    @Test
    void aTurnThatIsNotGivenBackIsWaitedForABoundedTimeOnly() throws Exception {
        StateManager state = manage();
        StateStore stuck = open();
        state.create(KEY, Json.of(0), CAUSE);
        long start = System.nanoTime();

        try (StateStore.Turn held = stuck.enter()) {
            together(writer -> {
                if (writer == 0) {
                    state.update(KEY, value -> Json.of(1), CAUSE);
                }
            });
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
        assertThat(valueOf(stuck, A)).contains(Json.of(1));
    }

    @Test
    void aThreadThatWasInterruptedCommitsAndStaysInterrupted() {
        StateManager state = manage();
        Thread.currentThread().interrupt();
        try {
            state.create(KEY, Json.of(1), CAUSE);
            state.update(KEY, value -> Json.of(2), CAUSE);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(manage().get(KEY).value()).isEqualTo(Json.of(2));
        assertThat(state.update(KEY, value -> Json.of(3), CAUSE).revision()).isEqualTo(Revision.of(3));
    }

    private List<StateManager> managers() {
        List<StateManager> managers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            managers.add(manage());
        }
        return managers;
    }

    /** Runs the work once per writer, all at once; fails with the first that failed. */
    private static void together(Work work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                running.add(threads.submit(() -> {
                    work.run(writer);
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("a writer failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
