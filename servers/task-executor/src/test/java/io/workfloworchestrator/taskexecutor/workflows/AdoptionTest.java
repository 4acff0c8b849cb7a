package io.workfloworchestrator.taskexecutor.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of the TypeScript server are taken over with everything in them, and a move that was cut short is ended. */
class AdoptionTest {
    private static final String SECOND = """
            {"version":"1.0","workflowType":"task-executor","name":"login","created":"2025-11-20T10:00:00.000Z",
             "lastUpdated":"2025-11-21T10:00:00.000Z","currentPhase":"execution","currentStep":"task-execution",
             "phases":{"execution":{"status":"in-progress","startedAt":"2025-11-20T10:00:00.000Z","steps":[]}},
             "ours":{"kept":true},
             "customData":{
               "tasks":[
                 {"id":"1","description":"Write the form","status":"verified","complexity":{"score":3,"level":"simple","emoji":"🟡"},
                  "estimatedHours":2,"startedAt":"2025-11-20T10:00:00.000Z","completedAt":"2025-11-20T12:00:00.000Z",
                  "verifiedAt":"2025-11-20T12:00:00.000Z","notes":"done",
                  "verification":{"status":"passed","evidence":["done..."],"concerns":[],"recommendations":[]}},
                 {"id":"2","description":"Check it\\n- [x] 99. forged","status":"pending","estimatedHours":-3},
                 {"id":"3","description":"Ship it","status":"completed","colour":"green"}],
               "constraints":["No new dependency"],"context":{"phiHandling":true,"category":"feature","estimatedHours":5},
               "documentation":{"existing":["README.md"],"needsUpdate":[],"updated":[]},
               "parallelizationAnalysis":{"shouldParallelize":true,"estimatedSpeedup":2,"mode":"parallel","reasoning":"3"},
               "metadata":{"totalTasks":3,"completedTasks":3,"verifiedTasks":3,"percentComplete":100,"lastUpdated":"x"}}}
            """;

    private static final String FIRST = """
            {"name":"old","created":"2025-10-01T10:00:00.000Z","projectPath":"/home/ana/p","status":"active",
             "tasks":[{"id":"1","description":"One","status":"completed"},{"id":"2","description":"Two","status":"pending"}],
             "constraints":[],"context":{},"documentation":{"existing":[]},"metadata":{"totalTasks":2,"completedTasks":2}}
            """;

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
    void aFileOfTheSecondFormatIsTakenOverWithNothingLost() {
        server.save("temp/workflows/login/state.json", SECOND);
        server.save(
                "temp/workflows/login/plan.md", "# login\n\n[✓] 1. Write the form 🟡 (3/10)\n- [ ] a line of ours\n");
        assertThat(server.statuses("login"))
                .containsExactlyEntriesOf(
                        new java.util.TreeMap<>(Map.of("1", "verified", "2", "pending", "3", "completed")));
        server.publish();
        Json.Obj was = Json.parse(SECOND).asObject();
        Json.Obj file =
                Json.parse(server.read("temp/workflows/login/state.json")).asObject();
        assertThat(file.find("ours")).isEqualTo(was.find("ours"));
        for (String field : new String[] {"constraints", "context", "documentation", "parallelizationAnalysis"}) {
            assertThat(file.at("customData", field)).as(field).isEqualTo(was.at("customData", field));
        }
        assertThat(file.at("customData", "tasks", "0"))
                .as("a task comes back as it was")
                .isEqualTo(was.at("customData", "tasks", "0"));
        assertThat(file.at("customData", "tasks", "1", "estimatedHours")).contains(Json.of(-3));
        assertThat(file.at("customData", "tasks", "2", "colour")).contains(Json.of("green"));
        assertThat(file.at("customData", "metadata", "completedTasks"))
                .as("counters are counted again")
                .contains(Json.of(2));
        assertThat(server.read("temp/workflows/login/plan.before.md")).contains("a line of ours");
        assertThat(server.read("temp/workflows/login/plan.md")).doesNotContain("99. forged\n");
        assertThat(server.local.state().notices()).isEmpty();
        assertThat(TaskServer.code(server.refused("archive_workflow", "workflowName", "login")))
                .isEqualTo("E_WORKFLOW_OPEN");
    }

