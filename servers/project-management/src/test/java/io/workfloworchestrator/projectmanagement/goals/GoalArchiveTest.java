package io.workfloworchestrator.projectmanagement.goals;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.DiskChange;
import io.workfloworchestrator.state.Revision;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is archived, put into another order or undone loses nothing, and no number is given twice. */
class GoalArchiveTest {
    @TempDir
    private Path folder;

    private static void complete(PlannedProject project, String goal) {
        project.call("update_goal_progress", "{'goalId': '" + goal + "', 'status': 'Completed'}");
    }

    @Test
    void archivingKeepsTheGoalAndItsRetrospectiveAndIsIdempotent() {
        try (PlannedProject project = PlannedProject.open(folder)) {
            project.call(
                    "create_potential_goal",
                    "{'goalName': 'Same Name', 'goalDescription': 'All of it.', 'timeEstimate': '2 days'}");
            project.selected("Same-name");
            project.call("promote_to_selected", "{'potentialGoalFile': 'G-01'}");
            complete(project, "G-01");
            complete(project, "G-02");
            String call =
                    "{'goalId': 'G-01', 'archiveType': 'implemented', 'retrospective': {'actualEffort': '2 weeks',"
                            + " 'actualImpact': 'high', 'whatWentWell': 'The start.', 'wouldDoAgain': true}}";
            Json.Obj first = project.call("archive_goal", call);
            assertThat(first.at("estimateAccuracy", "effortAccuracy")).contains(Json.of("Underestimated"));
            assertThat(first.at("estimateAccuracy", "impactAccuracy")).contains(Json.of("Underestimated"));
            long revision = project.project().state().head().number();
            Json.Obj again = project.call("archive_goal", call);
            assertThat(again.get("alreadyArchived")).isEqualTo(Json.of(true));
            assertThat(project.project().state().head().number()).isEqualTo(revision);
            project.call("archive_goal", "{'goalId': 'G-02'}");
            assertThat(project.files())
                    .contains("planning/goals/G-01-same-name.md", "planning/goals/G-02-same-name.md");
            assertThat(project.text("planning/goals/G-01-same-name.md"))
                    .contains(
                            "All of it.",
                            "**What went well:** The start.",
                            "**Would do it again:** yes",
                            "status: implemented");
            assertThat(project.refused("archive_goal", "{'goalId': 'G-01', 'archiveType': 'shelved'}")
                            .text("code"))
                    .contains("E_GOAL_ARCHIVED");
            Json.Obj counted = project.call("view_goals_dashboard", "{}");
            assertThat(counted.at("stats", "totalCompleted")).contains(Json.of(2));
        }
    }

    @Test
    void whatStoodInTheRetrospectiveStaysBesideWhatWasLearned() {
        try (PlannedProject project = PlannedProject.open(folder)) {
            String goal = project.selected("Cards");
            complete(project, goal);
            String times = "**Workflow cards:** 12/12 done; estimated 16.0 h";
            Object unused = project.workflow()
                    .items()
                    .edit(
                            project.goal(goal).id(),
                            Json.Obj.EMPTY.with("retrospective", Json.of(times)),
                            Revision.NONE,
                            Cause.of("task-executor", "archived"));
            String call = "{'goalId': '" + goal + "', 'retrospective': {'lessonsLearned': '%s'}}";
            project.call("archive_goal", String.format(call, "Ask first."));
            assertThat(project.field(goal, "retrospective")).isEqualTo(times + "\n\n**What was learned:** Ask first.");
            project.call("archive_goal", String.format(call, "Ask earlier."));
            assertThat(project.field(goal, "retrospective"))
                    .isEqualTo(times + "\n\n**What was learned:** Ask earlier.");
        }
    }

