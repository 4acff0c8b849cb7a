package io.workfloworchestrator.state.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.state.StateKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Eight processes write at once: none loses, none is refused, none starves. */
class ManyProcessesTest extends Proof {
    private static final int PROCESSES = 8;
    private static final int UPDATES = 50;
    private static final long WINDOW_MILLIS = 8_000;

    @Test
    void eightProcessesLoseNothingAndRefuseNothing() throws IOException {
        Path project = project("many");
        try (Stack stack = Stack.open(project)) {
            for (int i = 0; i < PROCESSES; i++) {
                stack.state().create(StateKey.json("t/w" + i), Tally.EMPTY, PARENT);
            }
        }
        List<Child> workers = start(project, jvm);
        try {
            workers.forEach(worker -> worker.tell("count t/shared " + UPDATES));
            workers.forEach(worker -> worker.done(1));
            assertThat(acks(workers)).hasSize(PROCESSES * UPDATES);
            workers.forEach(worker -> worker.tell("count t/" + worker.name() + " " + UPDATES));
            workers.forEach(worker -> worker.done(2));
            assertThat(acks(workers)).hasSize(2 * PROCESSES * UPDATES);
            workers.forEach(Child::close);
            nothingIsLost(project, acks(workers), names());
            assertThat(workers)
                    .allSatisfy(worker -> assertThat(worker.refusals()).isEmpty());
            report("8 processes x %d updates, same key and own keys: none lost, 0 refused", UPDATES);
        } finally {
            workers.forEach(Child::close);
        }
    }

    /** Shares are luck on a machine that has other work. */
    @Test
    @Tag("nightly")
    void eightProcessesStarveNobody() throws IOException {
        Path project = project("shares");
        List<Child> workers = start(project, jvm);
        try {
            Shares shares = hammer(workers, 0, WINDOW_MILLIS);

            assertThat(shares.least()).as("shares %s", shares.counts()).isGreaterThanOrEqualTo(1.0 / 3);
            workers.forEach(Child::close);
            nothingIsLost(project, acks(workers), names());
            report(
                    "8 processes: %d updates in %d ms, shares %s, longest wait %d ms",
                    shares.counts().stream().mapToInt(Integer::intValue).sum(),
                    WINDOW_MILLIS,
                    shares.counts(),
                    shares.longestWaitMillis());
        } finally {
            workers.forEach(Child::close);
        }
    }

    static List<Child> start(Path project, Jvm jvm) {
        List<Child> workers = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            workers.add(jvm.worker(project, "w" + i));
        }
        workers.forEach(Child::ready);
        return workers;
    }

    static Set<String> names() {
        return IntStream.range(0, PROCESSES).mapToObj(i -> "w" + i).collect(Collectors.toSet());
    }

    static List<Child.Ack> acks(List<Child> workers) {
        return workers.stream().flatMap(worker -> worker.acks().stream()).toList();
    }

    /**
     * Who was served how often while all wanted to be.
     *
     * @param least the smallest share, as a part of the fair one
     */
    record Shares(List<Integer> counts, double least, long longestWaitMillis) {}

    static Shares hammer(List<Child> workers, int commandsBefore, long windowMillis) {
        List<Integer> before =
                workers.stream().map(worker -> worker.acks().size()).toList();
        workers.forEach(worker -> worker.tell("hammer t/shared " + windowMillis));
        workers.forEach(worker -> worker.done(commandsBefore + 1));
        List<List<Child.Ack>> acks = new ArrayList<>();
        for (int i = 0; i < workers.size(); i++) {
            List<Child.Ack> all = workers.get(i).acks();
            acks.add(all.subList(before.get(i), all.size()));
        }
        // A fifth at both ends is left out: there, not all of them run.
        long first = acks.stream()
                .flatMap(List::stream)
                .mapToLong(Child.Ack::start)
                .min()
                .orElse(0);
        long from = first + windowMillis * 200_000;
        long to = first + windowMillis * 800_000;
        List<Integer> counts = new ArrayList<>();
        long longest = 0;
        for (List<Child.Ack> one : acks) {
            counts.add((int) one.stream()
                    .filter(ack -> ack.end() >= from && ack.end() < to)
                    .count());
            longest = Math.max(
                    longest,
                    one.stream().mapToLong(ack -> ack.end() - ack.start()).max().orElse(0));
        }
        double fair = counts.stream().mapToInt(Integer::intValue).average().orElse(1);
        int least = counts.stream().mapToInt(Integer::intValue).min().orElse(0);
        // Where nobody got through in the time that counts, somebody starved: that is a share of nothing, not of all.
        return new Shares(counts, fair == 0 ? 0 : least / fair, longest / 1_000_000);
    }

    @Test
    void whoCreatesTheDatabaseFirstLosesNothing() throws IOException {
        for (int round = 0; round < times(3); round++) {
            Path project = Files.createDirectories(temp.resolve("first" + round));
            List<Child> workers = start(project, jvm);
            try {
                workers.forEach(worker -> worker.tell("first t/shared"));
                workers.forEach(worker -> worker.done(1));
                assertThat(workers)
                        .allSatisfy(worker -> assertThat(worker.refusals()).isEmpty());
                assertThat(acks(workers)).hasSize(PROCESSES);
                workers.forEach(Child::close);
                nothingIsLost(project, acks(workers), names());
            } finally {
                workers.forEach(Child::close);
            }
        }
    }
}
