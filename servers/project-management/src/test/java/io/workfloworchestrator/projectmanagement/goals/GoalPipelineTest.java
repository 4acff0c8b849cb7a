package io.workfloworchestrator.projectmanagement.goals;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A goal from the first idea to the archive, by the tools alone. */
class GoalPipelineTest {
    @TempDir
    private Path folder;

    @Test
    void anIdeaBecomesAGoalThatIsSelectedWorkedOnProvedAndArchived() {
        try (PlannedProject project = PlannedProject.open(folder)) {
            project.save("planning/notes/kickoff.md", "# Ideas\n\n- We should add a wish list to the shop in 3 days\n");
            Json.Obj found = project.call("extract_ideas", "{'save': true}");
            assertThat(found.get("saved")).isEqualTo(Json.of(1));
            assertThat(found.get("ideasFound")).isEqualTo(Json.of(1));

            Json.Obj made = project.call("create_potential_goal", """
                    {'goalName': 'Wish list', 'idea': 'I-01', 'objective': 'Shoppers come back',
                     'measures': ['a list survives a restart', 'ten shoppers keep a list']}""");
            assertThat(made.text("goalId")).contains("G-01");
            assertThat(project.status("G-01")).isEqualTo("potential");
            assertThat(project.files()).contains("planning/goals/G-01-wish-list.md");
            assertThat(project.text("planning/ideas.md")).contains("[x] I-01");

            Json.Obj evaluated = project.call("evaluate_goal", "{'goalId': '1', 'timeEstimate': '3 days'}");
            assertThat(evaluated.at("effort", "level")).contains(Json.of("Medium"));
            assertThat(project.field("G-01", "timeEstimate")).isEqualTo("3 days");

            Json.Obj selected = project.call(
                    "promote_to_selected",
                    "{'potentialGoalFile': 'planning/goals/G-01-wish-list.md', 'priority': 'high', 'owner': 'ana',"
                            + " 'targetDate': '2026-04-01', 'generateSpec': true}");
            assertThat(selected.text("status")).contains("planning");
            assertThat(selected.at("goalContext", "objective")).contains(Json.of("Shoppers come back"));

            Json.Obj half = project.call(
                    "update_goal_progress", "{'goalId': 'Wish list', 'progress': 50, 'status': 'In Progress'}");
            assertThat(half.get("newProgress")).isEqualTo(Json.of(50));
            assertThat(half.text("newStatus")).contains("in-progress");

            Json.Obj refused = project.refused("update_goal_progress", "{'goalId': 'G-01', 'status': 'Completed'}");
            assertThat(refused.text("code")).contains("E_GOAL_MEASURES");
            assertThat(refused.text("message").orElseThrow())
                    .contains("2 of its measures", "a list survives a restart", "ten shoppers keep a list");
            assertThat(refused.at("next", "tool")).contains(Json.of("update_goal_progress"));

            project.call("update_goal_progress", "{'goalId': 'G-01', 'evidence': ['a list survives a restart: seen']}");
            Json.Obj done = project.call(
                    "update_goal_progress",
                    "{'goalId': 'G-01', 'status': 'Completed', 'evidence': ['ten shoppers keep a list: counted 12']}");
            assertThat(done.get("newProgress")).isEqualTo(Json.of(100));
            assertThat(done.find("measures").orElseThrow().asList())
                    .allSatisfy(measure -> assertThat(measure.at("evidence")).isPresent());

            Json.Obj archived = project.call("archive_goal", """
                    {'goalId': 'G-01', 'archiveType': 'implemented', 'retrospective':
                     {'actualEffort': '3 days', 'actualImpact': 'Medium', 'lessonsLearned': 'Ask shoppers first.'}}""");
            assertThat(archived.at("estimateAccuracy", "effortAccuracy")).contains(Json.of("Accurate"));
            assertThat(project.status("G-01")).isEqualTo("implemented");
            assertThat(project.text("planning/goals/G-01-wish-list.md"))
                    .contains("## Retrospective", "Ask shoppers first.", "## Objective", "Shoppers come back");
        }
    }

