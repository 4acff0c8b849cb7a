package io.workfloworchestrator.projectmanagement.goals;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.Workflow;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far goals are: by percent, by counts, by a file of tasks, by a workflow of tasks; and what completes them. */
class GoalProgressTest {
    @TempDir
    private Path folder;

    @Test
    void progressIsGivenOrCountedAndKeptByDay() {
        try (PlannedProject project = PlannedProject.open(folder)) {
            String goal = project.selected("Wish list");
            Json.Obj first = project.call("update_goal_progress", "{'goalId': '" + goal + "', 'progress': 10}");
            assertThat(first.text("newStatus")).contains("in-progress");
            project.days(7);
            project.call("update_goal_progress", "{'goalId': '" + goal + "', 'tasksCompleted': 3, 'totalTasks': 10}");
            project.days(7);
            project.save("specs/wish/tasks.md", """
                    - [x] one
                    - [X] two
                      - [ ] nested
                    - [-] dropped
                    ```
                    - [ ] code
                    ```
                    1. [ ] four
                    """);
            Json.Obj third =
                    project.call("update_goal_progress", "{'goalId': '" + goal + "', 'specPath': 'specs/wish'}");
            assertThat(third.get("previousProgress")).isEqualTo(Json.of(30));
            assertThat(third.get("newProgress")).isEqualTo(Json.of(50));
            assertThat(project.goal(goal).state().fields().get("progressLog"))
                    .isEqualTo(Json.parse(
                            "[{\"date\":\"2026-03-02\",\"percent\":10},{\"date\":\"2026-03-09\",\"percent\":30},"
                                    + "{\"date\":\"2026-03-16\",\"percent\":50}]"));
            assertThat(third.at("velocity", "estimatedCompletion")).contains(Json.of("2026-04-03"));
            assertThat(third.at("velocity", "trend")).contains(Json.of("steady"));
        }
    }

    @Test
    void aDayIsADayOfThePersonsCalendar() {
        try (PlannedProject project =
                PlannedProject.open(folder, new PlannedProject.SetClock("2026-03-02T23:30:00Z", "Australia/Sydney"))) {
            String goal = project.selected("Wish list");
            assertThat(project.field(goal, "promoted")).isEqualTo("2026-03-03");
            project.call("update_goal_progress", "{'goalId': '" + goal + "', 'progress': 10}");
            assertThat(project.field(goal, "progressLog")).contains("2026-03-03");
        }
    }

    @Test
    void theStatusAloneMayChangeAndWhatBlockedIsCleared() {
        try (PlannedProject project = PlannedProject.open(folder)) {
            String goal = project.selected("Wish list");
            Json.Obj blocked = project.call("update_goal_progress", "{'goalId': '" + goal + "', 'status': 'Blocked'}");
            assertThat(blocked.text("message")).contains("Say what blocks it, as blockers.");
            project.call(
                    "update_goal_progress",
                    "{'goalId': '" + goal + "', 'blockers': 'the bank', 'nextAction': 'pay $& \\\\ twice'}");
            assertThat(project.status(goal)).isEqualTo("blocked");
            assertThat(project.field(goal, "nextAction")).isEqualTo("pay $& \\ twice");
            project.call("update_goal_progress", "{'goalId': '" + goal + "', 'status': 'in_progress'}");
            assertThat(project.field(goal, "blockers")).isEmpty();
        }
    }

    @Test
    void whatCannotBeIsRefusedAndChangesNothing() {
        try (PlannedProject project = PlannedProject.open(folder)) {
            String goal = project.selected("Wish list");
            String potential = project.potential("Second thing");
            long revision = project.project().state().head().number();
            String begin = "{'goalId': '" + goal + "', ";
            for (String wrong : List.of(
                    "'progress': 300}",
                    "'progress': -1}",
                    "'progress': 'much'}",
                    "'tasksCompleted': 9, 'totalTasks': 3}",
                    "'tasksCompleted': 9}",
                    "'status': 'Nonsense'}",
                    "'status': 'Completed', 'progress': 40}",
                    "'specPath': '../outside'}",
                    "'specPath': 'no/such'}",
                    "'targetDate': 'soon'}",
                    "'force': true, 'status': 'Completed'}",
                    "'progres': 4}")) {
                Json.Obj error = project.refused("update_goal_progress", begin + wrong);
                assertThat(error.text("code").orElseThrow())
                        .as(wrong)
                        .startsWith("E_")
                        .isNotEqualTo("E_INTERNAL");
            }
            assertThat(project.refused("update_goal_progress", "{'goalId': '" + goal + "'}")
                            .text("code"))
                    .contains("E_ARG_MISSING");
            assertThat(project.refused("update_goal_progress", begin + "'status': 'Blokced'}")
                            .text("message")
                            .orElseThrow())
                    .contains("Did you mean \"blocked\"?");
            Json.Obj notSelected =
                    project.refused("update_goal_progress", "{'goalId': '" + potential + "', 'progress': 4}");
            assertThat(notSelected.at("next", "tool")).contains(Json.of("promote_to_selected"));
            assertThat(project.project().state().head().number()).isEqualTo(revision);
        }
    }

