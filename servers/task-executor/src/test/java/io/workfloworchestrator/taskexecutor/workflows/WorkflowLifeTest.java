package io.workfloworchestrator.taskexecutor.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a list of tasks to the archive and back. */
class WorkflowLifeTest {
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
    void theFirstCallSaysWhatBeginsAndABareUndoTakesTheLastTaskBack() {
        Json.Obj first = server.ok("get_next_steps");
        assertThat(first.at("nextActions", "0", "tool")).contains(Json.of("create_workflow"));
        server.create("login", "Write the form", "Check it");
        server.create("search", "Build the index");
        assertThat(server.ok("complete_task", "workflowName", "login", "taskId", 1)
                        .at("progress", "completed"))
                .contains(Json.of(1));
        assertThat(TaskServer.message(server.ok("undo"))).startsWith("Took back revision");
        assertThat(server.statuses("login").get("1")).isNotEqualTo("completed");
        assertThat(server.ok("get_next_steps").at("nextActions", "0", "tool"))
                .as("something was begun")
                .isNotEqualTo(first.at("nextActions", "0", "tool"));
    }

    @Test
    void whatIsNextNamesTheTaskThatIsHeldTheNextOneAndTheArchive() {
        server.ok(
                "create_workflow",
                "name",
                "login",
                "tasks",
                "[{\"id\":\"T007\",\"description\":\"Write the form\"},"
                        + "{\"id\":\"T009\",\"description\":\"Check it\",\"dependsOn\":[\"T007\"]}]");
        assertThat(firstCall().find("params")).contains(Json.parse("{\"workflowName\":\"login\",\"agent\":\"\"}"));
        Json.Obj taken = server.ok("next_task", "workflowName", "login", "agent", "ana");
        assertThat(taken.at("task", "description")).contains(Json.of("Write the form"));
        assertThat(TaskServer.text(server.ok("get_workflow_status", "workflowName", "login"), "formatted")
                        .lines())
                .as("each on a line of its own")
                .hasSizeGreaterThan(2)
                .anyMatch(line -> line.startsWith("Held: "));
        assertThat(firstCall().find("params"))
                .as("who asks without a name does not hear the token")
                .contains(Json.parse("{\"workflowName\":\"login\",\"taskId\":\"1\",\"agent\":\"\"}"));
        Json.Obj held = firstCall("agent", "ana");
        assertThat(held.text("action").orElse("")).startsWith("ana: complete task 1 of login");
        assertThat(held.at("params", "token")).isEqualTo(taken.find("token"));
        server.ok("complete_task", "workflowName", "login", "taskId", 1, "token", taken.get("token"));
        server.ok("complete_task", "workflowName", "login", "taskId", 2);
        Json.Obj over = firstCall();
        assertThat(over.text("tool")).contains("archive_workflow");
        assertThat(over.at("params", "workflowName")).contains(Json.of("login"));
    }

    @Test
    void whatAProcessOfOursIsWritingIsNotLeftOver() {
        server.create("login", "Write the form");
        server.ok("complete_task", "workflowName", "login", "taskId", 1);
        server.publish();
        server.save("temp/workflows/login/.state.json.e479a1b2c3d4e5f6.tmp", "{");
        server.save("temp/workflows/login/plan.bak", "old");

        String answer = server.ok("archive_workflow", "workflowName", "login").toString();

        assertThat(answer).contains("plan.bak").doesNotContain("e479a1b2c3d4e5f6");
    }

