package io.workfloworchestrator.taskexecutor.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.taskexecutor.verify.TaskVerification.Verified;
import io.workfloworchestrator.workflow.Evidence;
import io.workfloworchestrator.workflow.Item;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS) // the checks here are commands of a Unix
class TaskVerificationTest {
    @TempDir
    Path folder;

    private VerifiedProject project(String data, String script) {
        VerifiedProject project = VerifiedProject.open(folder, data);
        project.write("src/a.txt", "a");
        project.write("check.sh", script);
        project.checks(VerifiedProject.CHECK);
        return project;
    }

    @Test
    void aPassingCheckVerifiesACompletedTaskInOneCommit() {
        try (VerifiedProject project = project("{}", "echo all well")) {
            Item task = project.completed("{'title': 'Build it'}");
            Revision before = project.local.state().head();

            Verified done = project.verify(task);

            assertThat(done.report().status()).as(done.report().toString()).isEqualTo("passed");
            assertThat(done.report().evidence().get(0))
                    .startsWith("test (sh check.sh): passed: exit 0, verified by ana (verify_task)")
                    .endsWith("about 1 file.");
            assertThat(done.task().status()).isEqualTo("verified");
            assertThat(done.task().state().text("verifiedAt")).contains("2026-03-02T09:00:00Z");
            assertThat(done.commit()).contains(Revision.of(before.number() + 1));
            assertThat(project.local.state().history(1).get(0).cause().reason())
                    .isEqualTo("verified task 1 of login: passed");
            Evidence evidence =
                    done.task().state().evidence().values().iterator().next();
            assertThat(evidence.level()).isEqualTo(Evidence.Level.VERIFIED);
            assertThat(evidence.exit()).contains(0);
            assertThat(evidence.output()).contains("all well\n");
            assertThat(evidence.files()).containsOnlyKeys("src/a.txt");
            assertThat(project.read("temp/workflows/login/artifacts/1-test.log"))
                    .startsWith("$ sh check.sh\n2026-03-02T09:00:00Z, passed: exit 0\n\nall well\n");
        }
    }

    @Test
    void aFailingCheckFailsAndKeepsItsOutputAndTheTaskStaysCompleted() {
        try (VerifiedProject project = project("{}", "echo one is wrong; exit 4")) {
            Item task = project.completed("{'title': 'Build it'}");

            Verified done = project.verify(task);

            assertThat(done.report().status()).isEqualTo("failed");
            assertThat(done.report().concerns().get(0)).startsWith("test (sh check.sh): failed: exit 4");
            assertThat(done.task().status()).isEqualTo("completed");
            assertThatThrownBy(() -> done.report().requireNotFailed("1"))
                    .hasMessageContaining("Task 1 was not completed: test (sh check.sh): failed: exit 4");
            assertThat(done.task().state().evidence().values().iterator().next().output())
                    .contains("one is wrong\n");
        }
    }

    @Test
    void aCheckThatFailedRunsAgainAndTakesTheRoomOfOne() {
        try (VerifiedProject project = project("{}", "test -f src/fixed")) {
            Item task = project.completed("{'title': 'Build it'}");
            assertThat(project.verify(task).report().status()).isEqualTo("failed");
            project.write("src/fixed", "");

            Verified done = project.verify(task);

            assertThat(done.report().status()).isEqualTo("passed");
            assertThat(done.task().state().evidence()).hasSize(1);
        }
    }

    @Test
    void evidenceGoesStaleByTheFilesThatItCoversAndNamesThem() {
        try (VerifiedProject project = project("{}", "echo ran >> runs")) {
            Item task = project.completed("{'title': 'Build it'}");
            project.verify(task);
            project.verify(task);
            assertThat(project.read("runs"))
                    .as("what is proved is not run again")
                    .isEqualTo("ran\n");
            assertThat(project.assess(task).status()).isEqualTo("passed");

            project.write("src/a.txt", "changed");
            VerificationReport stale = project.assess(task);
            assertThat(stale.status()).isEqualTo("partial");
            assertThat(stale.concerns()).containsExactly("test (sh check.sh) is stale: src/a.txt has changed since.");

            assertThat(project.verify(task).report().status()).isEqualTo("passed");
            assertThat(project.read("runs")).isEqualTo("ran\nran\n");
        }
    }

