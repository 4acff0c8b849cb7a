package io.workfloworchestrator.projectmanagement.goals;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do to the files of goals, and what an agent hears of it. */
class GoalFilesByHandTest {
    private static final String GOAL = "planning/goals/G-01-pay-by-card.md";

    @TempDir
    private Path folder;

    private static List<String> warnings(PlannedProject project) {
        return project.call("get_next_steps", "{}").at("warnings").map(Json::asList).orElse(List.of()).stream()
                .map(Json::toString)
                .toList();
    }

    @Test
    void aFieldThatAPersonAndAnAgentChangedIsHeldNamedAndSettledByOneCall() throws IOException {
        try (PlannedProject project = PlannedProject.open(folder)) {
            assertThat(project.selected("Pay by card")).isEqualTo("G-01");
            project.call("update_goal_progress", "{'goalId': 'G-01', 'nextAction': 'Ask the bank'}");
            String opened = project.text(GOAL);
            project.call(
                    "update_goal_progress",
                    "{'goalId': 'G-01', 'nextAction': 'Choose a provider', 'objective': 'Less cash', 'owner': 'ben'}");
            project.publish();
            project.save(GOAL, opened.replace("Ask the bank", "Call Ben"));

            assertThat(warnings(project))
                    .singleElement()
                    .asString()
                    .contains("E_EDIT_CONFLICT", GOAL, "/fields/nextAction", "The newer change stays", "delete it");
            assertThat(project.field("G-01", "nextAction")).isEqualTo("Choose a provider");
            assertThat(project.text(GOAL))
                    .as("the rest of what the agent wrote")
                    .contains("nextAction: Choose a provider", "owner: ben", "Less cash");
            String beside = project.files().stream()
                    .filter(file -> file.contains(".conflict-"))
                    .findFirst()
                    .orElseThrow();
            assertThat(project.text(beside)).contains("nextAction: Call Ben");

            project.call("update_goal_progress", "{'goalId': 'G-01', 'nextAction': 'Call Ben'}");
            assertThat(project.text(GOAL)).contains("nextAction: Call Ben", "owner: ben");
            Files.delete(folder.resolve(beside));
            assertThat(warnings(project)).isEmpty();
            assertThat(project.files()).containsExactly(GOAL);
        }
    }

    @Test
    void aLevelThatThereIsNotIsNamedWithThoseThereAreAndNotTaken() throws IOException {
        try (PlannedProject project = PlannedProject.open(folder)) {
            project.selected("Pay by card");
            project.publish();
            String impact = project.field("G-01", "impact");
            project.save(GOAL, project.text(GOAL).replaceFirst("impact: \\w+", "impact: Gigantic"));

            assertThat(warnings(project))
                    .singleElement()
                    .asString()
                    .contains(
                            GOAL,
                            "G-01",
                            "impact must be one of High, Medium, Low",
                            "Gigantic",
                            "until it is corrected");
            assertThat(project.field("G-01", "impact")).isEqualTo(impact);

            project.save(GOAL, project.text(GOAL).replace("Gigantic", "high"));
            assertThat(warnings(project)).isEmpty();
            assertThat(project.field("G-01", "impact")).isEqualTo("High");
        }
    }

    @Test
    void aFileInThePlaceOfTheGoalsFolderIsNamedWithWhatToDo() throws IOException {
        Files.createDirectories(folder.resolve("planning"));
        Files.writeString(folder.resolve("planning/goals"), "Mine.\n");
        try (PlannedProject project = PlannedProject.open(folder)) {
            assertThat(project.potential("Pay by card")).isEqualTo("G-01");
            project.publish();
            assertThat(warnings(project))
                    .singleElement()
                    .asString()
                    .contains(
                            GOAL,
                            "the state is safe in the database",
                            "'planning/goals' is a file, and a folder belongs there. Rename the file, or move it elsewhere.");

            Files.move(folder.resolve("planning/goals"), folder.resolve("planning/goals.txt"));
            assertThat(project.call("update_goal_progress", "{'goalId': 'G-01', 'objective': 'Less cash'}"))
                    .isNotNull();
            assertThat(project.text(GOAL)).contains("# Pay by card");
            assertThat(warnings(project)).isEmpty();
        }
    }
}