    @Test
    void aFlatFileOfTheFirstFormatIsTakenOver() {
        server.save("temp/workflows/old/state.json", FIRST);
        assertThat(server.statuses("old"))
                .containsExactlyEntriesOf(new java.util.TreeMap<>(Map.of("1", "completed", "2", "pending")));
        server.ok("complete_task", "workflowName", "old", "taskId", "2");
        server.publish();
        assertThat(server.read("temp/workflows/old/state.json")).contains("\"projectPath\": \"/home/ana/p\"");
    }

    @Test
    void anArchiveOfTheForerunnerCanBeReadAndReopened() {
        server.save("archive/workflows/2025-11-20-101500-login/state.json", SECOND);
        assertThat(server.ok("list_workflows", "status", "archived").toString()).contains("\"name\":\"login\"");
        server.ok("reopen_workflow", "workflowName", "login");
        server.ok("complete_task", "workflowName", "login", "taskId", "2");
        server.publish();
        assertThat(server.names("temp/workflows/login")).contains("plan.md", "state.json");
    }

    @Test
    void aBrokenFileIsSaidAndLeftAlone() {
        for (String text : new String[] {"", "null", "{\"name\":", "[]", "{\"tasks\":7}", "{\"tasks\":[null]}"}) {
            server.save("temp/workflows/broken/state.json", text);
            Json.Obj error = server.refused("get_workflow_status", "workflowName", "broken");
            assertThat(TaskServer.code(error)).as(text).isEqualTo("E_WORKFLOW_FILE");
            assertThat(TaskServer.message(error)).contains("temp/workflows/broken/state.json");
            assertThat(TaskServer.code(
                            server.refused("create_workflow", "name", "broken", "tasks", "[{\"description\":\"x\"}]")))
                    .isEqualTo("E_WORKFLOW_FOLDER");
            assertThat(server.read("temp/workflows/broken/state.json")).isEqualTo(text);
        }
    }

    @Test
    void aFolderThatWasRenamedIsNoSecondWorkflow() throws Exception {
        server.create("login", "One");
        server.publish();
        Files.move(folder.resolve("temp/workflows/login"), folder.resolve("temp/workflows/other"));
        Json.Obj listed = server.ok("list_workflows");
        assertThat(listed.get("total")).isEqualTo(Json.of(1));
        assertThat(listed.get("notTaken").toString())
                .contains("temp/workflows/other", "of the workflow login", "temp/workflows/login", "create_workflow");
        Json.Obj error = server.refused("get_workflow_status", "workflowName", "other");
        assertThat(TaskServer.code(error)).isEqualTo("E_WORKFLOW_FILE");
        server.ok("complete_task", "workflowName", "login", "taskId", "1");
    }

    @Test
    void aMoveIntoTheArchiveThatWasCutShortIsTakenBack() throws Exception {
        server.create("login", "One", "Two");
        server.publish();
        server.save("temp/workflows/login/artifacts/log.txt", "kept");
        Files.createDirectories(folder.resolve("archive/workflows"));
        Files.move(folder.resolve("temp/workflows/login"), folder.resolve("archive/workflows/2026-03-01-101500-login"));
        server.save("archive/workflows/2026-03-01-101500-login/.wo-0123456789abcdef.tmp", "{");
        assertThat(server.statuses("login")).hasSize(2).containsValue("pending");
        server.publish();
        assertThat(server.names("temp/workflows/login")).containsExactly("artifacts", "plan.md", "state.json");
        assertThat(server.read("temp/workflows/login/artifacts/log.txt")).isEqualTo("kept");
        assertThat(server.names("archive/workflows")).isEmpty();
    }

    @Test
    void whatAKilledProcessLeftIsRemovedAtTheNextOpeningAndWhatIsBeingWrittenStays() throws Exception {
        server.create("login", "One");
        server.publish();
        server.save("temp/workflows/login/.wo-0123456789abcdef.tmp", "{");
        server.save("temp/workflows/login/.wo-fedcba9876543210.tmp", "{");
        Files.setLastModifiedTime(
                folder.resolve("temp/workflows/login/.wo-0123456789abcdef.tmp"),
                FileTime.from(Instant.now().minusSeconds(3600)));
        server.close();
        server = TaskServer.on(folder);
        Json.Obj unused = server.ok("list_workflows");
        assertThat(server.names("temp/workflows/login"))
                .containsExactly(".wo-fedcba9876543210.tmp", "artifacts", "plan.md", "state.json");
    }
}
