package io.workfloworchestrator.state.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Two processes that work for long hold no more in the end than in the beginning. The first fifth is left out; the heap's
 * slope is that of the least of each tenth, since between collections of the old generation it is a saw.
 */
@EnabledOnOs(OS.LINUX)
class SoakTest extends Proof {
    /** {@code proofs.soak} in seconds. */
    private static final int SECONDS = Integer.getInteger("proofs.soak", 600);

    private static final int SAMPLES = 50;

    @Test
    @Tag("nightly")
    @Timeout(3_600)
    void whatAProcessHoldsDoesNotGrow() throws IOException {
        Path project = project("soaked");
        List<Child> workers = List.of(jvm.worker(project, "l0"), jvm.worker(project, "l1"));
        try {
            workers.forEach(Child::ready);
            for (int i = 1; i <= SAMPLES; i++) {
                workers.forEach(worker -> worker.tell("pace t/shared " + SECONDS * 1_000L / SAMPLES + " 1"));
                workers.forEach(worker -> worker.tell("memory"));
                int done = 2 * i;
                workers.forEach(worker -> worker.done(done));
            }
            for (Child worker : workers) {
                List<Memory> held = worker.lines().stream()
                        .filter(line -> line.startsWith("m "))
                        .map(Memory::of)
                        .skip(SAMPLES / 5)
                        .toList();
                double slope = slope(leastHeaps(held)) * 3_600 / (SECONDS / 10.0);
                Memory first = held.get(0);
                Memory last = held.get(held.size() - 1);
                report(
                        "%d s, %d updates: heap %+.1f MB an hour, descriptors %d to %d, threads %d to %d, resident %d to"
                                + " %d MB",
                        SECONDS,
                        worker.acks().size(),
                        slope / (1 << 20),
                        first.descriptors(),
                        last.descriptors(),
                        first.threads(),
                        last.threads(),
                        first.resident() >> 20,
                        last.resident() >> 20);
                assertThat(slope).as("bytes an hour").isLessThan(SECONDS >= 600 ? 1 << 20 : 60 << 20);
                assertThat(last.descriptors()).isLessThanOrEqualTo(first.descriptors() + 2);
                assertThat(last.threads()).isLessThanOrEqualTo(first.threads() + 1);
                assertThat(worker.refusals()).isEmpty();
            }
            List<Child.Ack> acks =
                    workers.stream().flatMap(worker -> worker.acks().stream()).toList();
            nothingIsLost(project, acks, Set.of("l0", "l1"));
        } finally {
            workers.forEach(Child::kill);
        }
    }

    private static List<Long> leastHeaps(List<Memory> held) {
        List<Long> least = new ArrayList<>();
        int tenth = SAMPLES / 10;
        for (int i = 0; i + tenth <= held.size(); i += tenth) {
            least.add(held.subList(i, i + tenth).stream()
                    .mapToLong(Memory::heap)
                    .min()
                    .orElseThrow());
        }
        return least;
    }

    /** By least squares, a step. */
    private static double slope(List<Long> values) {
        double middle = (values.size() - 1) / 2.0;
        double mean = values.stream().mapToLong(Long::longValue).average().orElseThrow();
        double above = 0;
        double below = 0;
        for (int i = 0; i < values.size(); i++) {
            above += (i - middle) * (values.get(i) - mean);
            below += (i - middle) * (i - middle);
        }
        return above / below;
    }
}
