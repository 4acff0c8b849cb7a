package io.workfloworchestrator.state.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.state.files.StateFiles;
import io.workfloworchestrator.state.jdbc.JdbcStateStore;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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
    private static final Seam.Code JDBC = new Seam.Code(JdbcStateStore.class);
    private static final Seam.Code FILES = new Seam.Code(StateFiles.class);
    private static final Seam.Code WORKFLOW = new Seam.Code(Workflow.class);

    /** A measure that is taken out, and the test that has to fail. */
    private record Bite(Mutant mutant, String test) {
        static Bite of(String measure, String test, Seam.Change... changes) {
            return new Bite(Mutant.of(measure, changes), test);
        }
    }

    private static final List<Bite> STORE = List.of(
            Bite.of(
                    "no guard against a newer format",
                    "DamageTest#aNewerFormatIsRefusedAndNotTouched",
                    JDBC.in("Connections.refuseNewer").isSkipped()),
            Bite.of(
                    "no check when opened",
                    "DamageTest#aDamagedDatabaseIsPutAsideWholeAndWhatIsIntactIsRestored",
                    JDBC.in("Opening.damage").isSkipped()),
            Bite.of(
                    "damage is deleted, not kept",
                    "DamageTest#aDamagedDatabaseIsPutAsideWholeAndWhatIsIntactIsRestored",
                    JDBC.in("Opening.aside").call("Files.move").becomes("delete")),
            Bite.of(
                    "files are moved without the gate",
                    "DamageTest#nothingIsMovedWithoutTheGate",
                    JDBC.in("Opening.aside").call("Gate.isHeld").isTrue()),
            Bite.of(
                    "no checksums of rows",
                    "DamageTest#damageOfOldHistoryIsSaidWhenItIsReadAndTheNewestStaysUsable",
                    JDBC.in("Checksum.value").isSkipped()),
            Bite.of(
                    "no look at the log that a crash left",
                    "DamageTest#whatIsLeftOfARefusedCommitBehindATornOneIsNoDamage",
                    JDBC.in("Opening.leftLog").gives("WalScan$Verdict.WHOLE")),
            Bite.of(
                    "no look at what had been confirmed",
                    "DamageTest#noCutOfALogIsSilentWhereTheCommitsWereConfirmed",
                    JDBC.in("Opening.missing").isSkipped()),
            Bite.of(
                    "who asks does not wait for the disk",
                    "DurabilityTest#whatIsShownToOthersIsConfirmedFirst",
                    JDBC.in("Durability.ask").call("Log.await").isSkipped()),
            Bite.of(
                    "operations are not looked up",
                    "JdbcStateStoreTest#anOperationIsCommittedOnce",
                    JDBC.in("Writer.decide").call("Session.operation").becomes("empty")),
            Bite.of(
                    "a folder that is a link is followed",
                    "RightsTest#aStateFolderThatIsALinkIsRefused",
                    JDBC.in("StateFolder.check")
                            .call("BasicFileAttributes.isSymbolicLink", 2)
                            .isSkipped(),
                    JDBC.in("StateFolder.check")
                            .call("BasicFileAttributes.isDirectory")
                            .isTrue()),
            Bite.of(
                    "files may be read by all",
                    "JdbcStateStoreTest#filesAreForTheirOwnerOnly",
                    JDBC.in("StateFolder.privateTo")
                            .call("PosixFilePermissions.fromString")
                            .becomes("forAll")));

    private static final List<Bite> TEXTS = List.of(
            Bite.of(
                    "no fingerprints of what is published",
                    "HandEditTest#aStaleCopyIsReplacedAndSaidToHaveBeenSetBack",
                    FILES.in("StateFiles.announce").call("Map.put").isSkipped(),
                    FILES.in("FileReplacer.record").call("ShadowStore.publish").isSkipped()),
            Bite.of(
                    "a saved file is taken for made from the newest",
                    "HandEditTest#aStaleSaveKeepsWhatOthersChangedMeanwhile",
                    FILES.in("MergeBase.apart").isSkipped()),
            Bite.of(
                    "what cannot be read is not kept before it is overwritten",
                    "DamageTest#everyPrefixOfAFileIsKeptAndWrittenAnew",
                    FILES.in("KeptCopies.quarantine").call("Project.keep").becomes("name")),
            Bite.of(
                    "what is kept is not forced before it is overwritten",
                    "FaultTest#aPowerCutAtAnyCallLosesNeitherCommitsNorWhatAPersonWrote",
                    FILES.in("Project.keep").call("Project.forceFolderOf").isSkipped()),
            Bite.of(
                    "the folder of what is kept is not forced",
                    "FaultTest#aPowerCutAtAnyCallLosesNeitherCommitsNorWhatAPersonWrote",
                    FILES.in("Project.makeFoldersAbove")
                            .call("Project.forceFolderOf")
                            .isSkipped()),
            Bite.of(
                    "an edit in conflict is not kept beside",
                    "HandEditTest#aConflictKeepsBothAndIsNamedUntilItsFileIsDeleted",
                    FILES.in("KeptCopies.beside").call("Project.keep").becomes("name")),
            Bite.of(
                    "no look at what was replaced",
                    "RaceTest#anEditInTheMomentBeforeTheRenameIsTakenOver",
                    FILES.in("FileReplacer.put").call("ReplacedFiles.settle").isTrue()),
            Bite.of(
                    "the first publication replaces what is there",
                    "RaceTest#aFileThatAppearsInTheMomentBeforeTheFirstPublicationIsNotReplaced",
                    FILES.in("DiskFs.link").call("Files.createLink").becomes("rename")),
            Bite.of(
                    "folders that are links are followed",
                    "ConfinementTest#aFolderBelowThatIsALinkIsNotFollowed",
                    FILES.in("Project.linkAbove").call("Stat.kind").isSkipped()),
            Bite.of(
                    "our folder may be a link",
                    "ConfinementTest#theFolderMustNotBecomeALink",
                    FILES.in("Project.requireOwnFolder").call("Stat.kind").isSkipped()),
            Bite.of(
                    "half a checkout is taken over",
                    "GitCheckoutTest#halfACheckoutIsNotLookedAt",
                    FILES.in("Absorber.settleOnce").call("GitHistory.isWorking").isSkipped()),
            Bite.of(
                    "that git moved while files were read is not seen",
                    "UnpublishedChangeTest#isNamedWhereGitMovesWhileTheFileIsLookedAt",
                    FILES.in("GitHistory.moved").isSkipped()),
            Bite.of(
                    "a git that has written files and not moved yet is not waited for",
                    "UnpublishedChangeTest#isNamedWhereGitMovesWhileTheFileIsLookedAt",
                    FILES.in("GitHistory.isEnding").isSkipped()),
            Bite.of(
                    "a text that git committed is taken for written by git",
                    "GitCheckoutTest#aSaveThatGitCommittedIsMergedFromTheVersionThatWasOpened",
                    FILES.in("GitLook$Entry.isCommit").isSkipped()),
            Bite.of(
                    "what git brought replaces the state",
                    "PlanTest#aMoveOfGitsIsTheDifferenceBetweenTwoCommits",
                    FILES.in("EditPlanner.moved").call("JsonMerge.of").becomes("theirs")),
            Bite.of(
                    "a branch without commits is no place to come from",
                    "UnbornHeadTest#wayBackFromAnEmptyBranchIsACheckout",
                    FILES.in("GitTrail.steps").call("GitTrail.before").isSkipped()),
            Bite.of(
                    "a reset is always taken for one that wrote the files",
                    "GitCheckoutTest#aResetBesideAnEditIsNoCheckout",
                    FILES.in("GitLook$Entry.writesFiles")
                            .call("String.startsWith")
                            .isSkipped()),
            Bite.of(
                    "git's side of a conflict is not kept",
                    "ConflictMarkersInGitTest#oursStaysAndTheirsIsKeptBesideAndNamed",
                    FILES.in("PlannedValue.merge").call("FilePlan.copy").isSkipped()),
            Bite.of(
                    "what was replaced is not looked at again",
                    "FileHeldOpenTest#keepsTheTextThatComesAfterTheProcessThatPublishedHasEnded",
                    FILES.in("ReplacedFiles.lookAgain").isSkipped()),
            Bite.of(
                    "how far git's moves were followed is not committed with them",
                    "PlanTest#aMoveIsFollowedOnce",
                    FILES.in("EditPlanner.moved").call("FilePlan.mark").isSkipped()),
            Bite.of(
                    "a file of a newer format is read",
                    "RestoreTest#aNewerFormatIsLeftAloneAndItsKeyCannotBeChanged",
                    FILES.in("Formats.requireAcceptable")
                            .call("BigDecimal.longValue")
                            .isSkipped()),
            Bite.of(
                    "files may be written by all",
                    "ConfinementTest#filesAreReadableLikeTheProjectAndWrittenByTheirOwnerOnly",
                    FILES.in("DiskFs.permissions").call("EnumSet.noneOf").becomes("writtenByAll")),
            Bite.of(
                    "an interrupt ends a read",
                    "RaceTest#anInterruptedCallerStillReadsAndWrites",
                    FILES.in("DiskFs.uninterrupted").call("Thread.interrupted").isSkipped(),
                    FILES.in("DiskFs.uninterrupted").call("DiskFs.putAside").becomes("giveUp")));

    private static final List<Bite> CLAIMS = List.of(
            Bite.of(
                    "a writer's token is not compared with that of the claim",
                    "ClaimsTest#claimThatRanOutIsOfferedAgainAndTheLateWriterIsRefused",
                    WORKFLOW.in("Claims.isCurrent").isTrue()),
            Bite.of(
                    "nobody looks whether somebody else holds an item",
                    "ClaimsTest#oneOfManyWinsAndTheOthersAreToldWhoAndUntilWhen",
                    WORKFLOW.in("ItemClaiming.isHeld").isSkipped()),
            Bite.of(
                    "held items are offered",
                    "ClaimsTest#claimsOfManyThreadsHaveOneWinnerEach",
                    WORKFLOW.in("Claim.ranOut").isTrue(),
                    WORKFLOW.in("Claim.isHeld").isSkipped()));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path temp;

    /** The mutants themselves are run nightly; that each still finds its place is seen every time. */
    @Test
    void everyMeasureIsWhereItsMutantTakesItOut() throws IOException {
        for (Bite bite : Stream.of(STORE, TEXTS, CLAIMS).flatMap(List::stream).toList()) {
            assertThat(bite.mutant().classes(temp)).isNotEmptyDirectory();
        }
    }

    @TestFactory
    @Tag("nightly")
    List<DynamicTest> aMeasureOfClaimsThatIsTakenOutIsMissed() throws Exception {
        return bites(ModuleTests.of("workflow", Workflow.class, temp.resolve("workflow")), CLAIMS);
    }

    @TestFactory
    @Tag("nightly")
    List<DynamicTest> aMeasureOfTheStoreThatIsTakenOutIsMissed() throws Exception {
        return bites(ModuleTests.of("state-jdbc", JdbcStateStore.class, temp.resolve("jdbc")), STORE);
    }

    @TestFactory
    @Tag("nightly")
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
                    tests.run(bite.test(), List.of(bite.mutant().classes(temp)));
            results.add(DynamicTest.dynamicTest(bite.mutant().name(), () -> {
                assertThat(whole.get(bite.test())).as("with the measure").isEmpty();
                assertThat(failure).as("%s misses it", bite.test()).isPresent();
            }));
        }
        System.out.printf(Locale.ROOT, "measures: %d taken out in turn, each missed by a test%n", bites.size());
        return results;
    }
}