    @Test
    void whatIsNotReachedIsNotImplemented() {
        try (PlannedProject project = PlannedProject.open(folder)) {
            String open = project.selected("Wish list");
            String potential = project.potential("Gift cards");
            Json.Obj refused =
                    project.refused("archive_goal", "{'goalId': '" + open + "', 'archiveType': 'implemented'}");
            assertThat(refused.text("code")).contains("E_GOAL_OPEN");
            assertThat(refused.at("next", "tool")).contains(Json.of("update_goal_progress"));
            assertThat(project.refused("archive_goal", "{'goalId': '" + potential + "', 'archiveType': 'implemented'}")
                            .text("code"))
                    .contains("E_GOAL_POTENTIAL");
            assertThat(project.refused("archive_goal", "{'goalId': '" + open + "'}")
                            .text("code"))
                    .contains("E_ARG_MISSING");
            project.call(
                    "archive_goal",
                    "{'goalId': '" + open
                            + "', 'archiveType': 'Shelved', 'retrospective': {'reasonShelved': 'Too dear.'}}");
            assertThat(project.field(open, "retrospective")).isEqualTo("**Why it was shelved:** Too dear.");
            project.call("promote_to_selected", "{'potentialGoalFile': '" + open + "'}");
            assertThat(project.status(open)).isEqualTo("not-started");
        }
    }

    @Test
    void aNumberIsNeverGivenAgain() {
        try (PlannedProject project = PlannedProject.open(folder)) {
            project.selected("First");
            project.selected("Second");
            project.call("archive_goal", "{'goalId': '2', 'archiveType': 'shelved'}");
            assertThat(project.potential("Third")).isEqualTo("G-03");
            project.workflow()
                    .items()
                    .remove(
                            project.goal("G-03").id(),
                            io.workfloworchestrator.state.Revision.NONE,
                            PlannedProject.TEST);
            assertThat(project.potential("Fourth")).isEqualTo("G-04");
        }
    }

    @Test
    void anotherOrderIsAPermutationOrAnError() {
        try (PlannedProject project = PlannedProject.open(folder)) {
            List.of("Anna", "Bruno", "Clara", "Doris").forEach(project::selected);
            project.potential("Emilia");
            Json.Obj done = project.call(
                    "reorder_selected_goals", "{'goalOrder': ['3', 'G-01', 'Doris', '2'], 'updatePriorities': true}");
            assertThat(done.get("beforeOrder")).isEqualTo(Json.strings(List.of("G-01", "G-02", "G-03", "G-04")));
            assertThat(done.get("afterOrder")).isEqualTo(Json.strings(List.of("G-03", "G-01", "G-04", "G-02")));
            assertThat(project.field("G-03", "priority")).isEqualTo("High");
            assertThat(project.field("G-01", "priority")).isEqualTo("High");
            assertThat(project.field("G-04", "priority")).isEqualTo("Medium");
            assertThat(project.field("G-02", "priority")).isEqualTo("Low");
            Json.Obj again = project.call("reorder_selected_goals", "{'goalOrder': ['3', '1', '4', '2']}");
            assertThat(again.get("reordered")).isEqualTo(Json.of(false));
            assertThat(project.call("view_goals_dashboard", "{}").at("stats", "totalSelected"))
                    .contains(Json.of(4));

            String fault = project.refused("reorder_selected_goals", "{'goalOrder': ['3', '3', '5', '1']}")
                    .text("message")
                    .orElseThrow();
            assertThat(fault)
                    .contains(
                            "G-03 is named twice",
                            "G-05 is potential, not selected",
                            "G-02 is missing",
                            "G-04 is missing");
            assertThat(project.refused("reorder_selected_goals", "{'goalOrder': ['3', '9']}")
                            .text("code"))
                    .contains("E_GOAL");
        }
    }

    @Test
    void prioritiesAreThirds() {
        try (PlannedProject project = PlannedProject.open(folder)) {
            List.of("Anna", "Bruno", "Clara").forEach(project::selected);
            project.call("reorder_selected_goals", "{'goalOrder': ['1', '2', '3'], 'updatePriorities': true}");
            assertThat(List.of(
                            project.field("G-01", "priority"),
                            project.field("G-02", "priority"),
                            project.field("G-03", "priority")))
                    .containsExactly("High", "Medium", "Low");
        }
    }

