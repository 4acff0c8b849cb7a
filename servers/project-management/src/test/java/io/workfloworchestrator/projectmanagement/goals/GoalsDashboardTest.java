package io.workfloworchestrator.projectmanagement.goals;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.Toolset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All goals at a look: groups, filters, sorting, pages, alerts, and what is wrong with files; and which want attention. */
class GoalsDashboardTest {
    @TempDir
    private Path folder;

    private static List<String> ids(Json.Obj answer, String group) {
        return answer.find(group).orElseThrow().asList().stream()
                .map(row -> row.asObject().text("id").orElseThrow())
                .toList();
    }

    private static List<String> types(Json.Obj answer, String list) {
        return answer.find(list).orElseThrow().asList().stream()
                .map(one -> one.asObject().text("type").orElseThrow() + " "
                        + one.asObject().text("goalId").orElse(""))
                .toList();
    }

    private static void fourGroups(PlannedProject project) {
        project.call(
                "create_potential_goal", "{'goalName': 'Urgent tills', 'impactScore': 'High', 'effortScore': 'Low'}");
        project.call(
                "create_potential_goal", "{'goalName': 'New shelves', 'impactScore': 'Low', 'effortScore': 'High'}");
        project.selected("Wish list");
        project.call(
                "promote_to_selected",
                "{'potentialGoalFile': '1', 'priority': 'High', 'owner': 'Ana', 'targetDate': '2026-03-10'}");
        project.selected("Gift cards");
        project.call("update_goal_progress", "{'goalId': '4', 'status': 'Completed'}");
        project.call("archive_goal", "{'goalId': '4'}");
        project.selected("Old thing");
        project.call("archive_goal", "{'goalId': '5', 'archiveType': 'shelved'}");
    }

    @Test
    void goalsAreGroupedFilteredAndSorted() {
        try (PlannedProject project = PlannedProject.open(folder)) {
            fourGroups(project);
            Json.Obj all = project.call("view_goals_dashboard", "{}");
            assertThat(ids(all, "selectedGoals")).containsExactly("G-01", "G-03");
            assertThat(ids(all, "potentialGoals")).containsExactly("G-02");
            assertThat(ids(all, "completedGoals")).containsExactly("G-04");
            assertThat(ids(all, "shelvedGoals")).containsExactly("G-05");
            assertThat(all.at("stats", "byTier", "Someday")).contains(Json.of(1));
            assertThat(all.at("stats", "byPriority", "High")).contains(Json.of(1));

            Json.Obj mine = project.call(
                    "view_goals_dashboard", "{'owner': 'ana', 'priority': 'HIGH', 'status': 'Not Started'}");
            assertThat(mine.get("total")).isEqualTo(Json.of(1));
            assertThat(mine.at("stats", "totalShelved")).contains(Json.of(1));
            assertThat(ids(project.call("view_goals_dashboard", "{'tier': 'someday'}"), "potentialGoals"))
                    .containsExactly("G-02");
            assertThat(ids(project.call("view_goals_dashboard", "{'sortBy': 'effort'}"), "selectedGoals"))
                    .containsExactly("G-01", "G-03");
            assertThat(project.refused("view_goals_dashboard", "{'tier': 'Sometime'}")
                            .text("message")
                            .orElseThrow())
                    .contains("Now, Next, Later, Someday");
            assertThat(project.refused("view_goals_dashboard", "{'cursor': 'x'}")
                            .text("code"))
                    .contains("E_ARG_VALUE");
        }
    }

    @Test
    void manyGoalsArePagedWithinAnAnswerAndEachIsShownOnce() {
        try (PlannedProject project = PlannedProject.open(folder)) {
            List<Json.Obj> many = new ArrayList<>();
            for (int i = 0; i < 150; i++) {
                many.add(Json.Obj.EMPTY.with(
                        "title", Json.of("A goal with a long name of which there are many, number " + i)));
            }
            project.workflow().items().addAll("goal", many, PlannedProject.TEST);
            List<String> seen = new ArrayList<>();
            Optional<String> cursor = Optional.empty();
            do {
                Json.Obj page = project.call(
                        "view_goals_dashboard",
                        "{'limit': 100"
                                + cursor.map(at -> ", 'cursor': '" + at + "'").orElse("") + "}");
                assertThat(page.toString().length()).isLessThan(20_000);
                seen.addAll(ids(page, "potentialGoals"));
                cursor = page.text("cursor");
            } while (cursor.isPresent());
            assertThat(seen).hasSize(150).doesNotHaveDuplicates();
        }
    }

