package io.workfloworchestrator.specdriven.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task that moves takes its feature and its goal along, in one revision. */
class FeatureProgressTest {
    private static final String LOGIN = "001-login";

    @TempDir
    private Path folder;

    private TasksProject project;

    @BeforeEach
    void open() {
        project = TasksProject.inMemory(folder);
    }

    private Item login(String goal) {
        return project.feature(LOGIN, goal, "{\"title\": \"Choose\"}", "{\"title\": \"Build\"}");
    }

    private Item feature(Item feature) {
        return project.item("features/main", feature);
    }

    @Test
    void theFirstTaskThatIsBegunBeginsTheFeatureInTheSameRevision() {
        Item feature = login("");
        var done = project.move(LOGIN, "T001", TaskChange.to(TaskStatus.IN_PROGRESS));
        assertThat(done.result().task().status()).isEqualTo("in-progress");
        assertThat(feature(feature).status()).isEqualTo("building");
        assertThat(done.commit().orElseThrow().keys()).contains("features/main", "feature/" + LOGIN);
        assertThat(done.result().said()).containsExactly("The feature 001 is building now.");
    }

    @Test
    void theLastTaskEndsTheFeature() {
        Item feature = login("");
        var unused = project.move(LOGIN, "T001", TaskChange.to(TaskStatus.DONE));
        assertThat(feature(feature).status()).isEqualTo("building");
        var done = project.move(LOGIN, "T002", TaskChange.to(TaskStatus.DONE));
        assertThat(feature(feature).status()).isEqualTo("done");
        assertThat(done.result().counts().percent()).isEqualTo(100);
        assertThat(done.result().said()).containsExactly("The feature 001 is done now: all its tasks are done.");
    }

    @Test
    void aDroppedTaskIsNotWaitedForAndAnOpenedOneOpensTheFeature() {
        Item feature = login("");
        var unused = project.move(LOGIN, "T001", TaskChange.to(TaskStatus.DONE));
        unused = project.move(LOGIN, "T002", TaskChange.to(TaskStatus.DROPPED));
        assertThat(feature(feature).status()).isEqualTo("done");
        unused = project.move(LOGIN, "T001", TaskChange.to(TaskStatus.IN_PROGRESS));
        assertThat(feature(feature).status()).isEqualTo("building");
    }

    @Test
    void theGoalIsAtTheShareOfTasksThatAreDoneOfAllItsFeatures() {
        Item goal = project.goal("Customers log in");
        Item first = login("G-01");
        Item second = project.feature("002-codes", "G-01");
        var done = project.move(LOGIN, "T001", TaskChange.to(TaskStatus.DONE));
        assertThat(done.result().said()).contains("G-01 is at 50 percent.");
        assertThat(done.commit().orElseThrow().keys()).contains("features/main", "feature/" + LOGIN, "planning/main");
        Item now = project.item("planning/main", goal);
        assertThat(now.status()).isEqualTo("in-progress");
        assertThat(now.state().fields())
                .containsEntry("progress", Json.of(50))
                .containsEntry("spec", Json.of("specs/001-login"))
                .containsEntry("progressLog", Json.parse("[{\"date\": \"2026-03-02\", \"percent\": 50}]"));
        var all = project.move(LOGIN, "T002", TaskChange.to(TaskStatus.DONE));
        assertThat(all.result().said()).as("002-codes has no tasks yet").contains("G-01 is at 99 percent.");
        assertThat(feature(first).status()).isEqualTo("done");
        assertThat(feature(second).status()).isEqualTo("asked");
    }

    @Test
    void theGoalIsNeverCompletedBecauseThatNeedsEvidence() {
        Item goal = project.goal("Customers log in");
        Item specify = project.handoff(goal, "goal-to-spec");
        Item carryOut = project.handoff(goal, "goal-to-tasks");
        Item unusedItem = login("G-01");
        var unused = project.move(LOGIN, "T001", TaskChange.to(TaskStatus.DONE));
        assertThat(project.item("planning/main", specify).status()).isEqualTo("done");
        assertThat(project.item("planning/main", carryOut).status()).isEqualTo("taken");
        var done = project.move(LOGIN, "T002", TaskChange.to(TaskStatus.DONE));
        assertThat(project.item("planning/main", goal).status()).isEqualTo("in-progress");
        assertThat(project.item("planning/main", carryOut).status()).isEqualTo("done");
        assertThat(done.result().said())
                .contains(
                        "G-01 is at 100 percent. Complete it with evidence for its measures, by update_goal_progress.");
    }

    @Test
    void aGoalLearnsOfTasksThatNobodyHasBegun() {
        Item goal = project.goal("Customers log in");
        Item specify = project.handoff(goal, "goal-to-spec");
        Item unusedItem = login("G-01");
        var unused = project.state.change(TasksProject.CAUSE, commit -> project.progress.follow(commit, LOGIN, "ana"));
        assertThat(project.item("planning/main", specify).status()).isEqualTo("done");
        assertThat(project.item("planning/main", specify).state().text("answer"))
                .contains("Specified in specs/001-login.");
        assertThat(project.item("planning/main", goal).status()).isEqualTo("not-started");
        assertThat(project.item("planning/main", goal).state().text("spec")).contains("specs/001-login");
    }

