package io.workfloworchestrator.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WatchersTest {
    private static final StateKey<Json> KEY = StateKey.json("t/a");

    @Test
    void everyCommitFromNowOnIsToldInOrder() throws InterruptedException {
        try (StateManager state = StateManager.inMemory()) {
            put(state, -1);
            Queue<Long> seen = new ConcurrentLinkedQueue<>();
            CountDownLatch all = new CountDownLatch(3_000);
            try (Subscription watching = state.watch(commit -> {
                seen.add(commit.revision().number());
                all.countDown();
            })) {
                List<Long> expected = new ArrayList<>();
                for (int i = 0; i < 3_000; i++) {
                    put(state, i);
                    expected.add(i + 2L);
                }
                assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
                assertThat(seen).containsExactlyElementsOf(expected);
            }
        }
    }

    @Test
    void aListenerThatThrowsIsNotCalledAgainAndOthersAre() throws InterruptedException {
        try (StateManager state = StateManager.inMemory()) {
            Queue<Long> failing = new ConcurrentLinkedQueue<>();
            CountDownLatch others = new CountDownLatch(2);
            state.watch(commit -> {
                failing.add(commit.revision().number());
                throw new IllegalStateException("as expected by this test");
            });
            state.watch(commit -> others.countDown());
            put(state, 1);
            put(state, 2);

            assertThat(others.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(failing).containsExactly(1L);
        }
    }

    @Test
    void aClosedSubscriptionIsNotCalledAndWatchingMayBeginAgain() throws InterruptedException {
        try (StateManager state = StateManager.inMemory()) {
            CountDownLatch first = new CountDownLatch(1);
            Queue<Long> seen = new ConcurrentLinkedQueue<>();
            AtomicReference<Subscription> itself = new AtomicReference<>();
            itself.set(state.watch(commit -> {
                seen.add(commit.revision().number());
                java.util.Objects.requireNonNull(itself.get()).close();
                first.countDown();
            }));
            put(state, 1);
            assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();
            put(state, 2);
            CountDownLatch second = new CountDownLatch(1);
            state.watch(commit -> second.countDown());
            put(state, 3);

            assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(seen).containsExactly(1L);
        }
    }

    @Test
    void closingDoesNotInterruptAListenerAtWork() throws InterruptedException {
        StateManager state = StateManager.inMemory();
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicReference<Boolean> interrupted = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(1);
        state.watch(commit -> {
            working.countDown();
            try {
                goOn.await();
                interrupted.set(Thread.currentThread().isInterrupted());
            } catch (InterruptedException e) {
                interrupted.set(true);
            }
            done.countDown();
        });
        put(state, 1);
        assertThat(working.await(10, TimeUnit.SECONDS)).isTrue();
        Thread closing = new Thread(state::close);
        closing.start();
        closing.join(100);
        goOn.countDown();
        closing.join();

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(interrupted.get()).isFalse();
    }

    private static void put(StateManager state, int value) {
        state.transact(Cause.of("test", "put " + value), tx -> {
            tx.put(KEY, Json.of(value));
            return value;
        });
    }
}
