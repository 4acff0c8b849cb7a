package io.workfloworchestrator.state.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Processes are killed at random moments: while they start, open, write, publish. */
@Order(1)
class KillTest extends Proof {
    private static final int SLOTS = 4;
    private static final int KILLS = times(200);

    private final Queue<Child.Ack> acks = new ConcurrentLinkedQueue<>();
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger left = new AtomicInteger(KILLS);
    private final AtomicInteger idle = new AtomicInteger();

    @Test
    void noAcknowledgedUpdateIsLostAndNoFileIsTorn() throws Exception {
        Path project = project("killed");
        Path file = Stack.file(project, SHARED.name());
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(SLOTS + 1);
        try {
            Future<Integer> reading = threads.submit(() -> readAllTheTime(file, done));
            List<Future<?>> slots = new ArrayList<>();
            for (int i = 0; i < SLOTS; i++) {
                int slot = i;
                slots.add(threads.submit(() -> killAndStartAgain(project, slot)));
            }
            for (Future<?> slot : slots) {
                slot.get();
            }
            done.set(true);
            int reads = reading.get();

            long recovery = recoveryNanos(project);
            assertThat(refusals).isEmpty();
            nothingIsLost(project, acks, names());
            filesAreWhole(project);
            // A busy machine says nothing about time; the nightly run has one for itself.
            assertThat(recovery).as("nanoseconds to recover").isLessThan(TimeUnit.SECONDS.toNanos(SCALE < 1 ? 20 : 1));
            report(
                    "%d x kill -9 of %d processes: 0 of %d acknowledged updates lost, 0 of %d reads of the file torn,"
                            + " recovery %d ms; %d killed before their first update",
                    KILLS, SLOTS, acks.size(), reads, recovery / 1_000_000, idle.get());
        } finally {
            done.set(true);
            threads.shutdownNow();
        }
    }

    private void killAndStartAgain(Path project, int slot) {
        Random random = new Random(SEED + slot);
        for (int incarnation = 0; left.getAndDecrement() > 0; incarnation++) {
            Child child = jvm.worker(project, "k" + slot + "i" + incarnation).tell("hammer t/shared 600000");
            boolean early = random.nextInt(5) == 0;
            if (!early) {
                child.await(line -> line.startsWith("a "), 1 + random.nextInt(3));
            }
            LockSupport.parkNanos(random.nextLong(early ? 400_000_000L : 60_000_000L));
            child.kill();
            acks.addAll(child.acks());
            refusals.addAll(child.refusals());
            if (child.acks().isEmpty()) {
                idle.incrementAndGet();
            }
        }
    }

    private static Set<String> names() {
        return IntStream.range(0, SLOTS)
                .boxed()
                .flatMap(slot -> IntStream.range(0, KILLS).mapToObj(i -> "k" + slot + "i" + i))
                .collect(Collectors.toSet());
    }

    /** A reader beside: whenever there is a file, it is a whole one. */
    private static int readAllTheTime(Path file, AtomicBoolean done) throws IOException {
        int reads = 0;
        while (!done.get()) {
            try {
                byte[] bytes = Files.readAllBytes(file);
                assertThat(Json.parse(bytes).at("total")).isPresent();
                reads++;
            } catch (NoSuchFileException e) {
                // It is written after the first commit.
            } catch (JsonException e) {
                throw new AssertionError("a torn file was seen", e);
            }
            LockSupport.parkNanos(200_000);
        }
        return reads;
    }

    /** How long it takes to open what the killed have left, and to commit to it. */
    private long recoveryNanos(Path project) {
        Child last = jvm.worker(project, "k0i" + (KILLS - 1)).ready();
        long start = System.nanoTime();
        last.tell("hammer t/shared 1").done(1);
        long took = System.nanoTime() - start;
        last.close();
        acks.addAll(last.acks());
        return took;
    }
}
