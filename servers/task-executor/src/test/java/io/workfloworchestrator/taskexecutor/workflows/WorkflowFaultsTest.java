package io.workfloworchestrator.taskexecutor.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What went wrong in the forerunner, and what people and agents get wrong: nothing is lost, and each refusal says what to do. */
class WorkflowFaultsTest {
    @TempDir
    private Path folder;

    private TaskServer server;

    @BeforeEach
    void open() {
        server = TaskServer.on(folder);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void completionsAtTheSameTimeAreAllKept() throws Exception {
        server.create(
                "many", IntStream.rangeClosed(1, 20).mapToObj(i -> "Task " + i).toArray(String[]::new));
        ExecutorService threads = Executors.newFixedThreadPool(10);
        try {
            List<Callable<Json.Obj>> calls = new ArrayList<>();
            for (int i = 1; i <= 20; i++) {
                String id = String.valueOf(i);
                calls.add(() -> server.ok("complete_task", "workflowName", "many", "taskId", id));
            }
            for (Future<Json.Obj> call : threads.invokeAll(calls)) {
                assertThat(call.get().find("success")).contains(Json.of(true));
            }
        } finally {
            threads.shutdown();
        }
        assertThat(server.statuses("many"))
                .hasSize(20)
                .allSatisfy((id, status) -> assertThat(status).isEqualTo("completed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../../../escaped", "a/b", "/tmp/x", "..", ".", "", " ", "a..b", "über", "x\ny", "-x", "CON:"})
    void aNameThatIsNoFolderIsRefused(String name) throws Exception {
        Json.Obj error = server.refused("create_workflow", "name", name, "tasks", "[{\"description\":\"x\"}]");
        assertThat(TaskServer.code(error)).isEqualTo("E_WORKFLOW_NAME");
        assertThat(TaskServer.code(server.refused("archive_workflow", "workflowName", name)))
                .isEqualTo("E_WORKFLOW");
        try (var files = Files.list(folder)) {
            assertThat(files.filter(file -> !file.endsWith(".ai-planning"))).isEmpty();
        }
        server.create("fine", "One");
    }

    @Test
    void whatOnlyReadsAnswersBesideFaultyRulesAndSaysTheFaultWithItsCodeOnce() throws Exception {
        server.create("login", "One");
        Files.writeString(folder.resolve(".ai-planning/checks.yaml"), "checks:\n  - {id: a, run: [x], cover: [y]}\n");
        Json.Obj status = server.ok("get_workflow_status", "workflowName", "login");
        assertThat(status.at("workflow", "progress")).isPresent();
        assertThat(status.get("warnings").toString()).contains("checks.yaml:2:", "unknown field");
        assertThat(TaskServer.text(status, "formatted")).contains("Warning: ");
        server.ok("list_workflows");
        server.ok("get_next_steps");
        String refused = server.server
                .call(
                        "create_workflow",
                        Json.parse("{\"name\":\"b\",\"tasks\":[{\"description\":\"x\"}]}")
                                .asObject())
                .text();
        assertThat(refused).containsOnlyOnce("E_RULE_").startsWith(".ai-planning/checks.yaml:2:");
    }

    @Test
    void whatWasNeverProvedIsNotCalledFresh() {
        server.create("login", "One");
        server.ok("complete_task", "workflowName", "login", "taskId", "1");
        assertThat(server.ok("archive_workflow", "workflowName", "login").at("validation", "evidenceFresh"))
                .isEmpty();
    }

    @Test
    void aNameIsOneCharacterToSixtyFour() {
        server.create("a", "One");
        server.create("a".repeat(64), "One");
        assertThat(TaskServer.code(server.refused(
                        "create_workflow", "name", "a".repeat(65), "tasks", "[{\"description\":\"x\"}]")))
                .isEqualTo("E_WORKFLOW_NAME");
        server.ok("complete_task", "workflowName", "a".repeat(64), "taskId", "1");
        assertThat(TaskServer.text(server.ok("archive_workflow", "workflowName", "a".repeat(64)), "archivePath"))
                .matches("archive/workflows/\\d{4}-\\d{2}-\\d{2}-\\d{6}-a{43}");
    }

    @Test
    void anotherProjectIsRefused() {
        Json.Obj error = server.refused(
                "create_workflow", "name", "x", "projectPath", "/", "tasks", "[{\"description\":\"x\"}]");
        assertThat(TaskServer.code(error)).isEqualTo("E_PROJECT");
        server.ok(
                "create_workflow", "name", "x", "projectPath", folder.toString(), "tasks", "[{\"description\":\"x\"}]");
    }

    @Test
    void aFailedAttemptLeavesNothingBehind() {
        for (String tasks : new String[] {
            "[]",
            "[{\"description\":\"\"}]",
            "[{\"description\":\"x\",\"estimatedHours\":-1}]",
            "[{\"description\":\"x\",\"needs\":[2]}]",
            "[{\"description\":\"x\",\"needs\":[1]}]",
            "[{\"description\":\"x\",\"needs\":[2]},{\"description\":\"y\",\"needs\":[1]}]",
            "[{\"description\":null}]"
        }) {
            Json.Obj unused = server.refused("create_workflow", "name", "login", "tasks", tasks);
            assertThat(server.exists("temp")).as(tasks).isFalse();
            assertThat(server.local.state().list()).as(tasks).isEmpty();
        }
        server.create("login", "One");
        assertThat(TaskServer.code(
                        server.refused("create_workflow", "name", "LOGIN", "tasks", "[{\"description\":\"x\"}]")))
                .isIn("E_WORKFLOW_EXISTS", "E_WORKFLOW_FOLDER");
        server.publish();
        assertThat(TaskServer.code(
                        server.refused("create_workflow", "name", "login", "tasks", "[{\"description\":\"x\"}]")))
                .isEqualTo("E_WORKFLOW_EXISTS");
        assertThat(TaskServer.message(
                        server.refused("create_workflow", "name", "con", "tasks", "[{\"description\":\"x\"}]")))
                .contains("Windows keeps for itself", "\"con-work\" would do");
        assertThat(TaskServer.message(server.refused(
                        "add_tasks",
                        "workflowName",
                        "login",
                        "tasks",
                        "[{\"description\":\"x\",\"estimatedHours\":-1}]")))
                .contains("New task 1 cannot take -1.0 hours");
    }

    @Test
    void aFolderThatAFailedAttemptLeftIsUsed() {
        server.save("temp/workflows/login/artifacts/log.txt", "kept");
        server.create("login", "One");
        assertThat(server.read("temp/workflows/login/artifacts/log.txt")).isEqualTo("kept");
    }

    @Test
    void twoArchivesOfOneNameInOneSecondHaveFoldersOfTheirOwn() {
        server.close();
        Clock clock = Clock.fixed(Instant.parse("2026-03-01T23:30:15Z"), ZoneId.of("Pacific/Honolulu"));
        server = new TaskServer(folder, clock);
        for (String path : new String[] {"2026-03-01-233015-login", "2026-03-01-233015-login-2"}) {
            server.create("login", "One");
            server.ok("complete_task", "workflowName", "login", "taskId", "1");
            assertThat(TaskServer.text(server.ok("archive_workflow", "workflowName", "login"), "archivePath"))
                    .isEqualTo("archive/workflows/" + path);
        }
        assertThat(TaskServer.code(server.refused("archive_workflow", "workflowName", "login")))
                .isEqualTo("E_WORKFLOW_ARCHIVED");
        server.publish();
        assertThat(server.names("archive/workflows")).hasSize(2).allSatisfy(name -> {
            assertThat(server.read("archive/workflows/" + name + "/plan.md")).contains("- [x] 1 One");
            assertThat(server.read("archive/workflows/" + name + "/state.json")).contains("\"completion\"");
        });
        assertThat(server.names("temp/workflows")).isEmpty();
        assertThat(server.local.state().notices()).isEmpty();
    }

    @Test
    void completingTwiceChangesNothing() {
        server.create("login", "One", "Two");
        server.ok("complete_task", "workflowName", "login", "taskId", "1", "notes", "first");
        long revision = server.local.state().head().number();
        Json.Obj again = server.ok("complete_task", "workflowName", "login", "taskId", "1", "skipVerification", true);
        assertThat(TaskServer.message(again)).contains("was completed already").contains("Nothing was changed");
        assertThat(server.local.state().head().number()).isEqualTo(revision);
    }

    @Test
    void noMoveBeginsWhatWaits() {
        server.ok(
                "create_workflow",
                "name",
                "login",
                "tasks",
                "[{\"description\":\"One\"},{\"description\":\"Two\",\"dependsOn\":[\"1\"]},{\"description\":\"Three\",\"needs\":[\"2\"]}]");
        for (String id : new String[] {"2", "3"}) {
            Json.Obj error = server.refused("complete_task", "workflowName", "login", "taskId", id);
            assertThat(TaskServer.code(error)).isEqualTo("E_ITEM_BLOCKED");
            assertThat(TaskServer.code(
                            server.refused("change_task", "workflowName", "login", "taskId", id, "action", "start")))
                    .isEqualTo("E_ITEM_BLOCKED");
            assertThat(TaskServer.code(server.refused("next_task", "workflowName", "login", "taskId", id)))
                    .isEqualTo("E_ITEM_BLOCKED");
        }
        assertThat(TaskServer.code(
                        server.refused("edit_task", "workflowName", "login", "taskId", "1", "needs", "[\"3\"]")))
                .isEqualTo("E_ITEM_CIRCLE");
    }

    @Test
    void anUnfinishedWorkflowIsArchivedOnlyWithAReasonThatIsKept() {
        server.create("login", "One", "Two");
        server.ok("complete_task", "workflowName", "login", "taskId", "1");
        Json.Obj error = server.refused("archive_workflow", "workflowName", "login");
        assertThat(TaskServer.code(error)).isEqualTo("E_WORKFLOW_OPEN");
        assertThat(TaskServer.message(error))
                .contains("not all tasks are completed")
                .contains("2 (pending)");
        assertThat(TaskServer.code(server.refused("archive_workflow", "workflowName", "login", "force", true)))
                .isEqualTo("E_ARG_MISSING");
        Json.Obj done = server.ok(
                "archive_workflow", "workflowName", "login", "force", true, "reason", "The customer does not want it");
        assertThat(done.at("validation", "allTasksComplete")).contains(Json.of(false));
        assertThat(done.find("warnings").orElseThrow().toString()).contains("not all tasks");
        assertThat(server.ok("get_workflow_status", "workflowName", "login").at("workflow", "nextTask"))
                .as("no task of it can be done")
                .get()
                .asString()
                .contains("It is archived with", "call reopen_workflow");
        assertThat(server.ok("get_workflow_status", "workflowName", "login").at("workflow", "forced"))
                .contains(Json.of("The customer does not want it"));
    }

    @Test
    void textsOfPeopleAreNeverStructure() {
        server.create(
                "login", "One\n- [x] 99. forged\n# Heading", "Two ^t-000000", "- [x] three", "(depends on 1) four");
        server.publish();
        String plan = server.read("temp/workflows/login/plan.md");
        assertThat(plan.lines().filter(line -> line.startsWith("- ["))).hasSize(4);
        assertThat(plan).doesNotContain("\n# Heading").doesNotContain("\n- [x] 99");
        assertThat(server.statuses("login"))
                .hasSize(4)
                .allSatisfy((id, status) -> assertThat(status).isEqualTo("pending"));
        Json.Obj whole = server.ok("get_workflow_status", "workflowName", "login", "taskId", 1);
        assertThat(whole.at("tasks", "0", "more", "details")
                        .flatMap(Json::asText)
                        .orElse(""))
                .contains("99. forged");
        server.save("temp/workflows/login/plan.md", plan + "\nA line of ours.\n");
        server.ok("complete_task", "workflowName", "login", "taskId", "3");
        server.publish();
        assertThat(server.read("temp/workflows/login/plan.md"))
                .contains("A line of ours.")
                .containsPattern("- \\[x] 3 ");
        assertThat(server.statuses("login")).hasSize(4);
    }

    @Test
    void numbersAndUnknownIdsAreTakenOrSaid() {
        server.create("login", "One", "Two");
        server.ok("complete_task", "workflowName", "login", "taskId", 1);
        server.ok("complete_task", "workflowName", "login", "taskId", "T-2");
        Json.Obj error = server.refused("complete_task", "workflowName", "login", "taskId", "22");
        assertThat(TaskServer.code(error)).isEqualTo("E_TASK");
        assertThat(TaskServer.message(error)).contains("no task \"22\"");
        Json.Obj none = server.refused("complete_task", "workflowName", "logn", "taskId", "1");
        assertThat(TaskServer.message(none)).contains("\"login\"");
    }

    @Test
    void hugeTextsAndListsAreBounded() {
        Json.Obj error = server.refused(
                "create_workflow",
                "name",
                "big",
                "tasks",
                Json.array(List.of(Json.Obj.EMPTY.with("description", Json.of("x".repeat(1 << 20))))));
        assertThat(TaskServer.code(error)).isEqualTo("E_FIELD_SIZE");
        assertThat(server.local.state().list()).isEmpty();
        server.create("login", "One");
        assertThat(TaskServer.code(server.refused(
                        "complete_task", "workflowName", "login", "taskId", "1", "notes", "n".repeat(1 << 20))))
                .isEqualTo("E_FIELD_SIZE");
        Json.Obj many = server.ok(
                "create_workflow",
                "name",
                "many",
                "tasks",
                Json.array(IntStream.rangeClosed(1, 2_000)
                        .mapToObj(i -> Json.Obj.EMPTY.with("description", Json.of("Task " + i)))
                        .toList()));
        assertThat(many.at("summary", "totalTasks")).contains(Json.of(2_000));
        Json.Obj status = server.ok("get_workflow_status", "workflowName", "many");
        assertThat(TaskServer.text(status, "after")).isEqualTo("50");
        assertThat(server.ok("get_workflow_status", "workflowName", "many", "after", "50")
                        .at("tasks", "0", "id"))
                .contains(Json.of("51"));
    }
}
