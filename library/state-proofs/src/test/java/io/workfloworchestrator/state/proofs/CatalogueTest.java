package io.workfloworchestrator.state.proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.workfloworchestrator.state.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Groups J (state and JSON) and L (locks, files, clocks) of the catalogue of bad inputs: which test shows the outcome of
 * which entry, and the tests of entries that are no other module's.
 *
 * <p>Of J28 to J30 the journal is the database and its log.
 */
class CatalogueTest extends Proof {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "J01, state-files, DamageTest, aDamagedFileIsKeptNamedAndWrittenAnew",
        "J02, state-files, DamageTest, aDamagedFileIsKeptNamedAndWrittenAnew",
        "J03, state-files, DamageTest, aDamagedFileIsKeptNamedAndWrittenAnew",
        "J04, state-files, DamageTest, everyPrefixOfAFileIsKeptAndWrittenAnew",
        "J05, state-files, DamageTest, conflictMarkersAreMergedWhenBothSidesCanBeRead",
        "J06 to J20 and J22, state-files, DamageTest, aDamagedFileInACloneIsLeftAloneAndNothingIsCreatedOverIt",
        "J07 to J20 and J22, json, JsonReaderTest, badTextIsRefusedByItsCode",
        "J17 byte order mark, state-files, HandEditTest, aByteOrderMarkIsToleratedAndNotWritten",
        "J21, state-files, DamageTest, aFileOfATerabyteIsMovedAwayUnread",
        "J23, json, JsonReaderTest, aTypeMarkerIsPlainData",
        "J24, state, ValuesTest, aKeyThatIsNotTypeAndIdIsRefused",
        "J25, state-files, RestoreTest, aNewerFormatIsLeftAloneAndItsKeyCannotBeChanged",
        "J25 database, state-jdbc, DamageTest, aNewerFormatIsRefusedAndNotTouched",
        "J26, state-files, HandEditTest, unknownFieldsOfAPersonSurvive",
        "J27, state-files, DamageTest, anEditThatBreaksAnInvariantIsReportedAndNotWrittenOver",
        "J28, state-jdbc, DamageTest, noFlippedBitOfALogThatACrashLeftIsSilent",
        "J29, state-jdbc, VanishingFolderTest, aSecondWriterThatBeganAnewKeepsItsStateAndGetsOurs",
        "J30, state-jdbc, VanishingFolderTest, anOlderCopyPutInPlaceIsBroughtForwardAgain",
        "L01, state-jdbc, TurnQueueTest, aLockFileThatIsDeletedIsMadeAgain",
        "L01 whole folder, state-proofs, CleanTest, whatWasConfirmedIsThereAfterTheFolderWasDeleted",
        "L02, state-proofs, CatalogueTest, aLockThatAnotherLibraryDropsLosesNothing",
        "L03, state-jdbc, TurnQueueTest, aProcessThatIsStuckWithItsTurnIsWaitedForOnceAndNamed",
        "L03 stopped, state-proofs, StopTest, othersGoOnWhileOneIsStoppedAndNothingIsLost",
        "L04, state-proofs, KillTest, noAcknowledgedUpdateIsLostAndNoFileIsTorn",
        "L05, state-proofs, CatalogueTest, processesOfOneNumberLoseNothing",
        "L06, state-jdbc, TurnQueueTest, lockFilesThatCannotBeUsedKeepNobodyFromWriting",
        "L07, state-proofs, CatalogueTest, aFileSystemWithoutLocksIsNamedAndNothingIsTouched",
        "L08, state-proofs, RoomAndRightsTest, aFullDiskIsNamedLosesNothingAndIsForgottenOnceThereIsRoom",
        "L09, state-proofs, RoomAndRightsTest, aDiskForReadingOnlyIsReadNamedAndWrittenOnceItCanBe",
        "L10, state-proofs, RoomAndRightsTest, withoutPermissionWhatMayBeReadIsReadAndNothingIsTakenForAbsent",
        "L11 to L13, state-proofs, FaultTest, aFailedFileCallLosesNothingAndClaimsNothing",
        "L11 to L13 files, state-files, FaultTest, anErrorAtAnyCallLosesNothingIsNamedAndIsOverWhenItsCauseIs",
        "L14, state-proofs, CatalogueTest, namesThatCouldBeGuessedAreNotUsed",
        "L15, state-proofs, CatalogueTest, filesAreForTheirOwnerWhateverTheUmask",
        "L16, state-proofs, OddPlacesTest, clocksThatJumpChangeNeitherOrderNorContent"
    })
    void theOutcomeOfAnEntryIsTested(String entry, String module, String type, String test) throws IOException {
        try (Stream<Path> sources = Files.walk(Mutant.library().resolve(module).resolve("src/test/java"))) {
            Path source = sources.filter(file -> file.endsWith(type + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("there is no " + type + " in " + module));
            assertThat(Files.readString(source)).as(entry).containsPattern("void " + Pattern.quote(test) + "\\(");
        }
    }

    /** L02: whoever opens and closes a lock file in this process drops the kernel's lock, and nobody is told. */
    @Tag("nightly")
    @Test
    void aLockThatAnotherLibraryDropsLosesNothing() throws IOException {
        Path project = project("dropped");
        List<Child> workers = List.of(jvm.worker(project, "l0"), jvm.worker(project, "l1"));
        int here = 60;
        try (Stack stack = Stack.open(project)) {
            workers.forEach(Child::ready);
            workers.forEach(worker -> worker.tell("hammer t/shared 600000"));
            for (int i = 0; i < here; i++) {
                stack.state()
                        .update(
                                SHARED,
                                tally -> {
                                    read(Stack.folder(project).resolve("queue.lock"));
                                    return Tally.plus(tally, "here");
                                },
                                Cause.of("here", "count"));
            }
        } finally {
            workers.forEach(Child::kill);
        }
        assertThat(workers).allSatisfy(worker -> assertThat(worker.refusals()).isEmpty());
        try (Stack stack = Stack.open(project)) {
            var last = stack.state().get(SHARED).value();
            assertThat(Tally.count(last, "here")).isEqualTo(here);
            for (Child worker : workers) {
                int confirmed = worker.acks().size();
                assertThat(Tally.count(last, worker.name())).isBetween((long) confirmed, confirmed + 1L);
            }
        }
    }

    private static void read(Path file) {
        try {
            Files.readAllBytes(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /**
     * L05: the number of a process that died is given to another one, and, as in containers, several have the same at once.
     */
    @Tag("nightly")
    @Test
    void processesOfOneNumberLoseNothing() throws IOException {
        assumeTrue(Volume.isRoot(), "needs root, to give processes numbers of their own");
        Path project = project("one number");
        List<Child> all = new ArrayList<>();
        try {
            for (String name : List.of("n0", "n1", "n2")) {
                all.add(jvm.workerOfNumberOne(project, name));
            }
            all.forEach(Child::ready);
            all.forEach(worker -> worker.tell("hammer t/shared 600000"));
            for (int i = 0; i < 3; i++) {
                Child dies = all.get(i);
                assertThat(dies.await(line -> line.startsWith("a "), 10)).isTrue();
                dies.kill();
                all.add(jvm.workerOfNumberOne(project, "n" + all.size()).tell("count t/shared 10"));
            }
            all.subList(3, 6).forEach(worker -> worker.done(1));
        } finally {
            all.forEach(Child::kill);
        }
        assertThat(all).allSatisfy(worker -> assertThat(worker.refusals()).isEmpty());
        nothingIsLost(
                project,
                ManyProcessesTest.acks(all),
                all.stream().map(Child::name).collect(Collectors.toSet()));
    }

    /** L07: every call that locks fails as on a network file system whose lock service is not there. */
    @Test
    void aFileSystemWithoutLocksIsNamedAndNothingIsTouched() throws IOException {
        Path library = Shim.compile(Files.createDirectories(temp.resolve("shim")));
        Path project = project("without locks");
        Path control = temp.resolve("control");
        List<String> command = jvm.command(List.of(), Worker.class);
        command.addAll(List.of(project.toString(), "x0"));
        try (Child worker = Jvm.start("x0", command, Shim.environment(library, control, project))) {
            worker.ready();
            Shim shim = Shim.at(control);
            shim.arm(Shim.Call.LOCK, 0, Integer.MAX_VALUE, Shim.ENOLCK);
            worker.tell("count t/shared 1").done(1).tell("total t/shared").done(2);
            assertThat(worker.refusals())
                    .hasSize(2)
                    .allMatch(refusal -> refusal.startsWith("e E_LOCK_UNSUPPORTED"))
                    .allMatch(refusal -> refusal.contains("No locks available") && refusal.contains("local disk"));
            assertThat(worker.lines()).noneMatch(line -> line.startsWith("a ") || line.startsWith("t "));
            assertThat(shim.disarm()).isPositive();
            worker.tell("count t/shared 3").done(3);
            assertThat(worker.refusals()).hasSize(2);
            worker.close();
            nothingIsLost(project, worker.acks(), Set.of("x0"));
        }
        filesAreWhole(project);
    }

    /** L14: a link that waits under a name that a writer might use for a while. */
    @Test
    void namesThatCouldBeGuessedAreNotUsed() throws IOException {
        Path project = project("guessed");
        Path victim = Files.writeString(temp.resolve("victim"), "precious");
        Path file = Stack.file(project, SHARED.name());
        for (String ending : List.of(".tmp", ".new", ".old", "~", ".bak", ".swp", ".lock")) {
            Files.createSymbolicLink(file.resolveSibling(file.getFileName() + ending), victim);
            Files.createSymbolicLink(file.resolveSibling("." + file.getFileName() + ending), victim);
            Files.createSymbolicLink(Stack.folder(project).resolve("state.db" + ending), victim);
        }
        try (Stack stack = Stack.open(project)) {
            for (int i = 0; i < 5; i++) {
                stack.state().update(SHARED, tally -> Tally.plus(tally, "guess"), PARENT);
                stack.files().flush();
            }
            assertThat(stack.state().notices()).isEmpty();
        }
        assertThat(victim).hasContent("precious");
    }

    /** L15: state can be read by whom the project folder lets read, and the database by its owner alone. */
    @Test
    void filesAreForTheirOwnerWhateverTheUmask() throws IOException {
        Path project = Files.createDirectories(temp.resolve("open to all"));
        try (Child worker = jvm.workerWithoutUmask(project, "u0").ready()) {
            worker.tell("first t/shared").done(1).tell("count t/shared 3").done(2);
            assertThat(worker.refusals()).isEmpty();
        }
        try (Stream<Path> all = Files.walk(project.resolve(".ai-planning"))) {
            assertThat(all).hasSizeGreaterThan(5).allSatisfy(path -> {
                Set<PosixFilePermission> rights = Files.getPosixFilePermissions(path);
                assertThat(rights)
                        .as("%s", path)
                        .doesNotContain(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
                // A second name of a public file has its rights; nobody else gets into the folder that it is in.
                if (path.startsWith(Stack.folder(project)) && !path.toString().contains("/replaced/")) {
                    assertThat(rights)
                            .as("%s", path)
                            .doesNotContain(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
                }
            });
        }
    }
}
