package io.workfloworchestrator.specdriven.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.Workflow;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By which names tools find a feature, and which of its tasks they name as the next. */
class FeatureCallsTest {
    private static final String TASK = "{\"title\":\"Write the form\"}";

    @TempDir
    private Path folder;

    @Test
    void aNumberMeansTheFeatureThatHasIt() {
        try (TasksProject project = TasksProject.inMemory(folder)) {
            Item alpha = project.feature("001-alpha", "", TASK);
            Item beta = project.feature("002-beta", "", TASK);
            // Two branches gave the number 001, so that Beta's folder still begins with it.
            Workflow<Json> features = project.workflow("features/main");
            Object unused = project.change(commit -> features.in(commit, "ana")
                    .edit(beta.id(), Json.Obj.EMPTY.with("folder", Json.of("specs/001-beta")), Revision.NONE));
            Object unusedAnswer = project.workflow("feature/001-beta").initialize("Beta", TasksProject.CAUSE);
            assertThat(alpha.number()).contains("001");
            assertThat(project.ok("get_task_progress", "{\"featureId\":\"1\"}").toString())
                    .contains("001-alpha");
            assertThat(project.ok("get_task_progress", "{\"featureId\":\"002\"}")
                            .toString())
                    .contains("001-beta");
        }
    }

    @Test
    void aFeatureThatIsStillAskedAboutIsNoUnknownFeature() {
        try (TasksProject project = TasksProject.inMemory(folder)) {
            Object unused = project.ok("sdd_guide", "{\"action\":\"start\",\"description\":\"A calendar\"}");
            Json.Obj refused = project.refused("get_task_progress", "{\"featureId\":\"001\"}");
            assertThat(refused.text("message").orElse(""))
                    .contains("001", "A calendar", "no folder and no tasks yet", "resume")
                    .doesNotContain("Did you mean");
        }
    }

    @Test
    void theNextStepsNameTheReadyTasksOfFeaturesThatAreBuilt() {
        try (TasksProject project = TasksProject.inMemory(folder)) {
            Item login = project.feature("001-login", "", TASK);
            Workflow<Json> features = project.workflow("features/main");
            Object unused = project.change(commit -> {
                List.of("specify", "plan", "divide", "build")
                        .forEach(move -> features.in(commit, "ana").move(login.id(), move, Revision.NONE));
                return login;
            });
            Json.Obj next = project.ok("get_next_steps", "{}");
            List<Json> calls = next.find("nextActions").orElseThrow().asList().stream()
                    .filter(action -> action.at("tool")
                            .filter(Json.of("update_task_status")::equals)
                            .isPresent())
                    .toList();
            assertThat(calls).hasSize(1);
            assertThat(calls.get(0).at("params"))
                    .contains(
                            Json.parse("{\"featureId\":\"001-login\",\"taskId\":\"T001\",\"status\":\"in-progress\"}"));
            Json.Obj call = calls.get(0).at("params").orElseThrow().asObject();
            Object unusedAnswer = project.ok(
                    "update_task_status", call.with("taskId", Json.of("1")).toString());
            assertThat(project.ok("get_next_steps", "{}").toString()).contains("Finish T001 of 001");
        }
    }
}