    @Test
    void anEditAfterAFailureDoesNotOpenTheWay() {
        try (VerifiedProject project = project("{}", "exit 1")) {
            Item task = project.task("{'title': 'Build it'}");
            project.verify(task);

            project.write("src/a.txt", "edited");
            VerificationReport edited = project.assess(task);
            assertThat(edited.status()).isEqualTo("failed");
            assertThat(edited.concerns())
                    .containsExactly(
                            "test (sh check.sh) did not pass, and was not repeated since src/a.txt was changed.");
            assertThatThrownBy(() -> edited.requireNotFailed("1")).hasMessageContaining("skipVerification");

            project.write("check.sh", "exit 0");
            project.approveAll();
            assertThat(project.verify(task).report().isPassed()).isTrue();
        }
    }

    @Test
    void theTokenOfAClaimThatEndedWithTheTaskDoesNotHinderItsVerification() {
        try (VerifiedProject project = project("{}", "exit 0")) {
            Item task = project.task("{'title': 'Build it'}");
            var items = project.workflow.items();
            Item held = items.claim(task.id(), "ana", VerifiedProject.AGENT).item();
            Revision token = held.state().claim().orElseThrow().revision();
            Object unusedFirst = items.move(task.id(), "start", token, VerifiedProject.AGENT);
            Object unusedNext = items.move(task.id(), "complete", token, VerifiedProject.AGENT);

            Verified done = project.verification.verify(
                    project.workflow,
                    task.id(),
                    Confirmations.NOTHING,
                    token,
                    VerifiedProject.AGENT,
                    RunControl.WAITING);

            assertThat(done.task().status()).isEqualTo("verified");
        }
    }

    @Test
    void aTestThatWasSkippedProvesNothing() {
        try (VerifiedProject project = VerifiedProject.open(folder, "{}")) {
            project.write("check.sh", "printf '1..1\\nok 1 - a # SKIP\\n' > r.tap");
            project.checks("checks:\n  - {id: test, run: [sh, check.sh], reports: [r.tap]}\n");
            Item task = project.completed("{'title': 'Build it'}");

            VerificationReport report = project.verify(task).report();

            assertThat(report.status()).isEqualTo("failed");
            assertThat(report.concerns().get(0)).contains("0 tests passed, 1 skipped; no test ran");
        }
    }

    @Test
    void theArchiveTellsWhatWasNeverProvedAndWhichConstraintsNobodyConfirmed() {
        try (VerifiedProject project = project("{'constraints': ['No new dependency']}", "exit 0")) {
            Item one = project.completed("{'title': 'Build it'}");
            project.completed("{'title': 'Check it'}");
            project.verify(one, VerifiedProject.holds("1"));

            List<ArchiveVerification.Finding> found =
                    new ArchiveVerification(project.verification).evidence(project.workflow.now());

            assertThat(found).extracting(ArchiveVerification.Finding::holds).containsExactly(false, false);
            assertThat(found)
                    .extracting(ArchiveVerification.Finding::message)
                    .containsExactly(
                            "Constraints that nobody confirmed: \"No new dependency\" (task 2).",
                            "An approved check never passed for task 2. verify_task proves it.");
        }
    }

    @Test
    void whatChangesWhileACheckRunsIsNotProvedByIt() {
        try (VerifiedProject project = project("{}", "echo b > src/a.txt")) {
            Item task = project.completed("{'title': 'Build it'}");

            Verified done = project.verify(task);

            assertThat(done.report().status()).isEqualTo("partial");
            assertThat(done.report().concerns())
                    .containsExactly("test (sh check.sh) is stale: src/a.txt has changed since.");
            assertThat(done.task().status()).isEqualTo("completed");
        }
    }