    @Test
    void aGoalIsNamedExactlyOrNotAtAll() {
        try (PlannedProject project = PlannedProject.open(folder)) {
            String first = project.selected("Wish list");
            String second = project.selected("Gift cards");
            for (String wrong : List.of("0.", "(", "\\\\d+", ".*", "G-", "G", "3", "Wish lost")) {
                assertThat(project.refused("update_goal_progress", "{'goalId': '" + wrong + "', 'progress': 1}")
                                .text("code"))
                        .as(wrong)
                        .contains("E_GOAL");
            }
            assertThat(project.refused("update_goal_progress", "{'goalId': 'Wish lost', 'progress': 1}")
                            .text("message")
                            .orElseThrow())
                    .contains("Did you mean \"Wish list\"?");
            int percent = 1;
            String id = project.goal(second).id();
            for (String right : List.of(
                    "G-02", "g-02", "02", "2", "gift cards", id, id.substring(0, 5), "goals/G-02-gift-cards.md")) {
                percent++;
                project.call("update_goal_progress", "{'goalId': '" + right + "', 'progress': " + percent + "}");
                assertThat(project.field(second, "progress")).as(right).isEqualTo(String.valueOf(percent));
            }
            assertThat(project.field(first, "progress")).isEqualTo("0");
        }
    }

    @Test
    void completingIsAnAuditAndForceIsKeptAsEvidence() {
        try (PlannedProject project = PlannedProject.open(folder)) {
            project.call(
                    "create_potential_goal",
                    "{'goalName': 'Fast shop', 'measures': ['pages open in 1 s', 'nobody complains']}");
            project.call("promote_to_selected", "{'potentialGoalFile': 'Fast shop'}");
            Json.Obj full = project.call("update_goal_progress", "{'goalId': '1', 'progress': 100}");
            assertThat(full.text("newStatus")).contains("in-progress");
            assertThat(full.text("message").orElseThrow()).contains("pages open in 1 s", "1 more");
            assertThat(project.refused(
                                    "update_goal_progress",
                                    "{'goalId': '1', 'status': 'Completed', 'evidence': ['pages open in 1 s: ']}")
                            .text("message"))
                    .as("the call that was named, and not filled in")
                    .hasValueSatisfying(said -> assertThat(said).contains("says no outcome", "Nothing was changed"));
            project.call("update_goal_progress", "{'goalId': '1', 'evidence': ['failed: pages open in 1 s: 3 s']}");
            assertThat(project.refused("update_goal_progress", "{'goalId': '1', 'status': 'Completed'}")
                            .text("message")
                            .orElseThrow())
                    .contains("2 of its measures");
            assertThat(project.refused("archive_goal", "{'goalId': '1', 'archiveType': 'implemented'}")
                            .text("code"))
                    .contains("E_ITEM_GATE");
            project.call(
                    "update_goal_progress", "{'goalId': '1', 'evidence': ['pages open in 1 s: 0.8 s on a phone']}");
            assertThat(project.refused(
                                    "update_goal_progress",
                                    "{'goalId': '1', 'status': 'Completed', 'force': true, 'reason': ' '}")
                            .text("code"))
                    .contains("E_ARG_MISSING");
            Json.Obj done = project.call(
                    "update_goal_progress",
                    "{'goalId': '1', 'status': 'Completed', 'force': true, 'reason': 'nobody to ask'}");
            assertThat(done.text("newStatus")).contains("completed");
            assertThat(done.text("message").orElseThrow()).contains("nothing shows 1 of its measures");
            assertThat(project.goal("G-01").state().evidence().values())
                    .extracting(evidence -> evidence.result())
                    .contains("waived: nobody complains: nobody to ask");
        }
    }

    @Test
    void aGoalWithoutMeasuresIsCompletedWithAWarning() {
        try (PlannedProject project = PlannedProject.open(folder)) {
            String goal = project.selected("Wish list");
            Json.Obj done = project.call("update_goal_progress", "{'goalId': '" + goal + "', 'progress': 100}");
            assertThat(done.text("newStatus")).contains("completed");
            assertThat(done.text("message").orElseThrow()).contains("no measures");
        }
    }

    @Test
    void aGoalComesOnByItselfWithItsTasks() {
        try (PlannedProject project = PlannedProject.open(folder)) {
            String goal = project.selected("Wish list");
            WorkflowDefinition tasks = WorkflowDefinition.parse("tasks.yaml", """
                    workflow: tasks
                    phases: [{id: work}]
                    items:
                      task:
                        status: {values: [open, done, dropped], final: [done, dropped], done: done}
                        moves:
                          - {id: finish, from: open, to: done, hint: Do it.}
                          - {id: drop, from: open, to: dropped, hint: Say why.}
                    """);
            Workflow<Json> work = Workflow.at(
                            project.workflow().project(),
                            tasks,
                            project.project().state())
                    .id("wish-list")
                    .open();
            work.initialize("Wish list", PlannedProject.TEST);
            List<Item> four = work.items()
                    .addAll("task", List.of(title("a"), title("b"), title("c"), title("d")), PlannedProject.TEST)
                    .items();
            project.workflow()
                    .items()
                    .edit(
                            project.goal(goal).id(),
                            Json.Obj.EMPTY.with("workflow", Json.of("wish-list")),
                            io.workfloworchestrator.state.Revision.NONE,
                            PlannedProject.TEST);
            work.items()
                    .move(four.get(0).id(), "finish", io.workfloworchestrator.state.Revision.NONE, PlannedProject.TEST);
            work.items()
                    .move(four.get(3).id(), "drop", io.workfloworchestrator.state.Revision.NONE, PlannedProject.TEST);

            Json row = project.call("view_goals_dashboard", "{}")
                    .find("selectedGoals")
                    .orElseThrow()
                    .asList()
                    .get(0);
            assertThat(row.at("progress")).contains(Json.of(33));
            assertThat(row.at("tasks")).contains(Json.of("1 of 3, tasks/wish-list"));
            Json.Obj updated = project.call("update_goal_progress", "{'goalId': '" + goal + "'}");
            assertThat(updated.get("newProgress")).isEqualTo(Json.of(33));
        }
    }

    private static Json.Obj title(String title) {
        return Json.Obj.EMPTY.with("title", Json.of(title));
    }
}
