package io.workfloworchestrator.taskexecutor.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.taskexecutor.verify.TaskVerification.Verified;
import io.workfloworchestrator.workflow.Item;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What people say of a task: that constraints hold, and that they reviewed it. */
@DisabledOnOs(OS.WINDOWS) // the checks here are commands of a Unix
class ConfirmationsTest {
    @TempDir
    Path folder;

    /** A project whose check passes. */
    private VerifiedProject open(String data) {
        VerifiedProject project = VerifiedProject.open(folder, data);
        project.write("src/a.txt", "a");
        project.write("check.sh", "exit 0");
        project.checks(VerifiedProject.CHECK);
        return project;
    }

    @Test
    void eachConstraintIsConfirmedOneByOne() {
        try (VerifiedProject project = open("{'constraints': ['No new dependency', 'Fast enough']}")) {
            Item task = project.completed("{'title': 'Build it', 'constraints': ['Readable']}");

            Verified none = project.verify(task);
            assertThat(none.report().status()).isEqualTo("partial");
            assertThat(none.report().concerns()).hasSize(3);

            Verified two = project.verify(task, VerifiedProject.holds("1", "fast enough"));
            assertThat(two.report().concerns()).containsExactly("The constraint \"Readable\" is not confirmed.");

            Verified broken = project.verify(
                    task,
                    new Confirmations(
                            List.of(), List.of("3"), Optional.empty(), Optional.empty(), Optional.empty(), List.of()));
            assertThat(broken.report().status()).isEqualTo("failed");

            Verified all = project.verify(task, VerifiedProject.holds("3"));
            assertThat(all.report().status()).isEqualTo("passed");
            assertThat(all.task().status()).isEqualTo("verified");
        }
    }

    @Test
    void anUnknownConstraintIsRefusedWithTheList() {
        try (VerifiedProject project = open("{'constraints': ['No new dependency']}")) {
            Item task = project.completed("{'title': 'Build it'}");

            assertThatThrownBy(() -> project.verify(task, VerifiedProject.holds("2")))
                    .hasMessage("Task 1 has no constraint \"2\". Name one by its number or its whole text:"
                            + " 1 is \"No new dependency\".");
            assertThat(project.newest(task).state().evidence()).isEmpty();
        }
    }

    @Test
    void nobodyReviewsHisOwnWork() {
        try (VerifiedProject project = open("{}")) {
            Item task = project.completed("{'title': 'Build it', 'reviewer': 'bob'}");

            assertThatThrownBy(() -> project.verify(task, VerifiedProject.review("ana", "approved")))
                    .hasMessageContaining("Nobody accepts his own work, and task 1 is done by ana.");
            Confirmations inAnothersName = new Confirmations(
                    List.of(), List.of(), Optional.of("approved"), Optional.of("bob"), Optional.of("ana"), List.of());
            assertThatThrownBy(() -> project.verify(task, inAnothersName))
                    .hasMessageContaining("Nobody accepts his own work");
            assertThatThrownBy(() -> project.verify(task, VerifiedProject.review("carl", "approved")))
                    .hasMessageContaining("asks for a review by bob, not by carl");
            assertThatThrownBy(() -> project.verify(task, VerifiedProject.review("bob", "fine")))
                    .hasMessageContaining("begins with \"approved\" or \"rejected\"");
            assertThat(project.verify(task).report().concerns()).containsExactly("The review by bob is missing.");

            Verified rejected = project.verify(task, VerifiedProject.review("bob", "rejected: no test of failures"));
            assertThat(rejected.report().status()).isEqualTo("failed");
            assertThat(rejected.report().concerns().get(0)).contains("rejected: no test of failures");

            Verified approved = project.verify(task, VerifiedProject.review("bob", "approved"));
            assertThat(approved.report().status()).isEqualTo("passed");
            assertThat(approved.task().status()).isEqualTo("verified");
        }
    }

    @Test
    void aReviewWaitsForTheEndOfTheTaskAndSaysSoBeforeAnyCheckRuns() {
        try (VerifiedProject project = open("{}")) {
            project.write("check.sh", "echo ran > runs");
            Item task = project.task("{'title': 'Build it', 'reviewer': 'rita'}");
            Item held = project.workflow
                    .items()
                    .claim(task.id(), "ana", VerifiedProject.AGENT)
                    .item();

            assertThatThrownBy(() -> project.verify(held, VerifiedProject.review("rita", "approved")))
                    .hasMessageContaining("Task 1 is not at its end: ana holds it until")
                    .hasMessageContaining("completed it, or has given it back");
            assertThat(project.folder.resolve("runs")).doesNotExist();
        }
    }

    @Test
    void whereReviewIsRequiredEveryTaskNeedsOne() {
        try (VerifiedProject project = open("{'context': {'category': 'Feature'}}")) {
            project.checks(VerifiedProject.CHECK + "requires:\n  - {for: [feature], review: true}\n");
            Item task = project.completed("{'title': 'Build it'}");

            assertThat(project.verify(task).report().concerns()).containsExactly("The review is missing.");
            assertThat(project.verify(task, VerifiedProject.review("bob", "approved: read it"))
                            .report()
                            .status())
                    .isEqualTo("passed");
        }
    }
}
