package io.workfloworchestrator.state.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.state.files.StateFiles;
import io.workfloworchestrator.state.jdbc.JdbcStateStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each protective measure has a test in its own module that misses it when it is taken out. What only several processes
 * can miss is in {@link MutantsTest}.
 */
@Timeout(300)
@Order(3)
class MeasuresTest {
    private static final String JDBC = "state-jdbc/src/main/java/io/workfloworchestrator/state/jdbc/";
    private static final String FILES = "state-files/src/main/java/io/workfloworchestrator/state/files/";

    /** A measure that is taken out, and the test that has to fail. */
    private record Bite(Mutant mutant, String test) {
        static Bite of(String measure, String source, String text, String instead, String test) {
            return new Bite(Mutant.of(measure, source, text, instead), test);
        }
    }

    private static final List<Bite> STORE = List.of(
            Bite.of(
                    "no guard against a newer format",
                    JDBC + "Opening.java",
                    "if (format > FORMAT &&",
                    "if (format > 99 + FORMAT &&",
                    "DamageTest#aNewerFormatIsRefusedAndNotTouched"),
            Bite.of(
                    "no check when opened",
                    JDBC + "Opening.java",
                    "if (damage(opened.session()) != null) {",
                    "if (opened == null) {",
                    "DamageTest#aDamagedDatabaseIsPutAsideWholeAndWhatIsIntactIsRestored"),
            Bite.of(
                    "damage is deleted, not kept",
                    JDBC + "Opening.java",
                    "Files.move(file, place.resolve(file.getFileName()));",
                    "Files.delete(file);",
                    "DamageTest#aDamagedDatabaseIsPutAsideWholeAndWhatIsIntactIsRestored"),
            Bite.of(
                    "files are moved without the gate",
                    JDBC + "Opening.java",
                    "if (!gate.isHeld()) {",
                    "if (gate == null) {",
                    "DamageTest#nothingIsMovedWithoutTheGate"),
            Bite.of(
                    "no checksums of rows",
                    JDBC + "Checksum.java",
                    "return upper.getValue() << 32 | lower.getValue();",
                    "return 0;",
                    "DamageTest#damageOfOldHistoryIsSaidWhenItIsReadAndTheNewestStaysUsable"),
            Bite.of(
                    "no look at the log that a crash left",
                    JDBC + "Opening.java",
                    ": WalScan.of(folder.wal());",
                    ": WalScan.Verdict.WHOLE;",
                    "DamageTest#whatIsLeftOfARefusedCommitBehindATornOneIsNoDamage"),
            Bite.of(
                    "no look at what had been confirmed",
                    JDBC + "Opening.java",
                    "return missing(session);",
                    "return null;",
                    "DamageTest#noCutOfALogIsSilentWhereTheCommitsWereConfirmed"),
            Bite.of(
                    "who asks does not wait for the disk",
                    JDBC + "Durability.java",
                    "point.log().await(point);\n            } catch (IOException e) {\n                // Who",
                    "point.log().open();\n            } catch (IOException e) {\n                // Who",
                    "DurabilityTest#whatIsShownToOthersIsConfirmedFirst"),
            Bite.of(
                    "operations are not looked up",
                    JDBC + "Writer.java",
                    "before = session.operation(operation.get());",
                    "before = Optional.empty();",
                    "JdbcStateStoreTest#anOperationIsCommittedOnce"),
            Bite.of(
                    "a folder that is a link is followed",
                    JDBC + "StateFolder.java",
                    "if (attributes.isSymbolicLink() || !attributes.isDirectory()) {",
                    "if (attributes.isRegularFile()) {",
                    "RightsTest#aStateFolderThatIsALinkIsRefused"),
            Bite.of(
                    "files may be read by all",
                    JDBC + "StateFolder.java",
                    "PosixFilePermissions.fromString(rights)",
                    "PosixFilePermissions.fromString(\"rwxr-xr-x\")",
                    "JdbcStateStoreTest#filesAreForTheirOwnerOnly"));