    @Test
    void aGoalThatSomebodyPausedStaysPaused() {
        Item goal = project.goal("Customers log in");
        Item unusedItem = project.change(
                commit -> project.workflow("planning/main").in(commit, "ana").move(goal.id(), "pause", Revision.NONE));
        unusedItem = login("G-01");
        var unused = project.move(LOGIN, "T001", TaskChange.to(TaskStatus.DONE));
        assertThat(project.item("planning/main", goal).status()).isEqualTo("on-hold");
        assertThat(project.item("planning/main", goal).state().fields()).containsEntry("progress", Json.of(50));
    }

    @Test
    void aGoalThatIsNotInThePlanningHoldsNothingUp() {
        Item unusedItem = login("G-77");
        var done = project.move(LOGIN, "T001", TaskChange.to(TaskStatus.DONE));
        assertThat(done.result().said()).noneMatch(sentence -> sentence.contains("percent"));
        assertThat(done.result().task().status()).isEqualTo("done");
    }

    @Test
    void theCallersOwnChangeIsInTheSameCommitOrNothingIs() {
        Item feature = login("");
        Item other = project.feature("002-codes", "", "{\"title\": \"Own\"}");
        assertThatThrownBy(() -> project.state.change(TasksProject.CAUSE, commit -> {
                    Item own = project.workflow("features/main")
                            .in(commit, "ana")
                            .edit(other.id(), Json.object(Map.of("summary", Json.of("changed"))), Revision.NONE);
                    return project.progress.move(commit, LOGIN, "T009", TaskChange.to(TaskStatus.DONE), own.id());
                }))
                .isInstanceOf(SpecDrivenException.class)
                .hasMessageContaining("001-login has no task \"T009\". Nothing was changed.")
                .hasMessageContaining("Did you mean \"T00");
        assertThat(feature(other).state().text("summary")).isEmpty();
        assertThat(feature(feature).status()).isEqualTo("asked");
    }

    @Test
    void aTaskThatWaitsForOthersIsNotBegun() {
        Item unusedItem = login("");
        Item first = project.tasks(LOGIN).get(0);
        unusedItem = project.change(commit -> project.workflow("feature/" + LOGIN)
                .in(commit, "ana")
                .link(project.tasks(LOGIN).get(1).id(), List.of(first.id()), Revision.NONE));
        assertThatThrownBy(() -> project.move(LOGIN, "T002", TaskChange.to(TaskStatus.DONE)))
                .isInstanceOf(ItemException.class)
                .hasMessageContaining("before what it needs is done");
    }

    @Test
    void blockedNeedsAReasonWhichIsGoneWhenTheTaskIsFree() {
        Item unusedItem = login("");
        assertThatThrownBy(() -> project.move(LOGIN, "T001", TaskChange.to(TaskStatus.BLOCKED)))
                .isInstanceOf(SpecDrivenException.class)
                .hasMessageContaining("say in blockedReason what holds it up");
        var blocked =
                project.move(LOGIN, "T001", TaskChange.to(TaskStatus.BLOCKED).because("the key is missing"));
        assertThat(blocked.result().task().state().text("blockedReason")).contains("the key is missing");
        var again = project.move(LOGIN, "T001", TaskChange.to(TaskStatus.BLOCKED));
        assertThat(again.commit()).as("it is blocked for the same reason").isEmpty();
        var free = project.move(LOGIN, "T001", TaskChange.to(TaskStatus.IN_PROGRESS));
        assertThat(free.result().task().state().text("blockedReason")).isEmpty();
        assertThatThrownBy(() -> project.move(
                        LOGIN, "T001", TaskChange.to(TaskStatus.DONE).because("no")))
                .hasMessageContaining("is to be done");
    }

    @Test
    void aTaskThatIsDoneTwiceIsDoneOnceAndComesBackWithoutItsTime() {
        Item unusedItem = login("");
        var once = project.move(LOGIN, "T001", TaskChange.to(TaskStatus.DONE).noting("with a passkey"));
        var twice = project.move(LOGIN, "t001", TaskChange.to(TaskStatus.DONE));
        assertThat(twice.commit()).isEmpty();
        assertThat(twice.result().isChanged()).isFalse();
        assertThat(twice.result().task().state().since())
                .isEqualTo(once.result().task().state().since());
        var back = project.move(LOGIN, "T001", TaskChange.to(TaskStatus.BACKLOG).noting(""));
        assertThat(back.result().task().status()).isEqualTo("backlog");
        assertThat(back.result().task().state().text("notes")).isEmpty();
    }

    @Test
    void aFeatureIsNamedByNumberFolderOrTitle() {
        Item unusedItem = login("");
        unusedItem = project.feature("012-log-out", "", "{\"title\": \"Own\"}");
        for (String name : List.of("001", "1", LOGIN, "specs/001-login", "Login", "login")) {
            var moved = project.move(name, "T001", TaskChange.to(TaskStatus.IN_PROGRESS));
            assertThat(moved.result().task().title()).as(name).isEqualTo("Choose");
        }
        for (String name : List.of("../../../../outside/evil", "003", "", "loginn", "..")) {
            assertThatThrownBy(() -> project.move(name, "T001", TaskChange.to(TaskStatus.DONE)))
                    .as(name)
                    .isInstanceOf(SpecDrivenException.class)
                    .hasMessageContaining("there is no feature");
        }
        assertThat(folder.resolveSibling("outside")).doesNotExist();
    }
}
