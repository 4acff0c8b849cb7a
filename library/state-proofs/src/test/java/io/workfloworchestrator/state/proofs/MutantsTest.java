package io.workfloworchestrator.state.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import io.workfloworchestrator.state.files.StateFiles;
import io.workfloworchestrator.state.jdbc.JdbcStateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The proofs are worth something: each protective measure, taken out, is missed by one of them. */
@Order(2)
@Tag("nightly")
class MutantsTest extends Proof {
    private static final Seam.Code JDBC = new Seam.Code(JdbcStateStore.class);
    private static final Seam.Code FILES = new Seam.Code(StateFiles.class);

    private static final Mutant NO_SYNC = Mutant.of(
            "no sync", JDBC.in("Log.sync").call("AsynchronousFileChannel.force").isSkipped());
    private static final Seam.Change NO_QUEUE = JDBC.in("TurnQueue.enter").gives("TurnQueue.FREE");

    /** Each of which lets a mutant pass in two cases of three at most. */
    private static final int CUTS = 30;

    @Test
    void withoutSyncAPowerCutLosesWhatWasConfirmed() throws IOException {
        missedByPowerCuts(NO_SYNC, "lost");
    }

    @Test
    @Tag("nightly")
    void aSyncThatFailedAndIsOnlyRepeatedLosesWhatWasConfirmed() throws IOException {
        missedByPowerCuts(
                Mutant.of(
                        "a failed sync is repeated",
                        JDBC.in("Log.rewrite").call("RandomAccessFile.write").isSkipped()),
                "lost");
    }

    @Test
    @Tag("nightly")
    void withoutSyncAPowerCutOfARealFileSystemLosesWhatWasConfirmed() throws IOException {
        PowerCutTest.Result result =
                PowerCutTest.cut(jvm.with(NO_SYNC.classes(temp)), PowerCutTest.Disk.EXT4, temp, 4, SEED);

        assertThat(result.broken()).anyMatch(what -> what.contains("lost"));
        report("mutant '%s': %d of 4 power cuts lose confirmed updates", NO_SYNC.name(), cuts(result.broken()));
    }

    @Test
    @Tag("nightly")
    void withoutSyncOfFoldersAPowerCutLosesTheirNames() throws IOException {
        missedByPowerCuts(
                Mutant.of(
                        "no sync of folders",
                        JDBC.in("StateFolder.sync").call("FileChannel.force").isSkipped()),
                "lost");
    }

    @Test
    void aFailedCommitThatCountsAsDoneIsMissed() throws IOException {
        claimed(
                Mutant.of(
                        "a failed commit counts as done",
                        JDBC.in("Writer.finish").swallows(SQLException.class)),
                "WRITE:28");
    }

    @Test
    @Tag("nightly")
    void aCommitThatTheDiskDidNotConfirmAndThatCountsAsDoneIsMissed() throws IOException {
        claimed(
                Mutant.of(
                        "an unconfirmed commit counts as done",
                        JDBC.in("Database.confirm(long,long,Exception)")
                                .call("Session.holds")
                                .isTrue()),
                "WRITE:5");
    }

    /** Updates are acknowledged that another store does not find. */
    private void claimed(Mutant mutant, String plan) throws IOException {
        List<String> lines = FaultTest.fail(jvm.with(mutant.classes(temp)), temp, 12, plan);

        List<String> bad = lines.stream()
                .filter(line -> line.startsWith("bad ") && line.contains(" acknowledged, "))
                .toList();
        assertThat(bad).isNotEmpty();
        report("mutant '%s': %s", mutant.name(), bad.get(0));
    }

    @Test
    @Tag("nightly")
    void withoutSyncOfFilesAPowerCutTearsThem() throws IOException {
        missedByPowerCuts(
                Mutant.of(
                        "no sync of files",
                        FILES.in("DiskFs.write").call("FileChannel.force").isSkipped()),
                "torn");
    }

    /** In how many cuts something was broken; one may break several things. */
    private static long cuts(List<String> broken) {
        return broken.stream()
                .map(what -> what.substring(0, what.indexOf(':')))
                .distinct()
                .count();
    }

    /** Some cuts in the power of the mutant leave what is said so. */
    private void missedByPowerCuts(Mutant mutant, String said) throws IOException {
        Jvm mutated = jvm.with(mutant.classes(temp));
        PowerCutModelTest.Recording recording = PowerCutModelTest.record(mutated, temp.resolve("recorded"));
        List<String> broken = PowerCutModelTest.cut(recording, temp.resolve("cuts"), CUTS, SEED);

        assertThat(broken).anyMatch(what -> what.contains(said));
        report("mutant '%s': after %d of %d power cuts something is %s", mutant.name(), cuts(broken), CUTS, said);
    }