    @Test
    void nothingRunsBeforeAPersonApprovedItAndAChangedCommandNeedsANewApproval() {
        try (VerifiedProject project = VerifiedProject.open(folder, "{}")) {
            project.write("check.sh", "touch made");
            project.write(VerificationRules.FILE, VerifiedProject.CHECK);
            Item task = project.completed("{'title': 'Build it'}");

            Verified first = project.verify(task);
            assertThat(first.report().status()).isEqualTo("partial");
            assertThat(first.report().recommendations())
                    .contains("A person approves the command once: workflow tasks approve test");
            assertThat(folder.resolve("made")).doesNotExist();

            project.approveAll();
            project.write(VerificationRules.FILE, VerifiedProject.CHECK.replace("check.sh", "check.sh, more"));
            assertThat(project.verify(task).report().concerns())
                    .contains("test has not run: nobody approved its command sh check.sh more.");
            assertThat(folder.resolve("made")).doesNotExist();

            project.approveAll();
            project.verify(task);
            assertThat(folder.resolve("made")).exists();
        }
    }

    @Test
    void whereFilesAreRequiredOneMustHaveChangedSinceTheTaskBegan() {
        try (VerifiedProject project = VerifiedProject.open(folder, "{}")) {
            project.writeEarlier("src/a.txt", "a");
            project.writeEarlier("check.sh", "exit 0");
            project.checks(VerifiedProject.CHECK + "requires:\n  - {files: true}\n");
            Item task = project.completed("{'title': 'Build it'}");
            assertThat(project.verify(task).report().concerns())
                    .containsExactly("No file of the project changed since the task was begun.");

            project.write("src/b.txt", "b");
            VerificationReport report = project.verify(task).report();
            assertThat(report.status()).isEqualTo("passed");
            assertThat(report.evidence()).contains("1 file changed since it was begun: src/b.txt.");
        }
    }

    @Test
    void withoutAnythingToProveItNothingIsVerified() {
        try (VerifiedProject project = VerifiedProject.open(folder, "{}")) {
            Item task = project.completed("{'title': 'Build it'}");

            Verified done = project.verify(task);

            assertThat(done.report().status()).isEqualTo("partial");
            assertThat(done.report().concerns())
                    .containsExactly("Nothing proves it yet: no check, no constraint and no review is asked for.");
            assertThat(done.commit()).isEmpty();
        }
    }

    @Test
    void aTestThatExistsButDidNotRunCountsAsMissing() {
        try (VerifiedProject project = VerifiedProject.open(folder, "{}")) {
            project.write("src/test/CartTest.java", "");
            project.write("src/test/PayTest.java", "");
            project.write("check.sh", """
                    mkdir -p out
                    echo '<testsuite><testcase classname="shop.CartTest" name="adds"/></testsuite>' > out/r.xml
                    """);
            project.checks("""
                    checks:
                      - id: test
                        run: [sh, check.sh]
                        covers: [src/**]
                        reports: [out/*.xml]
                        tests: [src/test/*Test.java]
                    """);
            Item task = project.completed("{'title': 'Build it'}");

            Verified missing = project.verify(task);
            assertThat(missing.report().status()).isEqualTo("failed");
            assertThat(missing.report().concerns().get(0))
                    .contains("failed: exit 0; 1 test passed; did not run: src/test/PayTest.java");

            project.write("check.sh", """
                    echo '<testsuite><testcase classname="shop.CartTest" name="adds"/>' > out/r.xml
                    echo '<testcase classname="shop.PayTest" name="pays"/></testsuite>' >> out/r.xml
                    """);
            assertThat(project.verify(task).report().status()).isEqualTo("passed");
            Confirmations named = new Confirmations(
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of("PayTest.pays", "CartTest.removes"));
            assertThat(project.verify(task, named).report().concerns().get(0))
                    .contains("did not run: CartTest.removes");
        }
    }

