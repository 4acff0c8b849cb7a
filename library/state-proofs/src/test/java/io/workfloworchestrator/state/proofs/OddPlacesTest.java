package io.workfloworchestrator.state.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.StateManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Odd names, several names of one folder, several stores in one process, clocks that jump. */
class OddPlacesTest extends Proof {
    private final List<Child> workers = new ArrayList<>();

    @AfterEach
    void end() {
        workers.forEach(Child::kill);
    }

    @Test
    void oneFolderByManyNamesIsOneState() throws IOException {
        Path project = project("Projekt für 日本 🌱 'one' & \"two\" #1; $(x)");
        Path link = Files.createSymbolicLink(temp.resolve("a link"), project);
        Path above = Files.createSymbolicLink(temp.resolve("above"), temp).resolve(project.getFileName());
        Path around = project.resolve("..").resolve(project.getFileName());
        for (Path name : List.of(project, link, above, around)) {
            workers.add(jvm.worker(name, "o" + workers.size()));
        }
        workers.forEach(Child::ready);
        workers.forEach(worker -> worker.tell("count t/shared 25"));
        workers.forEach(worker -> worker.done(1));
        workers.forEach(Child::close);

        assertThat(workers).allSatisfy(worker -> assertThat(worker.refusals()).isEmpty());
        assertThat(ManyProcessesTest.acks(workers)).hasSize(100);
        nothingIsLost(project, ManyProcessesTest.acks(workers), Set.of("o0", "o1", "o2", "o3"));
        filesAreWhole(project);
    }

    /** Closing any descriptor of a file drops the locks that the process holds on it: also those of its other stores. */
    @Tag("nightly")
    @Test
    void storesThatComeAndGoInOneProcessDropNoLocksOfOthers() throws Exception {
        Path project = project("shared by stores");
        Path link = Files.createSymbolicLink(temp.resolve("link"), project);
        for (String name : List.of("j0", "j1")) {
            workers.add(jvm.worker(project, name).ready().tell("hammer t/shared 600000"));
        }
        ExecutorService threads = Executors.newFixedThreadPool(2);
        int here = 60;
        try (Stack stays = Stack.open(project)) {
            Future<?> steady = threads.submit(() -> count(stays.state(), here));
            Future<?> brief = threads.submit(() -> {
                for (int i = 0; i < here; i++) {
                    try (Stack comes = Stack.open(i % 2 == 0 ? link : project)) {
                        count(comes.state(), 1);
                    }
                }
            });
            steady.get();
            brief.get();
        } finally {
            threads.shutdown();
        }
        workers.forEach(Child::kill);

        assertThat(workers).allSatisfy(worker -> assertThat(worker.refusals()).isEmpty());
        try (Stack stack = Stack.open(project)) {
            var last = stack.state().get(SHARED).value();
            assertThat(Tally.count(last, "here")).isEqualTo(2L * here);
            for (Child worker : workers) {
                int confirmed = worker.acks().size();
                assertThat(Tally.count(last, worker.name())).isBetween((long) confirmed, confirmed + 1L);
            }
            assertThat(Tally.total(last)).isEqualTo(history(stack).size() - 1L);
            assertThat(stack.database().verify()).isEmpty();
        }
        filesAreWhole(project);
    }

    private static void count(StateManager state, int times) {
        for (int i = 0; i < times; i++) {
            state.update(SHARED, tally -> Tally.plus(tally, "here"), Cause.of("here", "count"));
        }
    }

    @Tag("nightly")
    @Test
    void clocksThatJumpChangeNeitherOrderNorContent() throws IOException {
        Path project = project("clocks");
        Random random = new Random(SEED);
        for (String name : List.of("c0", "c1", "c2")) {
            workers.add(jvm.worker(project, name));
        }
        workers.forEach(Child::ready);
        int jumps = 12;
        for (int i = 1; i <= jumps; i++) {
            for (Child worker : workers) {
                worker.tell("clock " + (random.nextInt(1_500) - 750)).tell("count t/shared 8");
            }
            for (Child worker : workers) {
                worker.done(2 * i);
            }
        }
        workers.forEach(Child::close);

        assertThat(workers).allSatisfy(worker -> assertThat(worker.refusals()).isEmpty());
        assertThat(ManyProcessesTest.acks(workers)).hasSize(jumps * 8 * workers.size());
        nothingIsLost(project, ManyProcessesTest.acks(workers), Set.of("c0", "c1", "c2"));
        filesAreWhole(project);
        try (Stack stack = Stack.open(project)) {
            List<Commit> commits = history(stack);
            assertThat(commits).isSortedAccordingTo((a, b) -> a.revision().compareTo(b.revision()));
            long backwards = backwards(commits);
            assertThat(backwards).as("the clocks did jump").isPositive();
            for (Child worker : workers) {
                assertThat(worker.acks()).isSortedAccordingTo((a, b) -> Long.compare(a.revision(), b.revision()));
            }
            report(
                    "3 processes whose clocks jump by up to two years: %d commits, %d of them dated before the one"
                            + " before, 0 lost",
                    commits.size(), backwards);
        }
    }

    private static long backwards(List<Commit> commits) {
        long count = 0;
        for (int i = 1; i < commits.size(); i++) {
            Duration step =
                    Duration.between(commits.get(i - 1).time(), commits.get(i).time());
            count += step.compareTo(Duration.ofDays(-1)) < 0 ? 1 : 0;
        }
        return count;
    }
}
