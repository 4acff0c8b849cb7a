package io.workfloworchestrator.specdriven.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Item;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tools for tasks: what a client reads, and what it is told when something is wrong. */
class TaskToolsTest {
    @TempDir
    private Path folder;

    private TasksProject project;

    @BeforeEach
    void open() {
        project = TasksProject.inMemory(folder);
        Item unused = project.feature("001-login", "", "{\"title\": \"Choose\"}", "{\"title\": \"Build\"}");
    }

    private static String code(Json.Obj error) {
        return error.text("code").orElse("");
    }

    private static String message(Json.Obj answer) {
        return answer.text("message").orElse("");
    }

    @Test
    void bothToolsWorkRightAfterTheTasksAreThere() {
        Json.Obj progress = project.ok("get_task_progress", "{\"featureId\": \"001\"}");
        assertThat(progress.at("summary", "totalTasks")).contains(Json.of(2));
        assertThat(progress.text("formatted").orElse("")).contains("0/2 tasks complete (0%)", "- [ ] T001 Choose");
        assertThat(message(progress)).contains("Ready: T001, T002");
        Json.Obj done = project.ok(
                "update_task_status",
                "{\"projectPath\": \"" + folder
                        + "\", \"featureId\": \"001\", \"taskId\": \"T001\", \"status\": \"done\"}");
        assertThat(done.at("taskState", "status")).contains(Json.of("done"));
        assertThat(done.at("progress", "percentComplete")).contains(Json.of(50));
        assertThat(message(done))
                .isEqualTo("T001 is done. 1/2 tasks complete (50%). Ready: T002. The feature 001 is building now.");
    }

    @Test
    void timesFollowFromTheHistory() {
        for (String status : List.of("in-progress", "done", "done", "backlog")) {
            Json.Obj unused = project.ok(
                    "update_task_status",
                    "{\"featureId\": \"001\", \"taskId\": \"T001\", \"status\": \"" + status + "\"}");
        }
        Json.Obj open = project.ok("get_task_progress", "{\"featureId\": \"001\", \"taskId\": \"T001\"}");
        assertThat(open.at("task", "completedAt")).as("it is not done any more").isEmpty();
        assertThat(open.at("task", "startedAt")).isEmpty();
        assertThat(open.at("task", "history").orElseThrow().asList())
                .extracting(line -> line.asText().orElse("").replaceAll("^\\S+ ([\\w-]+),.*", "$1"))
                .containsExactly("backlog", "in-progress", "done", "backlog");
        Json.Obj done = project.ok(
                "update_task_status", "{\"featureId\": \"001\", \"taskId\": \"T001\", \"status\": \"done\"}");
        assertThat(done.at("taskState", "startedAt")).as("nobody began it").isEmpty();
        assertThat(done.at("taskState", "completedAt")).isPresent();
    }

    @Test
    void whatIsWrongIsSaidWithWhatToDo() {
        assertThat(message(project.refused(
                        "update_task_status",
                        "{\"featureId\": \"001\", \"taskId\": \"T001\", \"status\": \"finished\"}")))
                .contains("a task cannot be \"finished\"", "backlog, in-progress, blocked, done, dropped");
        assertThat(code(project.refused("update_task_status", "{\"featureId\": \"001\", \"status\": \"done\"}")))
                .isEqualTo("E_ARG_MISSING");
        assertThat(code(project.refused("update_task_status", "{\"taskId\": \"T001\", \"status\": \"done\"}")))
                .isEqualTo("E_ARG_MISSING");
        assertThat(message(project.refused(
                        "update_task_status", "{\"featureId\": \"001\", \"taskId\": \"T01\", \"status\": \"done\"}")))
                .contains("has no task \"T01\"", "Did you mean \"T001\"?");
        assertThat(code(project.refused("get_task_progress", "{\"featureId\": \"001\", \"taskId\": \"../T001\"}")))
                .isEqualTo("E_TASK");
        assertThat(
                        code(
                                project.refused(
                                        "update_task_status",
                                        "{\"featureId\": \"001\", \"taskId\": \"T001\", \"status\": \"done\", \"projectPath\": \"/etc\"}")))
                .isEqualTo("E_PROJECT");
    }

    @Test
    void aFeatureThatIsNotThereWritesNothingAnywhere() {
        for (String name : List.of("../../../../outside/evil", "002", "001-logi", "001-login/../002", "\u202e001")) {
            String arguments = Json.Obj.EMPTY
                    .with("featureId", Json.of(name))
                    .with("taskId", Json.of("T001"))
                    .with("status", Json.of("done"))
                    .toString();
            assertThat(code(project.refused("update_task_status", arguments)))
                    .as(name)
                    .isEqualTo("E_FEATURE");
            assertThat(code(project.refused("get_task_progress", arguments.replace(",\"status\":\"done\"", ""))))
                    .as(name)
                    .isEqualTo("E_FEATURE");
        }
        assertThat(folder.resolve("specs")).doesNotExist();
    }

    @Test
    void manyTasksComePageByPage() {
        String[] tasks = IntStream.range(0, 90)
                .mapToObj(i -> "{\"title\": \"Task number " + i + "\"}")
                .toArray(String[]::new);
        Item unused = project.feature("002-large", "", tasks);
        Json.Obj first = project.ok("get_task_progress", "{\"featureId\": \"002\"}");
        assertThat(first.find("tasks").orElseThrow().asList()).hasSize(40);
        assertThat(first.text("next")).contains("T040");
        Json.Obj last = project.ok("get_task_progress", "{\"featureId\": \"002\", \"after\": \"T080\"}");
        assertThat(last.find("tasks").orElseThrow().asList()).hasSize(10);
        assertThat(last.text("next")).isEmpty();
        Json.Obj none = project.ok("get_task_progress", "{\"featureId\": \"002\", \"status\": \"done\"}");
        assertThat(none.find("tasks").orElseThrow().asList()).isEmpty();
    }

    @Test
    void aFeatureWithoutTasksSaysHowItGetsSome() {
        Item unused = project.feature("003-empty", "");
        assertThat(message(project.ok("get_task_progress", "{\"featureId\": \"003\"}")))
                .contains("003-empty has no tasks yet", "specs/003-empty/tasks.md");
        assertThat(message(project.refused(
                        "update_task_status", "{\"featureId\": \"003\", \"taskId\": \"T001\", \"status\": \"done\"}")))
                .contains("It has no tasks yet");
        assertThat(code(project.refused("update_task_status", "{\"featureId\": \"003\", \"takeOver\": true}")))
                .isEqualTo("E_TASK_STATE");
    }
}
