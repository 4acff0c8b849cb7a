package io.workfloworchestrator.taskexecutor.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.spi.StateView.Notice;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person or another program writes into {@code state.json} while agents use tools. */
class StateFileByHandTest {
    private static final String FILE = "temp/workflows/login/state.json";

    @TempDir
    private Path folder;

    private TaskServer server;

    @BeforeEach
    void open() {
        server = TaskServer.on(folder);
        Json.Obj unused = server.ok(
                "create_workflow",
                "name",
                "login",
                "tasks",
                "[{\"description\":\"One\",\"estimatedHours\":2},{\"description\":\"Two\",\"needs\":[1]},{\"description\":\"Three\"}]");
        server.publish();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Json.Obj file() {
        return Json.parse(server.read(FILE)).asObject();
    }

    private List<Json> tasks() {
        return file().at("customData", "tasks").orElseThrow().asList();
    }

    private void saveTasks(List<Json> tasks) {
        Json.Obj custom = file().find("customData").orElseThrow().asObject();
        server.save(FILE, file().with("customData", custom.with("tasks", Json.array(tasks))).toString());
    }

    /** A task as the state has it. */
    private Json task(int number) {
        Json.Obj tasks = server.project
                .state()
                .get(StateKey.json("tasks/login"))
                .value()
                .at("items", "task")
                .orElseThrow()
                .asObject();
        return tasks.keys().stream()
                .map(id -> tasks.at(id).orElseThrow())
                .filter(item -> item.at("number").equals(Optional.of(Json.of(String.valueOf(number)))))
                .findFirst()
                .orElseThrow();
    }

    private List<Notice> notices() {
        return server.local.state().notices();
    }

    @Test
    void fieldsThatAreChangedAreTakenAndTheCountersAreCountedAgain() {
        List<Json> tasks = tasks();
        Json.Obj one = tasks.get(0).asObject();
        Json.Obj three = tasks.get(2).asObject();
        saveTasks(List.of(
                one.with("status", Json.of("completed")).with("notes", Json.of("By hand.")),
                tasks.get(1),
                three.with("estimatedHours", Json.of(5)).with("colour", Json.of("green"))));
        assertThat(server.statuses("login")).containsEntry("1", "completed").containsEntry("3", "pending");
        assertThat(task(1).at("fields", "notes")).contains(Json.of("By hand."));
        assertThat(task(3).at("fields", "hours")).contains(Json.of(5));
        assertThat(notices()).isEmpty();
        server.publish();
        assertThat(file().at("customData", "metadata", "completedTasks")).contains(Json.of(1));
        assertThat(tasks().get(2).at("colour")).contains(Json.of("green"));
        assertThat(server.read("temp/workflows/login/plan.md")).contains("- [x] 1 One");
    }

    @Test
    void aTaskMayComeAndGo() {
        List<Json> tasks = tasks();
        saveTasks(List.of(
                tasks.get(0),
                tasks.get(1),
                Json.parse("{\"id\": \"4\", \"description\": \"Four\", \"status\": \"pending\", \"dependsOn\": [\"1\"]}")));
        // What takes something away waits until the file is at rest.
        await().untilAsserted(
                () -> assertThat(server.statuses("login")).containsOnlyKeys("1", "2", "4"));
        assertThat(TaskServer.code(server.refused("complete_task", "workflowName", "login", "taskId", 4)))
                .isEqualTo("E_ITEM_BLOCKED");
        server.publish();
        assertThat(server.read("temp/workflows/login/plan.md")).contains("Four").doesNotContain("Three");
    }

    @Test
    void whatCannotBeTakenIsNamedWithItsLineAndTheFileWaits() {
        List<Json> tasks = tasks();
        Json.Obj one = tasks.get(0).asObject();
        saveTasks(List.of(one.with("estimatedHours", Json.of(-2)), tasks.get(1), tasks.get(2)));
        assertThat(server.statuses("login")).containsEntry("1", "pending");
        assertThat(notices()).anySatisfy(notice -> {
            assertThat(notice.path()).isEqualTo(FILE);
            assertThat(notice.message()).contains("line ", "hours are a number, 0 or more");
        });
        assertThat(tasks().get(0).at("estimatedHours")).contains(Json.of(-2));
        saveTasks(List.of(one.with("estimatedHours", Json.of(3)), tasks.get(1), tasks.get(2)));
        assertThat(server.statuses("login")).hasSize(3);
        assertThat(task(1).at("fields", "hours")).contains(Json.of(3));
        assertThat(notices()).isEmpty();
    }

    @Test
    void verifiedByHandNeedsWhatVerifyingNeeds() {
        List<Json> tasks = tasks();
        saveTasks(List.of(tasks.get(0).asObject().with("status", Json.of("verified")), tasks.get(1), tasks.get(2)));
        assertThat(server.statuses("login")).containsEntry("1", "pending");
        assertThat(notices()).extracting(Notice::message).anySatisfy(message -> assertThat(message)
                .contains("only by the tool that proves it: call verify_task"));
    }

    @Test
    void whatTwoChangeInDifferentPlacesIsMergedAndInTheSameKeptBeside() {
        List<Json> old = tasks();
        Json.Obj unused = server.ok("complete_task", "workflowName", "login", "taskId", 1, "notes", "By a tool.");
        server.publish();
        Json.Obj one = old.get(0).asObject().with("notes", Json.of("By hand."));
        Json.Obj three = old.get(2).asObject().with("notes", Json.of("Also by hand."));
        Json.Obj file = file();
        Json.Obj custom = file.find("customData").orElseThrow().asObject();
        server.save(
                FILE,
                file.with("customData", custom.with("tasks", Json.array(List.of(one, old.get(1), three))))
                        .toString());
        assertThat(server.statuses("login")).containsEntry("1", "completed");
        assertThat(task(1).at("fields", "notes")).contains(Json.of("By a tool."));
        assertThat(task(3).at("fields", "notes")).contains(Json.of("Also by hand."));
        server.publish();
        assertThat(server.names("temp/workflows/login"))
                .anySatisfy(name -> assertThat(name).startsWith("state.conflict-"));
    }
}
