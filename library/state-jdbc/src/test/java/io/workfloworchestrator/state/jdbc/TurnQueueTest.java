package io.workfloworchestrator.state.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.StateStore.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class TurnQueueTest extends StateFolderCase {
    @Test
    void aTurnWithinATurnDoesNotWaitForItself() {
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            Changes.put(store, "a/b", Json.of(1));
            try (Turn outer = store.enter();
                    Turn inner = store.enter()) {
                assertThat(millis(() -> Changes.put(store, "a/b", Json.of(2)))).isLessThan(1_000);
            }
        }
    }

    @Test
    void threadsOfTwoStoresTakeTurns() throws Exception {
        try (JdbcStateStore one = JdbcStateStore.at(folder());
                JdbcStateStore two = JdbcStateStore.at(folder())) {
            Changes.put(one, "a/b", Json.of(1));
            AtomicInteger inside = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            ExecutorService threads = Executors.newFixedThreadPool(4);
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                JdbcStateStore store = i % 2 == 0 ? one : two;
                done.add(threads.submit(() -> {
                    for (int n = 0; n < 50; n++) {
                        try (Turn turn = store.enter()) {
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            inside.decrementAndGet();
                        }
                    }
                }));
            }
            for (Future<?> future : done) {
                future.get(20, TimeUnit.SECONDS);
            }
            threads.shutdown();
            assertThat(most).hasValue(1);
        }
    }

    @Test
    void whoWaitsIsNotOvertakenByWhoComesBack() throws Exception {
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            Changes.put(store, "a/b", Json.of(1));
            List<String> order = new CopyOnWriteArrayList<>();
            Thread waiting = new Thread(() -> {
                try (Turn turn = store.enter()) {
                    order.add("who waited");
                }
            });
            try (Turn turn = store.enter()) {
                waiting.start();
                await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
            }
            try (Turn turn = store.enter()) {
                order.add("who came back");
            }
            waiting.join();
            assertThat(order).containsExactly("who waited", "who came back");
        }
    }

    @Test
    void aProcessThatIsStuckWithItsTurnIsWaitedForOnceAndNamed() throws Exception {
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            Changes.put(store, "a/b", Json.of(1));
            try (Child child = Child.start(folder())) {
                assertThat(child.ask("enter")).isEqualTo("entered");
                assertThat(millis(() -> Changes.put(store, "a/b", Json.of(2)))).isBetween(1_500L, 4_000L);
                assertThat(millis(() -> Changes.put(store, "a/b", Json.of(3)))).isLessThan(1_000);
                assertThat(store.findings())
                        .filteredOn(notice -> notice.code().equals("W_LOCK_HELD"))
                        .allMatch(notice -> notice.message().contains("process " + child.pid() + " ("))
                        .hasSize(1);
                child.kill();
            }
            await().untilAsserted(() -> assertThat(store.findings())
                    .noneMatch(notice -> notice.code().equals("W_LOCK_HELD")));
            assertThat(millis(() -> Changes.put(store, "a/b", Json.of(4)))).isLessThan(1_500);
        }
    }

    @Test
    void anInterruptNeitherLosesTheQueueNorTheChange() {
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            for (int i = 1; i <= 20; i++) {
                Thread.currentThread().interrupt();
                Changes.put(store, "a/b", Json.of(i));
                assertThat(Thread.interrupted()).isTrue();
                assertThat(store.head()).isEqualTo(Revision.of(i));
            }
            assertThat(store.findings()).noneMatch(notice -> notice.code().equals("E_LOCK_FILE"));
        }
    }

    /** An interrupt within the microseconds in which the file is read closes it. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void interruptsAtAnyMomentLoseNeitherTheQueueNorTheTurn() throws Exception {
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            Changes.put(store, "a/b", Json.of(1));
            AtomicInteger unlocked = new AtomicInteger();
            Thread taking = new Thread(() -> {
                for (int i = 0; i < 500; i++) {
                    try (Turn turn = store.enter()) {
                        // The look itself may be interrupted.
                        if (i % 10 == 0 && IntStream.range(0, 50).noneMatch(look -> isHeld())) {
                            unlocked.incrementAndGet();
                        }
                    }
                    Thread.interrupted();
                }
            });
            taking.start();
            Random random = new Random(7);
            while (taking.isAlive()) {
                taking.interrupt();
                LockSupport.parkNanos(random.nextInt(50_000));
            }
            assertThat(unlocked).as("turns without the kernel's lock").hasValue(0);
            assertThat(store.findings()).noneMatch(notice -> notice.code().equals("E_LOCK_FILE"));
        }
    }

    private boolean isHeld() {
        Thread.interrupted();
        return Holder.isHeld(folder().resolve(TurnQueue.FILE));
    }

    @Test
    void aLockFileThatIsDeletedIsMadeAgain() throws IOException {
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            Changes.put(store, "a/b", Json.of(1));
            try (Turn turn = store.enter()) {
                Files.delete(folder().resolve("queue.lock"));
                Changes.put(store, "a/b", Json.of(2));
            }
            Changes.put(store, "a/b", Json.of(3));
            assertThat(folder().resolve("queue.lock")).exists();
        }
    }

    @Test
    void lockFilesThatCannotBeUsedKeepNobodyFromWriting() throws Exception {
        int revision = 0;
        for (String kind : List.of("garbage", "folder", "link", "fifo", "read-only")) {
            for (String name : List.of("queue.lock", "open.lock")) {
                try (JdbcStateStore store = JdbcStateStore.at(folder())) {
                    Changes.put(store, "a/b", Json.of(revision));
                }
                Path file = folder().resolve(name);
                Files.deleteIfExists(file);
                make(kind, file);
                try (JdbcStateStore store = JdbcStateStore.at(folder())) {
                    assertThat(millis(() -> Changes.put(store, "a/b", Json.of("next"))))
                            .as(kind + " " + name)
                            .isLessThan(3_500);
                    revision += 2;
                    assertThat(store.head()).isEqualTo(Revision.of(revision));
                    if (name.equals("queue.lock")
                            && List.of("folder", "link", "fifo").contains(kind)) {
                        assertThat(store.findings())
                                .anyMatch(notice -> notice.code().equals("E_LOCK_FILE"));
                    }
                }
                Files.delete(file);
            }
        }
    }

    private void make(String kind, Path file) throws Exception {
        switch (kind) {
            case "folder" -> Files.createDirectory(file);
            case "link" -> Files.createSymbolicLink(file, Path.of("/dev/zero"));
            case "fifo" -> new ProcessBuilder("mkfifo", file.toString()).start().waitFor();
            default -> {
                Files.writeString(file, "garbage\u0000".repeat(100));
                if (kind.equals("read-only")) {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
                }
            }
        }
    }

    private static long millis(Runnable action) {
        long start = System.nanoTime();
        action.run();
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
}
