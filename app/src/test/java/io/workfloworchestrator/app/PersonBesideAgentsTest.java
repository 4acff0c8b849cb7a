package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person edits goal files, moves them between folders, and edits the roadmap and the state's JSON, while two agents work through
 * servers of their own: everything is merged or named, and nothing is lost.
 */
class PersonBesideAgentsTest {
    private static final String SELECTED = "02-goals-and-roadmap/selected-goals/";
    private static final String POTENTIAL = "02-goals-and-roadmap/potential-goals/";
    private static final String STATE = ".ai-planning/project-state.json";

    @TempDir
    private Path folder;

    @Test
    void whatAPersonAndTwoAgentsWriteIsAllThere() throws IOException {
        write(".ai-planning/planning.yaml", "type: project-planning\n");
        try (PlanningAgent ana = new PlanningAgent(folder);
                PlanningAgent ben = new PlanningAgent(folder)) {
            threeSelected(ana);
            eachHasItsOwnWay(ben);

            String file = SELECTED + "pay-by-card/goal.md";
            awaitText(file, text -> text.contains("status: not-started"));
            write(file, read(file) + "\n## Notes\n\nAsk the bank first.\n");
            ana.call("update_goal_progress", "{'goalId': 'G-01', 'progress': 30}");
            ben.call("update_goal_progress", "{'goalId': 'G-01', 'nextAction': 'Choose a provider'}");
            awaitText(
                    file,
                    text -> text.contains("progress: 30")
                            && text.contains("nextAction: Choose a provider")
                            && text.contains("Ask the bank first."));

            move(SELECTED + "opening-hours", POTENTIAL + "opening-hours");
            ben.call("update_goal_progress", "{'goalId': 'G-03', 'progress': 10}");
            assertThat(statuses(ana)).contains("G-02 potential", "G-03 in-progress");
            move(POTENTIAL + "opening-hours", SELECTED + "opening-hours");
            assertThat(statuses(ben)).doesNotContain("G-02 potential").contains("G-02 ");

            write("02-goals-and-roadmap/ROADMAP.md", "# Roadmap\n\nCards before cakes.\n");
            ana.call("update_goal_progress", "{'goalId': 'G-03', 'progress': 20}");
            assertThat(read("02-goals-and-roadmap/ROADMAP.md")).isEqualTo("# Roadmap\n\nCards before cakes.\n");

            awaitText(STATE, text -> text.contains("\"progress\": 20"));
            write(STATE, read(STATE).replace("\"staleDays\": 90", "\"staleDays\": 45"));
            ben.call("update_goal_progress", "{'goalId': 'G-03', 'progress': 25}");
            ana.call("update_goal_progress", "{'goalId': 'G-01', 'progress': 35}");
            awaitText(
                    STATE,
                    text -> text.contains("\"staleDays\": 45")
                            && text.contains("\"progress\": 25")
                            && text.contains("\"progress\": 35"));
            assertThat(read(file)).contains("Ask the bank first.");
            assertThat(ana.call("get_history", "{'limit': 100}").toString()).contains("G-03: 25 percent");
        }
    }

    private static void threeSelected(PlanningAgent agent) {
        agent.call("initialize_project_orchestration", "{'projectName': 'Corner shop'}");
        for (String name : new String[] {"Pay by card", "Opening hours", "Cakes of the week"}) {
            Json.Obj goal = agent.call("create_potential_goal", "{'goalName': '" + name + "'}");
            agent.call(
                    "promote_to_selected",
                    "{'potentialGoalFile': '" + goal.text("goalId").orElseThrow() + "'}");
        }
        agent.call(
                "advance_workflow_phase",
                "{'targetPhase': 'execution', 'skipValidation': true, 'reason': 'The set-up is elsewhere.'}");
    }

    /** What one goal has helps no other: each is advised until it has it itself. */
    private void eachHasItsOwnWay(PlanningAgent agent) throws IOException {
        for (String goal : new String[] {"G-01", "G-02", "G-03"}) {
            String spec = "specs/" + goal.toLowerCase(java.util.Locale.ROOT);
            assertThat(agent.next().toString()).contains("Specify " + goal);
            agent.call("prepare_spec_handoff", "{'goalId': '" + goal + "'}");
            Files.createDirectories(folder.resolve(spec));
            agent.call("update_goal_progress", "{'goalId': '" + goal + "', 'specPath': '" + spec + "'}");
            assertThat(agent.next().toString())
                    .doesNotContain("Specify " + goal)
                    .contains("Plan the tasks of " + goal);
            agent.call("update_goal_progress", "{'goalId': '" + goal + "', 'status': 'Not Started'}");
        }
    }

    private static String statuses(PlanningAgent agent) {
        Json.Obj dashboard = agent.call("view_goals_dashboard", "{'limit': 50}");
        StringBuilder statuses = new StringBuilder();
        dashboard.forEach((name, value) -> {
            if (value instanceof Json.Arr rows && name.endsWith("Goals")) {
                rows.asList()
                        .forEach(row -> statuses.append(
                                        row.at("id").flatMap(Json::asText).orElse(""))
                                .append(' ')
                                .append(row.at("status").flatMap(Json::asText).orElse(""))
                                .append('\n'));
            }
        });
        return statuses.toString();
    }

    /** The files follow the commits on a thread of their own. */
    private void awaitText(String path, Predicate<String> isSo) {
        Awaitility.await(path).atMost(Duration.ofSeconds(30)).until(() -> isSo.test(read(path)));
    }

    private String read(String path) throws IOException {
        Path file = folder.resolve(path);
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private void move(String from, String to) throws IOException {
        Files.createDirectories(folder.resolve(to).getParent());
        Files.move(folder.resolve(from), folder.resolve(to));
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(folder.resolve(path).getParent());
        Files.writeString(folder.resolve(path), text);
    }
}