    private Json.Obj firstCall(Object... arguments) {
        return server.ok("get_next_steps", arguments).get("nextActions").asList().stream()
                .map(Json::asObject)
                .filter(action -> action.text("tool").isPresent())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whereTheFoldersHaveNumbersWorkflowsAreInThem() {
        server.save("07-temp/.keep", "");
        server.save("08-archive/.keep", "");
        livesIn("07-temp/workflows", "08-archive/workflows");
        assertThat(server.exists("temp")).isFalse();
    }

    @Test
    void workflowsThatWereBegunBeforeTheFoldersHadNumbersStayWhereTheyAre() {
        server.save("07-temp/.keep", "");
        server.save("08-archive/.keep", "");
        server.save("temp/workflows/old/notes.md", "Of the forerunner");
        livesIn("temp/workflows", "archive/workflows");
    }

    /** A workflow comes from a list of tasks to the archive and back, and its files are always with it. */
    private void livesIn(String active, String archived) {
        assertThat(TaskServer.text(server.create("login", "Write the form"), "workflowPath"))
                .isEqualTo(active + "/login");
        server.publish();
        server.save(
                active + "/login/plan.md",
                server.read(active + "/login/plan.md").replace("- [ ] 1", "- [x] 1"));
        assertThat(server.statuses("login")).containsEntry("1", "completed");
        assertThat(server.read(active + "/login/state.json")).contains("Write the form");
        String path = TaskServer.text(server.ok("archive_workflow", "workflowName", "login"), "archivePath");
        assertThat(path).startsWith(archived + "/");
        server.publish();
        assertThat(server.read(path + "/plan.md")).contains("- [x] 1 Write the form");
        server.ok("reopen_workflow", "workflowName", "login");
        server.publish();
        assertThat(server.exists(path)).isFalse();
        assertThat(server.read(active + "/login/plan.md")).contains("- [x] 1 Write the form");
        assertThat(server.local.state().notices()).isEmpty();
    }

    @Test
    void aWorkflowIsCreatedWorkedOnAndArchived() {
        Json.Obj created = server.ok(
                "create_workflow",
                "name",
                "login",
                "tasks",
                "[{\"description\":\"Write the form\",\"estimatedHours\":2},{\"description\":\"Check"
                        + " it\",\"needs\":[1]}]",
                "constraints",
                "[\"No new dependency\"]",
                "context",
                "{\"category\":\"feature\"}");
        assertThat(TaskServer.text(created, "workflowPath")).isEqualTo("temp/workflows/login");
        assertThat(created.at("summary", "totalTasks")).contains(Json.of(2));

        Json.Obj taken = server.ok("next_task", "workflowName", "login", "agent", "ana");
        assertThat(TaskServer.text(taken, "task", "id")).isEqualTo("1");
        assertThat(TaskServer.text(taken, "task", "status")).isEqualTo("in-progress");
        assertThat(TaskServer.text(taken, "because")).contains("critical path").contains("unblocks 1");
        Json token = taken.find("token").orElseThrow();

        Json.Obj done = server.ok("complete_task", "workflowName", "login", "taskId", 1, "token", token, "notes", "ok");
        assertThat(done.at("progress")).contains(Json.parse("{\"completed\":1,\"total\":2,\"percentComplete\":50}"));
        assertThat(TaskServer.text(done, "verification", "status")).isEqualTo("partial");

        Json.Obj last = server.ok("complete_task", "workflowName", "login", "taskId", "2");
        assertThat(TaskServer.message(last)).contains("archive_workflow");
        Json.Obj archived = server.ok("archive_workflow", "workflowName", "login");
        String path = TaskServer.text(archived, "archivePath");
        assertThat(path).matches("archive/workflows/\\d{4}-\\d{2}-\\d{2}-\\d{6}-login");
        server.publish();
        assertThat(server.names(path)).containsExactly("artifacts", "plan.md", "state.json");
        assertThat(server.read(path + "/plan.md"))
                .contains("- [x] 1 Write the form [hours:: 2]", "- [x] 2 Check it (depends on 1)");
        assertThat(server.read(path + "/state.json")).contains("\"completion\"");
        assertThat(server.exists("temp/workflows/login")).isFalse();
        assertThat(server.statuses("login")).containsValues("completed");

        assertThat(TaskServer.code(server.refused("complete_task", "workflowName", "login", "taskId", "1")))
                .isEqualTo("E_WORKFLOW_ARCHIVED");
        server.ok("reopen_workflow", "workflowName", "login");
        server.publish();
        assertThat(server.names("temp/workflows/login")).containsExactly("artifacts", "plan.md", "state.json");
        assertThat(server.names("archive/workflows")).isEmpty();
        assertThat(server.statuses("login")).containsValues("completed");
        assertThat(server.local.state().notices()).isEmpty();
    }

    @Test
    void theArchivingIsTakenBackAndMadeAgainWithItsFiles() {
        server.create("login", "One");
        server.ok("complete_task", "workflowName", "login", "taskId", "1");
        server.publish();
        server.save("temp/workflows/login/plan.md", "# Ours\n\n" + server.read("temp/workflows/login/plan.md"));
        server.save("temp/workflows/login/artifacts/log.txt", "kept");
        String archive = TaskServer.text(server.ok("archive_workflow", "workflowName", "login"), "archivePath");
        server.publish();
        server.ok("undo", "revision", server.local.state().head().number());
        server.publish();
        assertThat(server.ok("get_workflow_status", "workflowName", "login").at("workflow", "status"))
                .contains(Json.of("active"));
        server.publish();
        assertThat(server.names("temp/workflows/login")).containsExactly("artifacts", "plan.md", "state.json");
        assertThat(server.read("temp/workflows/login/plan.md"))
                .startsWith("# Ours\n")
                .contains("- [x] 1 One");
        assertThat(server.read("temp/workflows/login/artifacts/log.txt")).isEqualTo("kept");
        assertThat(server.names("archive/workflows")).isEmpty();
        server.ok("undo", "revision", server.local.state().head().number());
        server.publish();
        assertThat(server.ok("get_workflow_status", "workflowName", "login").at("workflow", "status"))
                .contains(Json.of("archived"));
        server.publish();
        assertThat(server.names(archive)).containsExactly("artifacts", "plan.md", "state.json");
        assertThat(server.read(archive + "/artifacts/log.txt")).isEqualTo("kept");
        assertThat(server.read(archive + "/plan.md")).contains("- [x] 1 One");
        assertThat(server.names("temp/workflows")).isEmpty();
        assertThat(server.local.state().notices()).isEmpty();
    }

    @Test
    void theUndoOfAnArchivingBringsTheFolderHomeAtOnce() {
        server.create("login", "One");
        server.ok("complete_task", "workflowName", "login", "taskId", "1");
        server.publish();
        server.save("temp/workflows/login/artifacts/log.txt", "kept");
        server.ok("archive_workflow", "workflowName", "login");
        server.publish();
        Json.Obj undone = server.ok("undo");
        assertThat(server.read("temp/workflows/login/artifacts/log.txt")).isEqualTo("kept");
        assertThat(server.names("archive/workflows")).isEmpty();
        assertThat(undone.toString()).doesNotContain("E_FILE_MISSING");
        server.publish();
        assertThat(server.names("temp/workflows/login")).containsExactly("artifacts", "plan.md", "state.json");
        assertThat(server.local.state().notices()).isEmpty();
    }

    @Test
    void aFolderInTheWayOfAnArchivedWorkflowRefusesItsWayBackAndNothingIsChanged() throws Exception {
        server.create("login", "One", "Two");
        server.ok("complete_task", "workflowName", "login", "taskId", "1");
        server.ok("complete_task", "workflowName", "login", "taskId", "2");
        server.publish();
        server.save("temp/workflows/login/artifacts/log.txt", "kept");
        String archive = TaskServer.text(server.ok("archive_workflow", "workflowName", "login"), "archivePath");
        server.publish();
        Revision head = server.local.state().head();
        for (String mine : new String[] {"notes.md", "plan.md"}) {
            server.save("temp/workflows/login/" + mine, "mine");
            for (Json.Obj error :
                    List.of(server.refused("undo"), server.refused("reopen_workflow", "workflowName", "login"))) {
                assertThat(TaskServer.code(error)).isEqualTo("E_WORKFLOW_FOLDER");
                assertThat(error.toString())
                        .contains("temp/workflows/login is in the way", mine)
                        .containsIgnoringCase("nothing was changed");
            }
            assertThat(server.local.state().head()).isEqualTo(head);
            assertThat(server.names(archive)).containsExactly("artifacts", "plan.md", "state.json");
            assertThat(server.read("temp/workflows/login/" + mine)).isEqualTo("mine");
            Files.delete(folder.resolve("temp/workflows/login/" + mine));
        }
        server.ok("undo");
        server.publish();
        assertThat(server.names("temp/workflows/login")).containsExactly("artifacts", "plan.md", "state.json");
        assertThat(server.statuses("login")).containsOnlyKeys("1", "2").containsValues("completed");
    }

    @Test
    void aFolderWhoseWorkflowHasItsPlaceElsewhereIsNamed() {
        server.create("login", "One");
        server.publish();
        server.save("temp/workflows/login/notes.md", "mine");
        server.save(
                "archive/workflows/2026-01-01-000000-login/state.json", server.read("temp/workflows/login/state.json"));
        assertThat(server.ok("list_workflows").toString())
                .contains(
                        "archive/workflows/2026-01-01-000000-login has files of the workflow login",
                        "temp/workflows/login is in the way; in it: artifacts, notes.md, plan.md, state.json.");
    }
}