    @Test
    void everyChangeIsOneCommitThatUndoTakesBackWithItsFiles() {
        try (PlannedProject project = PlannedProject.open(folder)) {
            project.save("planning/notes/n.md", "- We should build a wish list for the shop\n");
            Map<String, String> calls = new TreeMap<>(Map.of(
                    "1 extract_ideas", "{'save': true}",
                    "2 create_potential_goal", "{'goalName': 'Wish list', 'idea': 'I-01'}",
                    "3 promote_to_selected", "{'potentialGoalFile': '1', 'owner': 'ana'}",
                    "4 update_goal_progress", "{'goalId': '1', 'progress': 100, 'evidence': ['it works']}",
                    "5 archive_goal", "{'goalId': '1', 'retrospective': {'lessonsLearned': 'much'}}"));
            for (Map.Entry<String, String> call : calls.entrySet()) {
                String tool = call.getKey().substring(2);
                project.call("get_next_steps", "{}"); // what the disk decides is a commit of its own
                Map<String, String> before = contents(project);
                long revision = project.project().state().head().number();
                project.call(tool, call.getValue());
                List<Commit> made = project.project().state().history(10).stream()
                        .filter(commit -> commit.revision().number() > revision)
                        .filter(commit -> !DiskChange.isFound(commit.cause()))
                        .toList();
                assertThat(made).as(tool).hasSize(1);
                project.publish();
                project.call("undo", "{'revision': " + made.get(0).revision() + ", 'reason': 'a test'}");
                assertThat(withoutEmptyEnd(contents(project))).as(tool).isEqualTo(withoutEmptyEnd(before));
                project.call(tool, call.getValue());
            }
            assertThat(project.status("G-01")).isEqualTo("implemented");
        }
    }

    /** Without blank lines at the end, of which one may stay where a text was taken away. */
    private static Map<String, String> withoutEmptyEnd(Map<String, String> contents) {
        contents.replaceAll((file, text) -> text.stripTrailing());
        return contents;
    }

    private static Map<String, String> contents(PlannedProject project) {
        Map<String, String> contents = new TreeMap<>();
        project.files().forEach(file -> contents.put(file, project.text(file)));
        return contents;
    }

    @Test
    void aTextWithHeadingsBoxesAndFencesComesBackAsItWas() {
        String text = """
                First.

                ### A heading inside

                - [ ] a box
                - [x] another

                ---
                status: completed
                ---

                ```
                ## Objective
                ```

                **Status:** Completed""";
        try (PlannedProject project = PlannedProject.open(folder)) {
            project.call(
                    "create_potential_goal",
                    Map.of("goalName", Json.of("Wish list"), "goalDescription", Json.of(text)));
            assertThat(project.field("G-01", "description")).isEqualTo(text);
            String file = project.text("planning/goals/G-01-wish-list.md");
            project.save("planning/goals/G-01-wish-list.md", file + "\n## Notes\n\nSeen.\n");
            project.call("promote_to_selected", "{'potentialGoalFile': '1'}");
            assertThat(project.field("G-01", "description")).isEqualTo(text);
            assertThat(project.field("G-01", "notes")).isEqualTo("Seen.");
            assertThat(project.status("G-01")).isEqualTo("not-started");
            assertThat(project.text("planning/goals/G-01-wish-list.md"))
                    .containsOnlyOnce("### A heading inside")
                    .contains("Seen.");
        }
    }

    @Test
    void aChangeOfOneGoalTouchesItsFileAlone() {
        try (PlannedProject project = PlannedProject.open(folder)) {
            List.of("Anna", "Bruno", "Clara").forEach(project::selected);
            Map<String, String> before = contents(project);
            project.call("update_goal_progress", "{'goalId': '2', 'progress': 20}");
            Map<String, String> after = contents(project);
            assertThat(after.keySet()).isEqualTo(before.keySet());
            assertThat(after.entrySet().stream().filter(file -> !file.getValue().equals(before.get(file.getKey()))))
                    .extracting(Map.Entry::getKey)
                    .containsExactly("planning/goals/G-02-bruno.md");
            project.call("archive_goal", "{'goalId': '1', 'archiveType': 'shelved'}");
            assertThat(project.text("planning/goals/G-02-bruno.md"))
                    .isEqualTo(after.get("planning/goals/G-02-bruno.md"));
            assertThat(project.text("planning/goals/G-03-clara.md"))
                    .isEqualTo(after.get("planning/goals/G-03-clara.md"));
        }
    }
}