    private static final List<Bite> TEXTS = List.of(
            new Bite(
                    new Mutant(
                            "no fingerprints of what is published",
                            Map.of(
                                    FILES + "StateFiles.java",
                                    List.of(
                                            "announcements.put(\n                        path,",
                                            "new HashMap<String, Proposal.Announcement>().put(path,"),
                                    FILES + "FileWriter.java",
                                    List.of("store.publish(List.of(", "java.util.Objects.requireNonNull(List.of("))),
                    "HandEditTest#aStaleCopyIsReplacedAndSaidToHaveBeenSetBack"),
            Bite.of(
                    "a saved file is taken for made from the newest",
                    FILES + "MergeBase.java",
                    "return new Base(found.best, found.doubtful());",
                    "return new Base(head, List.of());",
                    "HandEditTest#aStaleSaveKeepsWhatOthersChangedMeanwhile"),
            Bite.of(
                    "what cannot be read is not kept before it is overwritten",
                    FILES + "KeptCopies.java",
                    "String kept = project.keep(name, content);\n        note(kept, notice(",
                    "String kept = name;\n        note(kept, notice(",
                    "DamageTest#everyPrefixOfAFileIsKeptAndWrittenAnew"),
            Bite.of(
                    "what is kept is not forced before it is overwritten",
                    FILES + "Project.java",
                    "        forceFolderOf(name);\n",
                    "",
                    "FaultTest#aPowerCutAtAnyCallLosesNeitherCommitsNorWhatAPersonWrote"),
            Bite.of(
                    "the folder of what is kept is not forced",
                    FILES + "Project.java",
                    "                forceFolderOf(folder);\n",
                    "",
                    "FaultTest#aPowerCutAtAnyCallLosesNeitherCommitsNorWhatAPersonWrote"),
            Bite.of(
                    "an edit in conflict is not kept beside",
                    FILES + "KeptCopies.java",
                    "String kept = project.keep(name, bytes);",
                    "String kept = name;",
                    "HandEditTest#aConflictKeepsBothAndIsNamedUntilItsFileIsDeleted"),
            Bite.of(
                    "no look at what was replaced",
                    FILES + "FileWriter.java",
                    "boolean ours = aside == null || there == null || replaced.settle(path, key, aside, there);",
                    "boolean ours = true;",
                    "RaceTest#anEditInTheMomentBeforeTheRenameIsTakenOver"),
            Bite.of(
                    "the first publication replaces what is there",
                    FILES + "FileWriter.java",
                    "project.fs.link(project.file(path), project.file(temporary));",
                    "project.fs.move(project.file(temporary), project.file(path));",
                    "RaceTest#aFileThatAppearsInTheMomentBeforeTheFirstPublicationIsNotReplaced"),
            Bite.of(
                    "folders that are links are followed",
                    FILES + "Project.java",
                    "if (stat.kind() == Stat.Kind.LINK) {",
                    "if (stat.kind() == null) {",
                    "ConfinementTest#aFolderBelowThatIsALinkIsNotFollowed"),
            Bite.of(
                    "our folder may be a link",
                    FILES + "Project.java",
                    "if (stat != null && stat.kind() == Stat.Kind.LINK) {",
                    "if (stat != null && stat.kind() == null) {",
                    "ConfinementTest#theFolderMustNotBecomeALink"),
            Bite.of(
                    "half a checkout is taken over",
                    FILES + "Absorber.java",
                    "isStrange && git.isWorking();",
                    "isStrange && git == null;",
                    "GitCheckoutTest#halfACheckoutIsNotLookedAt"),
            Bite.of(
                    "that git moved while files were read is not seen",
                    FILES + "GitHistory.java",
                    "return token != null && !git.token().equals(token);",
                    "return false;",
                    "UnpublishedChangeTest#isNamedWhereGitMovesWhileTheFileIsLookedAt"),
            Bite.of(
                    "a git that has written files and not moved yet is not waited for",
                    FILES + "GitHistory.java",
                    "return age >= 0 && age < ENDING_MILLIS;",
                    "return false;",
                    "UnpublishedChangeTest#isNamedWhereGitMovesWhileTheFileIsLookedAt"),
            Bite.of(
                    "a text that git committed is taken for written by git",
                    FILES + "GitLook.java",
                    "return what.startsWith(\"commit\");",
                    "return what.isEmpty();",
                    "GitCheckoutTest#aSaveThatGitCommittedIsMergedFromTheVersionThatWasOpened"),
            Bite.of(
                    "what git brought replaces the state",
                    FILES + "EditPlanner.java",
                    "merge = JsonMerge.of(base, progress.value, Optional.of(value));",
                    "merge = new JsonMerge(Optional.of(value), List.of());",
                    "PlanTest#aMoveOfGitsIsTheDifferenceBetweenTwoCommits"),
            Bite.of(
                    "a branch without commits is no place to come from",
                    FILES + "GitTrail.java",
                    "last != null ? last : before(path, start);",
                    "last;",
                    "UnbornHeadTest#wayBackFromAnEmptyBranchIsACheckout"),
            Bite.of(
                    "a reset is always taken for one that wrote the files",
                    FILES + "GitLook.java",
                    "&& !what.startsWith(\"reset\")",
                    "&& what != null",
                    "GitCheckoutTest#aResetBesideAnEditIsNoCheckout"),
            Bite.of(
                    "git's side of a conflict is not kept",
                    FILES + "EditPlanner.java",
                    "progress.plan.copy(version.in(merge.conflicts()));",
                    "java.util.Objects.requireNonNull(version);",
                    "ConflictMarkersInGitTest#oursStaysAndTheirsIsKeptBesideAndNamed"),
            Bite.of(
                    "what was replaced is not looked at again",
                    FILES + "ReplacedFiles.java",
                    "                lookAgain();\n",
                    "",
                    "FileHeldOpenTest#keepsTheTextThatComesAfterTheProcessThatPublishedHasEnded"),
            Bite.of(
                    "how far git's moves were followed is not committed with them",
                    FILES + "EditPlanner.java",
                    "if (!progress.value.equals(before)) {",
                    "if (before == null) {",
                    "PlanTest#aMoveIsFollowedOnce"),
            Bite.of(
                    "a file of a newer format is read",
                    FILES + "Formats.java",
                    "version.value().longValue() > FORMAT",
                    "version.value().longValue() > 1_000_000",
                    "RestoreTest#aNewerFormatIsLeftAloneAndItsKeyCannotBeChanged"),
            Bite.of(
                    "files may be written by all",
                    FILES + "DiskFs.java",
                    "if ((mode & (0400 >> bit)) != 0) {",
                    "if (((mode | 0222) & (0400 >> bit)) != 0) {",
                    "ConfinementTest#filesAreReadableLikeTheProjectAndWrittenByTheirOwnerOnly"),
            new Bite(
                    new Mutant(
                            "an interrupt ends a read",
                            Map.of(
                                    FILES + "DiskFs.java",
                                    List.of(
                                            "boolean interrupted = Thread.interrupted();",
                                            "boolean interrupted = false;",
                                            "interrupted = true;\n                    Thread.interrupted();",
                                            "throw e;"))),
                    "RaceTest#anInterruptedCallerStillReadsAndWrites"));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path temp;

