package io.workfloworchestrator.state.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.StateKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Somebody deletes the state folder while processes work in it, as {@code git clean -fdx} does. */
class CleanTest extends Proof {
    private static final int CLEANS = times(6);

    @Test
    void whatWasConfirmedIsThereAfterTheFolderWasDeleted() throws IOException {
        Path project = project("cleaned");

        List<String> broken = clean(jvm, project, CLEANS, SEED);

        assertThat(broken).isEmpty();
        report("state folder deleted %d times under 3 writing processes: 0 confirmed updates lost", CLEANS);
    }

    static List<String> clean(Jvm jvm, Path project, int times, long seed) throws IOException {
        List<String> broken = new ArrayList<>();
        Random random = new Random(seed);
        List<Child> workers = new ArrayList<>();
        for (String name : List.of("c0", "c1", "c2")) {
            workers.add(jvm.worker(project, name));
        }
        try {
            workers.forEach(Child::ready);
            workers.forEach(worker -> worker.tell("hammer t/shared 600000"));
            for (int i = 0; i < times; i++) {
                for (Child worker : workers) {
                    int before = worker.acks().size();
                    if (!worker.await(line -> line.startsWith("a "), before + 2)) {
                        broken.add(worker.name() + " has ended");
                    }
                }
                LockSupport.parkNanos(random.nextLong(30_000_000L));
                delete(Stack.folder(project));
            }
            for (Child worker : workers) {
                worker.await(line -> line.startsWith("a "), worker.acks().size() + 2);
            }
        } finally {
            workers.forEach(Child::kill);
        }
        // What is left must be in the database: a state that comes back from the readable file has lost its history.
        Files.deleteIfExists(Stack.file(project, SHARED.name()));
        try (Stack stack = Stack.open(project)) {
            if (stack.state().find(SHARED).isEmpty()) {
                broken.add("no updates are there, of those that were confirmed");
                return broken;
            }
            Json last = stack.state().get(StateKey.json(SHARED.name())).value();
            for (Child worker : workers) {
                int confirmed = worker.acks().size();
                long counted = Tally.count(last, worker.name());
                if (counted < confirmed || counted > confirmed + 1) {
                    broken.add(
                            confirmed + " updates of " + worker.name() + " were confirmed, " + counted + " are there");
                }
                worker.refusals().forEach(broken::add);
            }
        }
        return broken;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                try {
                    Files.deleteIfExists(path);
                } catch (java.nio.file.DirectoryNotEmptyException e) {
                    // The processes began again already.
                }
            }
        } catch (NoSuchFileException e) {
            // Nobody has begun again since it was deleted last.
        } catch (java.io.UncheckedIOException e) {
            if (!(e.getCause() instanceof NoSuchFileException)) {
                throw e;
            }
        }
    }
}