    @Test
    void anEvaluationKeepsWhatAPersonWroteIntoTheGoalsFileAndSaysSo() {
        try (PlannedProject project = PlannedProject.open(folder)) {
            project.save(
                    "planning/goals/receipts.md",
                    "---\neffort: Low\ntimeEstimate: 1 day\n---\n\n# Mail a receipt after an order\n");
            Json.Obj evaluated = project.call("evaluate_goal", "{'goalId': '1'}");
            assertThat(project.field("G-01", "effort")).isEqualTo("Low");
            assertThat(project.field("G-01", "timeEstimate")).isEqualTo("1 day");
            assertThat(project.field("G-01", "tier")).isEqualTo("Next");
            assertThat(evaluated.at("kept").orElseThrow().toString()).contains("timeEstimate 1 day");
            assertThat(evaluated.at("effort", "factors", "dependencies_count")).contains(Json.of(0));
        }
    }

    @Test
    void whatWasGivenBeforeStaysAndWhatTheWordsSaidFollowsTheCall() {
        try (PlannedProject project = PlannedProject.open(folder)) {
            project.call(
                    "create_potential_goal",
                    "{'goalName': 'Sort the results', 'impactScore': 'Low', 'suggestedTier': 'Now', 'impactReasoning': 'Few ask for it.'}");
            Json.Obj first = project.call("evaluate_goal", "{'goalId': '1'}");
            assertThat(first.at("kept").orElseThrow().toString()).contains("impact Low", "tier Now");
            assertThat(project.field("G-01", "impact")).isEqualTo("Low");
            assertThat(project.field("G-01", "impactReasoning")).isEqualTo("Few ask for it.");
            assertThat(project.field("G-01", "tier")).isEqualTo("Now");
            assertThat(project.field("G-01", "effort")).isEqualTo("Medium");

            Json.Obj longer = project.call("evaluate_goal", "{'goalId': '1', 'timeEstimate': '4 weeks'}");
            assertThat(longer.at("kept").orElseThrow().toString()).doesNotContain("effort");
            assertThat(project.field("G-01", "effort")).isEqualTo("High");
            project.call("evaluate_goal", "{'goalId': '1'}");
            assertThat(project.field("G-01", "effort")).isEqualTo("High");
            assertThat(project.field("G-01", "timeEstimate")).isEqualTo("4 weeks");
        }
    }

    @Test
    void evidenceNamesAMeasureWhateverItsCaseAndSpaces() {
        try (PlannedProject project = PlannedProject.open(folder)) {
            project.call("create_potential_goal", "{'goalName': 'Cards', 'measures': ['a test card pays']}");
            project.call("promote_to_selected", "{'potentialGoalFile': '1'}");
            project.call(
                    "update_goal_progress",
                    "{'goalId': '1', 'status': 'Completed', 'evidence': ['  A Test  card pays: on staging ']}");
            assertThat(project.status("G-01")).isEqualTo("completed");
        }
    }

    @Test
    void aGoalIsSelectedByItsNumberAsTheOtherToolsTakeIt() {
        try (PlannedProject project = PlannedProject.open(folder)) {
            project.call("create_potential_goal", "{'goalName': 'Cards'}");
            assertThat(project.refused("promote_to_selected", "{}").toString())
                    .contains("E_ARG_MISSING", "\\\"goalId\\\" is missing");
            project.call("promote_to_selected", "{'goalId': 'G-01'}");
            assertThat(project.status("G-01")).isEqualTo("not-started");
        }
    }

    @Test
    void aProjectWithoutGoalsHasNoGrade() {
        try (PlannedProject project = PlannedProject.open(folder)) {
            assertThat(project.call("check_review_needed", "{}").at("health", "grade"))
                    .contains(Json.of(""));
        }
    }
}