    @Test
    @Tag("nightly")
    void withoutQueueSomebodyStarves() throws IOException {
        Mutant mutant = Mutant.of("no queue", NO_QUEUE);
        Path project = project("unfair");
        List<Child> workers = ManyProcessesTest.start(project, jvm.with(mutant.classes(temp)));
        try {
            ManyProcessesTest.Shares worst = ManyProcessesTest.hammer(workers, 0, 4_000);
            for (int i = 1; i < 4 && worst.least() >= 1.0 / 3; i++) {
                worst = ManyProcessesTest.hammer(workers, i, 4_000);
            }
            assertThat(worst.least()).as("shares %s", worst.counts()).isLessThan(1.0 / 3);
            report(
                    "mutant '%s': shares %s, longest wait %d ms",
                    mutant.name(), worst.counts(), worst.longestWaitMillis());
        } finally {
            workers.forEach(Child::kill);
        }
    }

    @Test
    void withoutCheckOfRevisionsUpdatesAreLost() throws IOException {
        // With the queue, nobody's revision moves: so that the check decides, the queue is out too.
        Mutant mutant = Mutant.of(
                "no check of revisions",
                JDBC.in("Writer.decide").call("Newest.meets").isTrue(),
                NO_QUEUE);
        Path project = project("unchecked");
        List<Child> workers = ManyProcessesTest.start(project, jvm.with(mutant.classes(temp)));
        try {
            workers.forEach(worker -> worker.tell("hammer t/shared 2000"));
            workers.forEach(worker -> worker.done(1));
            workers.forEach(Child::close);
            try (Stack stack = Stack.open(project)) {
                long counted = Tally.total(stack.state().get(SHARED).value());
                int confirmed = ManyProcessesTest.acks(workers).size();
                assertThat(counted).isLessThan(confirmed);
                report("mutant '%s': %d of %d confirmed updates lost", mutant.name(), confirmed - counted, confirmed);
            }
        } finally {
            workers.forEach(Child::kill);
        }
    }

    @Test
    @Tag("nightly")
    void withFilesWrittenInPlaceAReaderSeesTornOnes() throws IOException {
        Mutant mutant = Mutant.of(
                "in place", FILES.in("FileReplacer.put").call("StoreFs.move").becomes("writeOver"));
        Path project = project("torn");
        Path file = Stack.file(project, SHARED.name());
        try (Stack stack = Stack.open(project)) {
            Json large = Json.of("x".repeat(40_000));
            stack.state().update(SHARED, tally -> tally.asObject().with("text", large), PARENT);
        }
        int torn = 0;
        int reads = 0;
        try (Child worker = jvm.with(mutant.classes(temp)).worker(project, "t0").ready()) {
            worker.tell("hammer t/shared 20000");
            long end = System.nanoTime() + 15_000_000_000L;
            while (torn < 3 && System.nanoTime() < end) {
                try {
                    Json.parse(Files.readAllBytes(file));
                    reads++;
                } catch (JsonException | NoSuchFileException e) {
                    torn++;
                }
            }
            worker.kill();
        }
        assertThat(torn).isPositive();
        report("mutant '%s': %d torn files in %d reads", mutant.name(), torn, reads);
    }

    /** A window of microseconds, which a short storm does not always meet. */
    @Test
    @Tag("nightly")
    void withoutALookAtWhatWasReplacedHandEditsAreLost() throws IOException {
        Mutant mutant = Mutant.of(
                "no look at what was replaced",
                FILES.in("FileReplacer.put").call("ReplacedFiles.settle").isTrue());
        Path project = project("overwritten");
        Path file = Stack.file(project, SHARED.name());
        List<String> lost = new ArrayList<>();
        Jvm mutated = jvm.with(mutant.classes(temp));
        List<Child> workers = List.of(mutated.worker(project, "m0"), mutated.worker(project, "m1"));
        try {
            workers.forEach(Child::ready);
            workers.forEach(worker -> worker.tell("hammer t/shared 60000"));
            for (int i = 0; i < 5 && lost.isEmpty(); i++) {
                lost.addAll(EditStorm.run(file, 300, 0));
            }
        } finally {
            workers.forEach(Child::kill);
        }
        assertThat(lost).isNotEmpty();
        report("mutant '%s': %d hand edits overwritten", mutant.name(), lost.size());
    }

    @Test
    void withoutALookAtTheFolderADeletedOneTakesUpdatesWithIt() throws IOException {
        Mutant mutant = Mutant.of(
                "no look at the folder",
                JDBC.in("Database.kept").call("Identity.equals").isTrue(),
                JDBC.in("Database.current").call("Identity.equals").isTrue());

        List<String> broken = CleanTest.clean(jvm.with(mutant.classes(temp)), project("cleaned"), 2, SEED);

        assertThat(broken).anyMatch(what -> what.contains("were confirmed"));
        report("mutant '%s': %s", mutant.name(), broken.get(0));
    }
}