    @TestFactory
    List<DynamicTest> aMeasureOfTheStoreThatIsTakenOutIsMissed() throws Exception {
        return bites(ModuleTests.of("state-jdbc", JdbcStateStore.class, temp.resolve("jdbc")), STORE);
    }

    @TestFactory
    List<DynamicTest> aMeasureOfTheFilesThatIsTakenOutIsMissed() throws Exception {
        return bites(ModuleTests.of("state-files", StateFiles.class, temp.resolve("files")), TEXTS);
    }

    private List<DynamicTest> bites(ModuleTests tests, List<Bite> bites) throws Exception {
        Map<String, Optional<String>> whole = new TreeMap<>();
        List<DynamicTest> results = new ArrayList<>();
        for (Bite bite : bites) {
            if (!whole.containsKey(bite.test())) {
                whole.put(bite.test(), tests.run(bite.test(), List.of()));
            }
            Optional<String> failure =
                    tests.run(bite.test(), List.of(bite.mutant().compile(temp)));
            results.add(DynamicTest.dynamicTest(bite.mutant().name(), () -> {
                assertThat(whole.get(bite.test())).as("with the measure").isEmpty();
                assertThat(failure).as("%s misses it", bite.test()).isPresent();
            }));
        }
        System.out.printf(Locale.ROOT, "measures: %d taken out in turn, each missed by a test%n", bites.size());
        return results;
    }
}