    @Test
    void staleBlockedOverdueCompleteButOpenAndNearlyEqualGoalsAreAlerts() {
        try (PlannedProject project = PlannedProject.open(folder)) {
            project.potential("Sell gift cards");
            project.potential("Sell gift card");
            project.selected("Wait for the bank");
            project.call("update_goal_progress", "{'goalId': '3', 'status': 'Blocked', 'blockers': 'the bank'}");
            project.call("create_potential_goal", "{'goalName': 'Prove it', 'measures': ['it is so']}");
            project.call("promote_to_selected", "{'potentialGoalFile': '4', 'targetDate': '2026-03-05'}");
            project.selected("Run long");
            project.call("update_goal_progress", "{'goalId': '5', 'progress': 20}");
            project.call("update_goal_progress", "{'goalId': '4', 'progress': 10}");
            project.days(4);
            Json.Obj early = project.call("view_goals_dashboard", "{}");
            assertThat(types(early, "alerts")).containsExactly("overdue G-04", "duplicate G-02");

            project.days(31);
            project.call("update_goal_progress", "{'goalId': '4', 'progress': 100}");
            project.days(365);
            Json.Obj late = project.call("check_review_needed", "{}");
            assertThat(types(late, "reviewsNeeded"))
                    .containsExactlyInAnyOrder(
                            "stale G-01",
                            "stale G-02",
                            "blocked G-03",
                            "completedNotArchived G-04",
                            "longRunning G-05",
                            "noProgress G-05");
            assertThat(late.at("summary", "byReason", "stale")).contains(Json.of(2));
            assertThat(late.at("summary", "byUrgency", "high")).contains(Json.of(6));
            assertThat(late.at("health", "grade")).contains(Json.of("F"));
            assertThat(late.find("reviewsNeeded").orElseThrow().asList())
                    .allSatisfy(one -> assertThat(one.at("call", "tool")).isPresent());
            assertThat(types(project.call("check_review_needed", "{'checkType': 'Potential'}"), "reviewsNeeded"))
                    .containsExactlyInAnyOrder("stale G-01", "stale G-02");
            assertThat(types(
                            project.call("check_review_needed", "{'staleDays': 1000, 'blockedDays': 1000}"),
                            "reviewsNeeded"))
                    .doesNotContain("stale G-01", "blocked G-03")
                    .contains("longRunning G-05");
        }
    }

    @Test
    void theDaysOfAProjectAreItsData() {
        try (PlannedProject project = PlannedProject.open(folder)) {
            project.potential("Gift cards");
            project.days(20);
            assertThat(types(project.call("check_review_needed", "{}"), "reviewsNeeded"))
                    .isEmpty();
            project.workflow().update(data -> data.asObject().with("staleDays", Json.of(15)), PlannedProject.TEST);
            Json.Obj stale = project.call("check_review_needed", "{}");
            assertThat(types(stale, "reviewsNeeded")).containsExactly("stale G-01");
            assertThat(stale.find("reviewsNeeded").orElseThrow().asList().get(0).at("urgency"))
                    .contains(Json.of("medium"));
        }
    }

    @Test
    void aHealthyProjectHasGoodMarks() {
        try (PlannedProject project = PlannedProject.open(folder)) {
            project.selected("Wish list");
            project.call("update_goal_progress", "{'goalId': '1', 'progress': 40}");
            project.potential("Gift cards");
            project.selected("Opened");
            project.call("update_goal_progress", "{'goalId': '3', 'status': 'Completed'}");
            project.call("archive_goal", "{'goalId': '3'}");
            Json.Obj review = project.call("check_review_needed", "{}");
            assertThat(review.find("health").orElseThrow())
                    .isEqualTo(
                            Json.parse(
                                    "{\"score\":90,\"grade\":\"A\",\"activity\":30,\"balance\":20,\"review\":30,\"completion\":10}"));
            assertThat(GoalHealth.of(project.workflow().now(), project.clock()).score())
                    .isEqualTo(90);
        }
    }

