package io.workfloworchestrator.state.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.Subscription;
import io.workfloworchestrator.state.spi.StateStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

abstract class WatchTopic extends Topic {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void whatIsNewerAlreadyIsNotWaitedFor() {
        StateStore store = open();
        put(store, A, 1);

        assertThat(store.awaitChange(Revision.NONE, Duration.ZERO)).isTrue();
        assertThat(store.awaitChange(Revision.NONE, LONG)).isTrue();
    }

    @Test
    void patienceRunsOut() {
        StateStore store = open();
        put(store, A, 1);

        assertThat(store.awaitChange(Revision.of(1), Duration.ofMillis(30))).isFalse();
        assertThat(store.awaitChange(Revision.of(9), Duration.ZERO)).isFalse();
    }

    @Test
    void aCommitOfAnotherStoreEndsTheWait() throws Exception {
        StateStore watching = open();
        StateStore writing = open();
        put(writing, A, 1);

        for (int i = 2; i <= 6; i++) {
            Revision seen = watching.head();
            CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(
                    () -> watching.awaitChange(seen, LONG), command -> new Thread(command).start());
            put(writing, A, i);
            assertThat(waiting.get(6, TimeUnit.SECONDS)).as("commit %d", i).isTrue();
            assertThat(watching.head()).isEqualTo(Revision.of(i));
        }
    }

    @Test
    void anInterruptEndsTheWaitAndIsKept() {
        StateStore store = open();
        put(store, A, 1);
        Thread.currentThread().interrupt();

        boolean changed = store.awaitChange(Revision.of(1), LONG);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(changed).isFalse();
        assertThat(put(store, A, 2).revision()).isEqualTo(Revision.of(2));
    }

    @Test
    void aListenerHearsEveryCommitOfEveryStoreInOrder() throws InterruptedException {
        StateManager listening = manage();
        StateStore one = open();
        StateStore other = open();
        put(one, A, 0);
        BlockingQueue<Long> heard = new LinkedBlockingQueue<>();
        List<Long> expected = new ArrayList<>();
        try (Subscription subscription =
                listening.watch(commit -> heard.add(commit.revision().number()))) {
            for (long i = 2; i <= 80; i++) {
                put(i % 2 == 0 ? one : other, i % 3 == 0 ? A : B, Json.of(i));
                expected.add(i);
            }
            List<Long> got = new ArrayList<>();
            while (got.size() < expected.size()) {
                Long next = heard.poll(10, TimeUnit.SECONDS);
                assertThat(next).as("heard %s", got).isNotNull();
                got.add(next);
            }
            assertThat(got).isEqualTo(expected);
        }
    }
}