    @Test
    void aFailedTestFailsWhateverTheExitCodeAndAnOldReportProvesNothing() {
        try (VerifiedProject project = VerifiedProject.open(folder, "{}")) {
            project.write("src/a.txt", "");
            project.write("out/r.tap", "1..2\nok 1 - a\nnot ok 2 - b\n");
            project.write("check.sh", "exit 0");
            project.checks("""
                    checks:
                      - {id: test, run: [sh, check.sh], covers: [src/**], reports: [out/*]}
                    """);
            Item task = project.completed("{'title': 'Build it'}");

            Verified old = project.verify(task);
            assertThat(old.report().status()).isEqualTo("failed");
            assertThat(old.report().concerns().get(0)).contains("failed: exit 0; it wrote no report in this run");
            assertThat(old.report().recommendations())
                    .anyMatch(text -> text.startsWith("1 report is from before this run"));

            project.write("check.sh", "printf '1..2\\nok 1 - a\\nnot ok 2 - b\\n' > out/r.tap");
            Verified failed = project.verify(task);
            assertThat(failed.report().concerns().get(0))
                    .contains("failed: exit 0; 1 test passed, 1 failed; failed are b");
            assertThat(failed.task()
                            .state()
                            .evidence()
                            .values()
                            .iterator()
                            .next()
                            .isPassed())
                    .isFalse();
        }
    }

    @Test
    void aMissingProgramIsNoEvidenceAgainstTheTask() {
        try (VerifiedProject project = VerifiedProject.open(folder, "{}")) {
            project.checks("checks:\n  - {id: test, run: [no-such-program]}\n");
            Item task = project.completed("{'title': 'Build it'}");

            Verified done = project.verify(task);

            assertThat(done.report().status()).isEqualTo("partial");
            assertThat(done.report().recommendations()).anyMatch(text -> text.startsWith("test could not be started:"));
            assertThat(done.task().state().evidence()).isEmpty();
        }
    }

    @Test
    void aSecretInTheOutputIsNeitherInTheStateNorInTheFile() {
        String token = "ghp_" + "a1B2".repeat(9);
        try (VerifiedProject project = project("{}", "echo token is " + token + "; echo rest")) {
            Item task = project.completed("{'title': 'Build it'}");

            Verified done = project.verify(task);

            assertThat(done.report().status()).isEqualTo("passed");
            assertThat(done.task().state().evidence().values().iterator().next().output())
                    .contains("(left out: it looks like a GitHub token)\nrest\n");
            assertThat(project.read("temp/workflows/login/artifacts/1-test.log"))
                    .doesNotContain(token);
        }
    }

    @Test
    void aVerificationThatIsCalledOffRecordsNothing() {
        try (VerifiedProject project = project("{'constraints': ['x']}", "sleep 97")) {
            Item task = project.completed("{'title': 'Build it'}");

            assertThatThrownBy(() -> project.verification.verify(
                            project.workflow,
                            task.id(),
                            VerifiedProject.holds("1"),
                            Revision.NONE,
                            VerifiedProject.AGENT,
                            new RunControl(() -> true, text -> {})))
                    .hasMessageContaining("called off");
            assertThat(project.newest(task).state().evidence()).isEmpty();
        }
    }

    @Test
    void theTaskKeepsToItsHolder() {
        try (VerifiedProject project = project("{}", "exit 0")) {
            Item task = project.task("{'title': 'Build it'}");
            Item held = project.workflow
                    .items()
                    .claim(task.id(), "eve", VerifiedProject.PERSON)
                    .item();

            assertThatThrownBy(() -> project.verify(held)).hasMessageContaining("eve");
            Verified own = project.verification.verify(
                    project.workflow,
                    task.id(),
                    Confirmations.NOTHING,
                    held.state().claim().orElseThrow().revision(),
                    VerifiedProject.AGENT,
                    RunControl.WAITING);
            assertThat(own.report().status()).isEqualTo("passed");
            assertThat(own.task().status()).as("it is not completed yet").isEqualTo("pending");
            assertThat(own.task().state().evidence().values().iterator().next().by())
                    .isEqualTo("eve");
        }
    }

    @Test
    void dataAreLeftAsTheyAre() {
        try (VerifiedProject project = project("{'context': {'phiHandling': true}}", "exit 0")) {
            project.verify(project.completed("{'title': 'Build it'}"));

            assertThat(project.workflow.now().state().value().data().at("context", "phiHandling"))
                    .contains(Json.of(true));
        }
    }
}