    @Test
    void aBrokenFileIsAFindingAndNoGoalIsMissing() throws IOException {
        try (PlannedProject project = PlannedProject.open(folder)) {
            project.selected("Wish list");
            project.potential("Gift cards");
            project.publish();
            Files.createDirectory(folder.resolve("planning/goals/folder.md"));
            project.save("planning/goals/broken.md", "---\nimpact: [High\n---\n\n# Broken\n");
            String file = project.text("planning/goals/G-01-wish-list.md");
            project.save("planning/goals/G-01-wish-list.md", file.replace("status: not-started", "status: nonsense"));
            Json.Obj answer = project.call("view_goals_dashboard", "{}");
            assertThat(ids(answer, "selectedGoals")).containsExactly("G-01");
            assertThat(ids(answer, "potentialGoals")).contains("G-02");
            List<Json> findings = answer.find("findings").orElseThrow().asList();
            assertThat(findings.toString())
                    .contains("planning/goals/broken.md", "planning/goals/G-01-wish-list.md", "nonsense");
            assertThat(project.call("check_review_needed", "{}").find("summary"))
                    .isPresent();
        }
    }

    @Test
    void aFileThatAPersonAddsIsAGoal() {
        try (PlannedProject project = PlannedProject.open(folder)) {
            project.potential("Gift cards");
            project.publish();
            project.save("planning/goals/README.md", "# Not a goal\n");
            project.save("planning/goals/more.md", "# Sell more\n\n## Objective\n\nMore sales.\n");
            Json.Obj answer = project.call("view_goals_dashboard", "{}");
            assertThat(ids(answer, "potentialGoals")).containsExactly("G-01", "G-02");
            project.call("evaluate_goal", "{'goalId': 'sell more'}");
            assertThat(project.files()).contains("planning/goals/G-02-sell-more.md");
            assertThat(project.text("planning/goals/G-02-sell-more.md")).contains("impact: Medium", "More sales.");
        }
    }

    @Test
    void anOlderDefinitionIsNamedWithTheWayOn() {
        try (PlannedProject project = PlannedProject.older(folder)) {
            for (String tool : Toolset.tools(List.of(Toolset.GOALS))) {
                String arguments = switch (tool) {
                    case "create_potential_goal" -> "{'goalName': 'Wish list'}";
                    case "promote_to_selected" -> "{'potentialGoalFile': '1'}";
                    case "reorder_selected_goals" -> "{'goalOrder': ['1']}";
                    case "evaluate_goal", "update_goal_progress", "archive_goal" -> "{'goalId': '1'}";
                    case "extract_ideas" -> "{'filePath': 'notes.md', 'save': true}";
                    default -> "{}";
                };
                project.save("notes.md", "- We should build a wish list for the shop\n");
                Json.Obj error = project.refused(tool, arguments);
                assertThat(error.text("code")).as(tool).contains("E_PLANNING_OLDER");
                assertThat(error.text("message").orElseThrow()).contains("workflow definition migrate");
            }
        }
    }

    @Test
    void argumentsAreCheckedAndAnotherProjectIsRefused() {
        try (PlannedProject project = PlannedProject.open(folder)) {
            assertThat(project.refused("view_goals_dashboard", "{'projectPath': '/nowhere'}")
                            .text("code"))
                    .contains("E_PROJECT");
            assertThat(project.refused("create_potential_goal", "{}").text("code"))
                    .contains("E_ARG_MISSING");
            assertThat(project.refused("create_potential_goal", "{'goalName': '  '}")
                            .text("code"))
                    .contains("E_ARG_VALUE");
            assertThat(project.refused("create_potential_goal", "{'goalName': 'x', 'impactScore': 'Huge'}")
                            .text("message")
                            .orElseThrow())
                    .contains("High, Medium, Low");
            assertThat(project.refused("check_review_needed", "{'staleDays': -1}")
                            .text("code")
                            .orElseThrow())
                    .startsWith("E_");
            project.call("view_goals_dashboard", "{'projectPath': '" + folder + "'}");
        }
    }

    @Test
    void aGoalOfTheSameNameIsRefusedAndNearNamesAreNamed() {
        try (PlannedProject project = PlannedProject.open(folder)) {
            project.potential("Sell gift cards");
            Json.Obj same = project.refused("create_potential_goal", "{'goalName': 'sell  Gift cards'}");
            assertThat(same.text("code")).contains("E_GOAL_EXISTS");
            Json.Obj near = project.call("create_potential_goal", "{'goalName': 'Sell gift card'}");
            assertThat(near.find("similar").orElseThrow().toString()).contains("G-01 Sell gift cards (potential)");
            assertThat(project.refused("promote_to_selected", "{'potentialGoalFile': 'planning/goals/nothing.md'}")
                            .text("code"))
                    .contains("E_GOAL");
            project.call("promote_to_selected", "{'potentialGoalFile': 'sell-gift-cards.md'}");
            assertThat(project.refused("promote_to_selected", "{'potentialGoalFile': '1'}")
                            .text("code"))
                    .contains("E_GOAL_SELECTED");
        }
    }
}
