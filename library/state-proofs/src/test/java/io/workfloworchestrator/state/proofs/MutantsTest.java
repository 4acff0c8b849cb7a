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
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The proofs are worth something: each protective measure, taken out, is missed by one of them. */
@Order(2)
class MutantsTest extends Proof {
    private static final String JDBC = "state-jdbc/src/main/java/io/workfloworchestrator/state/jdbc/";
    private static final String FILES = "state-files/src/main/java/io/workfloworchestrator/state/files/";

    /** Each of which lets a mutant pass in two cases of three at most. */
    private static final int CUTS = 30;

    @Test
    void withoutSyncAPowerCutLosesWhatWasConfirmed() throws IOException {
        missedByPowerCuts(Mutant.of("no sync", JDBC + "Log.java", "open().force(false);", "open();"), "lost");
    }

    @Test
    void aSyncThatFailedAndIsOnlyRepeatedLosesWhatWasConfirmed() throws IOException {
        missedByPowerCuts(
                Mutant.of(
                        "a failed sync is repeated",
                        JDBC + "Database.java",
                        "log().rewrite();",
                        "log().open().force(false);"),
                "lost");
    }

    @Test
    @Tag("nightly")
    void withoutSyncAPowerCutOfARealFileSystemLosesWhatWasConfirmed() throws IOException {
        Mutant mutant = Mutant.of("no sync", JDBC + "Log.java", "open().force(false);", "open();");

        PowerCutTest.Result result =
                PowerCutTest.cut(jvm.with(mutant.compile(temp)), PowerCutTest.Disk.EXT4, temp, 4, SEED);

        assertThat(result.broken()).anyMatch(what -> what.contains("lost"));
        report("mutant '%s': %d of 4 power cuts lose confirmed updates", mutant.name(), cuts(result.broken()));
    }

    @Test
    void withoutSyncOfFoldersAPowerCutLosesTheirNames() throws IOException {
        missedByPowerCuts(
                Mutant.of(
                        "no sync of folders",
                        JDBC + "StateFolder.java",
                        "FileChannel.open(folder, StandardOpenOption.READ)) {\n                        channel.force(true);",
                        "FileChannel.open(folder, StandardOpenOption.READ)) {\n                        channel.size();"),
                "lost");
    }

    @Test
    void aFailedCommitThatCountsAsDoneIsMissed() throws IOException {
        claimed(
                Mutant.of(
                        "a failed commit counts as done",
                        JDBC + "Writer.java",
                        "case BUSY, FULL, READ_ONLY -> throw e;",
                        "case BUSY, FULL, READ_ONLY -> {}"),
                "WRITE:28");
    }

    @Test
    void aCommitThatTheDiskDidNotConfirmAndThatCountsAsDoneIsMissed() throws IOException {
        claimed(
                Mutant.of(
                        "an unconfirmed commit counts as done",
                        JDBC + "Database.java",
                        "if (newest.sync(session) && holds(session, revision, digest)) {",
                        "if (newest.sync(session)) {"),
                "WRITE:5");
    }

    /** Updates are acknowledged that another store does not find. */
    private void claimed(Mutant mutant, String plan) throws IOException {
        List<String> lines = FaultTest.fail(jvm.with(mutant.compile(temp)), temp, 12, plan);

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
                        FILES + "DiskFs.java",
                        "channel.force(true);\n                }\n                return file;",
                        "}\n                return file;"),
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
        Jvm mutated = jvm.with(mutant.compile(temp));
        PowerCutModelTest.Recording recording = PowerCutModelTest.record(mutated, temp.resolve("recorded"));
        List<String> broken = PowerCutModelTest.cut(recording, temp.resolve("cuts"), CUTS, SEED);

        assertThat(broken).anyMatch(what -> what.contains(said));
        report("mutant '%s': after %d of %d power cuts something is %s", mutant.name(), cuts(broken), CUTS, said);
    }

    @Test
    void withoutQueueSomebodyStarves() throws IOException {
        Mutant mutant = Mutant.of(
                "no queue",
                JDBC + "JdbcStateStore.java",
                "durability.enter(queue::enter)",
                "durability.enter(() -> FREE)");
        Path project = project("unfair");
        List<Child> workers = ManyProcessesTest.start(project, jvm.with(mutant.compile(temp)));
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
        Mutant mutant = Mutant.of(
                "no check of revisions",
                JDBC + "Writer.java",
                "if (!newest.meets(session, proposal.expected()))",
                "if (proposal.expected().isEmpty())");
        // With the queue, nobody's revision moves: so that the check decides, the queue is out too.
        Mutant both = new Mutant(
                mutant.name(),
                Map.of(
                        JDBC + "Writer.java",
                        mutant.patches().get(JDBC + "Writer.java"),
                        JDBC + "JdbcStateStore.java",
                        List.of("durability.enter(queue::enter)", "durability.enter(() -> FREE)")));
        Path project = project("unchecked");
        List<Child> workers = ManyProcessesTest.start(project, jvm.with(both.compile(temp)));
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
    void withFilesWrittenInPlaceAReaderSeesTornOnes() throws IOException {
        Mutant mutant = Mutant.of(
                "in place",
                FILES + "FileWriter.java",
                "project.fs.move(project.file(temporary), project.file(path));\n            }\n            Stat now",
                "java.nio.file.Files.write(project.file(path), text.bytes());\n            }\n            Stat now");
        Path project = project("torn");
        Path file = Stack.file(project, SHARED.name());
        try (Stack stack = Stack.open(project)) {
            Json large = Json.of("x".repeat(40_000));
            stack.state().update(SHARED, tally -> tally.asObject().with("text", large), PARENT);
        }
        int torn = 0;
        int reads = 0;
        try (Child worker = jvm.with(mutant.compile(temp)).worker(project, "t0").ready()) {
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
                FILES + "FileWriter.java",
                "boolean ours = aside == null || there == null || replaced.settle(path, key, aside, there);",
                "boolean ours = true;");
        Path project = project("overwritten");
        Path file = Stack.file(project, SHARED.name());
        List<String> lost = new ArrayList<>();
        Jvm mutated = jvm.with(mutant.compile(temp));
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
        Mutant mutant = new Mutant(
                "no look at the folder",
                Map.of(
                        JDBC + "Database.java",
                        List.of(
                                "if (Objects.requireNonNull(writable).identity().equals(folder.identityByStamp())) {",
                                "if (writable != null) {",
                                "if (!open.identity().equals(folder.identityByStamp())) {",
                                "if (open.identity() == null) {")));

        List<String> broken = CleanTest.clean(jvm.with(mutant.compile(temp)), project("cleaned"), 2, SEED);

        assertThat(broken).anyMatch(what -> what.contains("were confirmed"));
        report("mutant '%s': %s", mutant.name(), broken.get(0));
    }
}
