package io.workfloworchestrator.specdriven.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OtherAdvice;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Item;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tasks of a feature are passed on with everything that the receiver needs, and their progress comes back. */
class HandoffTest {
    private static final String LOGIN = "001-login";
    private static final String PASS = "{\"featureId\": \"001\"}";

    @TempDir
    private Path folder;

    private TasksProject project;

    @BeforeEach
    void open() {
        project = TasksProject.inMemory(folder);
    }

    private Item login(boolean isHealth, String... tasks) {
        Item feature = project.feature(LOGIN, "G-01", tasks);
        return project.change(commit -> project.workflow("features/main")
                .in(commit, "ana")
                .edit(feature.id(), Json.object(Map.of("health", Json.of(isHealth))), Revision.NONE));
    }

    private void link(int task, int need) {
        List<Item> tasks = project.tasks(LOGIN);
        Item unused = project.change(commit -> project.workflow("feature/" + LOGIN)
                .in(commit, "ana")
                .link(tasks.get(task).id(), List.of(tasks.get(need).id()), Revision.NONE));
    }

    private static Json.Obj params(Json.Obj answer) {
        return answer.at("suggestedToolCall", "params").orElseThrow().asObject();
    }

    @Test
    void idsNeedsConstraintsAndTheFlagOfHealthDataGoAlong() {
        project.save("specs/.specify/memory/constitution.md", """
                # Constitution

                ### Article I: Tests first

                ## Constraints

                - No new table
                """);
        Item unused = login(
                true,
                "{\"title\": \"Choose\", \"hours\": 2}",
                "{\"title\": \"Build it in src/Login.java\", \"covers\": [\"FR-001\"], \"hours\": 1.5, \"complexity\": 4}",
                "{\"title\": \"Done before\"}");
        link(1, 0);
        unused = project.change(commit -> project.workflow("feature/" + LOGIN)
                .in(commit, "ana")
                .add(
                        "requirement",
                        Json.parse("{\"title\": \"At most 5 requests\", \"type\": \"constraint\"}")
                                .asObject()));
        var moved = project.move(LOGIN, "T003", TaskChange.to(TaskStatus.DONE));
        Json.Obj answer = project.ok("prepare_task_handoff", PASS);
        assertThat(params(answer).find("tasks")).contains(Json.parse("""
                        [{"id": "T001", "description": "Choose", "estimatedHours": 2},
                         {"id": "T002", "description": "Build it in src/Login.java", "estimatedHours": 1.5,
                          "dependsOn": ["T001"], "phiHandling": true}]
                        """));
        assertThat(params(answer).find("constraints"))
                .contains(
                        Json.strings(List.of("FR-001: At most 5 requests", "Article I: Tests first", "No new table")));
        assertThat(params(answer).at("context", "phiHandling")).contains(Json.of(true));
        assertThat(params(answer).at("context", "goalId")).contains(Json.of("G-01"));
        assertThat(params(answer).at("context", "featureId")).contains(Json.of(LOGIN));
        Item handoff = project.workflow("features/main")
                .state()
                .orElseThrow()
                .value()
                .item(answer.text("handoffId").orElseThrow())
                .orElseThrow();
        assertThat(handoff.state().fields()).containsEntry("health", Json.of(true));
        assertThat(handoff.state()
                        .fields()
                        .getOrDefault("tasks", Json.array(List.of()))
                        .asList()
                        .get(1)
                        .at("files"))
                .contains(Json.strings(List.of("src/Login.java")));
        assertThat(moved.result().counts().done()).isEqualTo(1);
    }

    @Test
    void whatWaitsIsNotPassedOnTwiceAndTheProgressAnswersIt() {
        Item unused = login(false, "{\"title\": \"Choose\"}", "{\"title\": \"Build\"}");
        Json.Obj first = project.ok("prepare_task_handoff", PASS);
        Json.Obj again = project.ok("prepare_task_handoff", PASS);
        assertThat(again.text("handoffId")).isEqualTo(first.text("handoffId"));
        assertThat(again.text("message").orElse("")).contains("passed on already");
        var moved = project.move(LOGIN, "T001", TaskChange.to(TaskStatus.DONE));
        assertThat(status(first)).isEqualTo("taken");
        assertThat(moved.commit().orElseThrow().keys()).contains("features/main", "feature/" + LOGIN);
        moved = project.move(LOGIN, "T002", TaskChange.to(TaskStatus.DONE));
        assertThat(status(first)).isEqualTo("done");
        assertThat(project.refused("prepare_task_handoff", PASS).text("code")).contains("E_HANDOFF_BLOCKED");
        assertThat(moved.result().counts().isComplete()).isTrue();
    }

    private String status(Json.Obj answer) {
        return project.workflow("features/main")
                .state()
                .orElseThrow()
                .value()
                .item(answer.text("handoffId").orElseThrow())
                .orElseThrow()
                .status();
    }

    @Test
    void tasksThatAreMarkedAsParallelSayTheOrderWhereNothingElseDoes() {
        Item unused = login(
                false,
                "{\"title\": \"Set up\"}",
                "{\"title\": \"[P] Build one in src/a.py\"}",
                "{\"title\": \"[P] Build two in src/b.py\"}",
                "{\"title\": \"Join them\"}");
        HandedFeature feature = HandedFeature.of(project.open, LOGIN);
        assertThat(feature.tasks())
                .extracting(task -> task.id() + " " + task.dependsOn())
                .containsExactly("T001 []", "T002 [T001]", "T003 [T001]", "T004 [T002, T003]");
        assertThat(feature.phiHandling()).isFalse();
        assertThat(feature.goal()).contains("G-01");
    }

    @Test
    void theConstitutionAloneSaysThatHealthDataIsTouched() {
        project.save("specs/.specify/memory/constitution.md", "# Constitution\n\nPHI must be encrypted.\n");
        Item unused = login(false, "{\"title\": \"Choose\"}");
        assertThat(params(project.ok("prepare_task_handoff", PASS)).at("context", "phiHandling"))
                .contains(Json.of(true));
    }

    @Test
    void whatIsAdvisedAndWhatPassingOnSuggestsNameTheSameWorkflow() {
        Item feature = login(false, "{\"title\": \"Choose\"}");
        for (String move : List.of("specify", "plan", "divide")) {
            feature = move(feature, move);
        }
        project.save("specs/" + LOGIN + "/tasks.md", "- [ ] T001 Choose\n");
        assertThat(advised("carry-out")).containsExactly(LOGIN);
        Json.Obj passed = project.ok("prepare_task_handoff", PASS);
        assertThat(params(passed).text("name")).contains(LOGIN);
        assertThat(advised("handed-over")).containsExactly(LOGIN);
        assertThat(advised("carry-out")).isEmpty();
    }

    private Item move(Item feature, String move) {
        return project.change(
                commit -> project.workflow("features/main").in(commit, "ana").move(feature.id(), move, Revision.NONE));
    }

    /** The names in the calls that a rule advises where the tool is offered. */
    private List<Object> advised(String rule) {
        return OtherAdvice.of(project.open, project.state.now(), "features/main", Set.of("create_workflow")).stream()
                .filter(step -> step.id().startsWith(rule))
                .<Object>map(step -> step.call().orElseThrow().params().getOrDefault("name", ""))
                .toList();
    }
}
