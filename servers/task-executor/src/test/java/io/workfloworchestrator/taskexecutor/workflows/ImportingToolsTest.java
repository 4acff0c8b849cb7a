package io.workfloworchestrator.taskexecutor.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.StateKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks from other tools, looked at, taken over, taken over again and undone; and back to other tools. */
class ImportingToolsTest {
    @TempDir
    private Path folder;

    private TaskServer server;

    @BeforeEach
    void open() throws Exception {
        Path lists = Path.of(ImportingToolsTest.class
                        .getResource("../imports/task-master")
                        .toURI())
                .resolveSibling(".");
        copy(lists.normalize(), folder.resolve("lists"));
        server = TaskServer.on(folder);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static List<String> texts(Json.Obj answer, String field) {
        return answer.find(field).orElseThrow().asList().stream()
                .map(text -> text.asText().orElseThrow())
                .toList();
    }

    /** As in the documents: the folder of the tool itself, in which the list lies one folder deeper. */
    @Test
    void theFolderOfTaskMasterIsKnownAndAFolderWithoutTasksIsNotOneThatIsKnownAlready() throws Exception {
        Files.createDirectories(folder.resolve(".taskmaster/tasks"));
        Files.createDirectories(folder.resolve("notes"));
        Files.writeString(
                folder.resolve(".taskmaster/tasks/tasks.json"),
                "{\"master\":{\"tasks\":[{\"id\":1,\"title\":\"One\",\"status\":\"odd\"},{\"id\":1,\"title\":7}]}}");

        Json.Obj found = server.ok("import_tasks", "path", ".taskmaster", "workflowName", "imp");
        assertThat(TaskServer.text(found, "format")).isEqualTo("task-master");
        assertThat(found.find("notes").orElseThrow().toString()).contains("two tasks have the id", "odd");
        Json.Obj nothing = server.ok("import_tasks", "path", "notes", "workflowName", "imp");
        assertThat(TaskServer.message(nothing)).contains("No task was found in notes, read as obsidian");
    }

    @Test
    void aDryRunChangesNothingAndSaysWhatItWouldDo() {
        Json.Obj plan = server.ok("import_tasks", "path", "lists/task-master", "workflowName", "shop");
        assertThat(plan.find("applied")).contains(Json.of(false));
        assertThat(plan.find("added")).contains(Json.of(6));
        assertThat(plan.find("states")).contains(Json.parse("{\"completed\":1,\"in-progress\":1,\"pending\":4}"));
        assertThat(TaskServer.message(plan))
                .isEqualTo("Nothing was changed. With apply, 6 tasks are taken over into a new workflow.");
        assertThat(texts(plan, "notes"))
                .containsExactly(
                        "lists/task-master/.taskmaster/tasks/tasks.json:16: \"Build the payment form\": it is in-progress there, and"
                                + " waits here for what it needs.");
        assertThat(TaskServer.code(server.refused("get_workflow_status", "workflowName", "shop")))
                .isEqualTo("E_WORKFLOW");
        assertThat(server.exists("temp/workflows/shop")).isFalse();
    }

    @Test
    void tasksAreTakenOverOnceWithTheirNeedsAndStatusesAndTheCommitCanBeUndone() {
        Json.Obj done = server.ok("import_tasks", "path", "lists/task-master", "workflowName", "shop", "apply", true);
        assertThat(done.find("applied")).contains(Json.of(true));
        assertThat(server.statuses("shop"))
                .isEqualTo(Map.of(
                        "1",
                        "completed",
                        "2",
                        "pending",
                        "3",
                        "in-progress",
                        "4",
                        "pending",
                        "5",
                        "pending",
                        "6",
                        "pending"));
        Json.Obj guide = server.ok("get_workflow_status", "workflowName", "shop", "taskId", "5")
                .at("tasks", "0")
                .orElseThrow()
                .asObject();
        assertThat(guide.find("needs")).contains(Json.parse("[\"1\",\"2\"]"));
        server.publish();
        assertThat(server.read("temp/workflows/shop/plan.md"))
                .contains("- [x] 1 Choose the payment provider", "- [ ] 2 Build the payment form (depends on 1, 3, 4)");

        Json.Obj again = server.ok("import_tasks", "path", "lists/task-master", "workflowName", "shop", "apply", true);
        assertThat(again.find("added")).contains(Json.of(0));
        assertThat(again.find("known")).contains(Json.of(6));
        assertThat(server.statuses("shop")).hasSize(6);

        Json.Obj undone = server.ok("undo");
        assertThat(undone.toString()).contains("imported 6 tasks of task-master into shop");
        assertThat(server.project.state().now().find(StateKey.json("tasks/shop")))
                .isEmpty();
        assertThat(TaskServer.code(server.refused("get_workflow_status", "workflowName", "shop")))
                .as("its files are still there, and it does not come back by itself")
                .isEqualTo("E_WORKFLOW");
        assertThat(server.ok("list_workflows").find("total")).contains(Json.of(0));
        Json.Obj refused = server.refused("create_workflow", "name", "shop", "tasks", "[{\"description\":\"One\"}]");
        assertThat(TaskServer.code(refused)).isEqualTo("E_WORKFLOW_FOLDER");
        assertThat(TaskServer.message(refused)).contains("took back", "undo that revision");
        Json.Obj unused = server.ok("undo");
        assertThat(server.statuses("shop")).hasSize(6);
    }

    @Test
    void aListThatWasMovedIsKnownAndAnotherListOfTheSameIdsIsNot() throws IOException {
        server.ok("import_tasks", "path", "lists/claude-code", "workflowName", "shop", "apply", true);
        Files.move(folder.resolve("lists/claude-code"), folder.resolve("lists/moved"));
        assertThat(server.ok("import_tasks", "path", "lists/moved", "workflowName", "shop")
                        .find("known"))
                .contains(Json.of(3));
        Files.createDirectory(folder.resolve("lists/other"));
        Files.writeString(
                folder.resolve("lists/other/1.json"),
                "{\"id\":\"1\",\"subject\":\"Another one\",\"description\":\"\",\"status\":\"pending\",\"blocks\":[],\"blockedBy\":[]}");
        assertThat(server.ok("import_tasks", "path", "lists/other", "workflowName", "shop")
                        .find("added"))
                .contains(Json.of(1));
    }

    @Test
    void everyListCanBeTakenOver() {
        for (String path : List.of(
                "backlog-md",
                "beads",
                "gsd",
                "bmad",
                "bmad-stories",
                "claude-code",
                "github/issues.json",
                "csv/jira.csv",
                "todo-txt/todo.txt",
                "obsidian")) {
            String name = path.replaceAll("[^a-z]+", "-");
            Json.Obj plan = server.ok("import_tasks", "path", "lists/" + path, "workflowName", name);
            Json.Obj done = server.ok("import_tasks", "path", "lists/" + path, "workflowName", name, "apply", true);
            assertThat(done.find("added")).as(path).isEqualTo(plan.find("added"));
            assertThat(done.find("notes"))
                    .as("what is told before is what comes of it: " + path)
                    .isEqualTo(plan.find("notes"));
            assertThat(server.statuses(name)).as(path).isNotEmpty();
            assertThat(server.ok("import_tasks", "path", "lists/" + path, "workflowName", name)
                            .find("added"))
                    .as(path)
                    .contains(Json.of(0));
        }
    }

    @Test
    void aCircleIsOpenedAndToldAndANeedOfNothingIsLeftOut() throws IOException {
        Files.writeString(folder.resolve("circle.csv"), "id,title,needs\na,A,b\nb,B,\"c,d\"\nc,C,a\n");
        Json.Obj done = server.ok("import_tasks", "path", "circle.csv", "workflowName", "circle", "apply", true);
        assertThat(done.find("added")).contains(Json.of(3));
        assertThat(texts(done, "notes"))
                .containsExactly(
                        "circle.csv:3: \"B\": it needs \"d\", which is not in the list; the need is left out.",
                        "circle.csv:4: \"C\": it is in a circle, a → b → c → a; its need of a is left out.");
    }

    @Test
    void pathsOutsideAndUnknownFormatsAreRefused() {
        assertThat(TaskServer.code(server.refused("import_tasks", "path", "../x.csv", "workflowName", "a")))
                .isEqualTo("E_PATH_TRAVERSAL");
        assertThat(TaskServer.code(server.refused("import_tasks", "path", "missing.csv", "workflowName", "a")))
                .isEqualTo("E_IMPORT_SOURCE");
        Json.Obj refused =
                server.refused("import_tasks", "path", "lists/csv/jira.csv", "workflowName", "a", "format", "cvs");
        assertThat(TaskServer.message(refused)).contains("Did you mean \"csv\"?");
        assertThat(TaskServer.code(
                        server.refused("import_tasks", "path", "lists/csv/jira.csv", "workflowName", "../../x")))
                .isEqualTo("E_WORKFLOW_NAME");
    }

    @Test
    void whatIsExportedComesBackTheSame() {
        server.ok("import_tasks", "path", "lists/csv/jira.csv", "workflowName", "shop", "apply", true);
        server.ok("export_tasks", "workflowName", "shop", "format", "csv", "path", "out/shop.csv");
        server.ok("import_tasks", "path", "out/shop.csv", "workflowName", "again", "apply", true);
        assertThat(server.statuses("again")).isEqualTo(server.statuses("shop"));
        String one = TaskServer.text(server.ok("export_tasks", "workflowName", "shop", "format", "csv"), "text");
        assertThat(TaskServer.text(server.ok("export_tasks", "workflowName", "again", "format", "csv"), "text"))
                .isEqualTo(one);
        assertThat(TaskServer.code(server.refused(
                        "export_tasks", "workflowName", "shop", "format", "csv", "path", "out/shop.csv")))
                .isEqualTo("E_PATH_EXISTS");
        assertThat(TaskServer.text(server.ok("export_tasks", "workflowName", "shop", "format", "icalendar"), "text"))
                .contains("BEGIN:VTODO", "SUMMARY:Choose the provider");
    }

    @Test
    void whetherSeveralAgentsHelpIsAnsweredInTheWordsOfTheForerunnerAndOurs() {
        server.ok(
                "create_workflow",
                "name",
                "shop",
                "tasks",
                "[{\"description\":\"Model\",\"estimatedHours\":2},{\"description\":\"Form\",\"estimatedHours\":4,\"needs\":[1],\"files\":[\"src/a.ts\"]},"
                        + "{\"description\":\"Mail\",\"estimatedHours\":4,\"needs\":[1],\"files\":[\"src/a.ts\"]},"
                        + "{\"description\":\"Guide\",\"estimatedHours\":4}]");
        Json.Obj found = server.ok("analyze_parallelization", "workflowName", "shop", "maxParallelAgents", 3);
        assertThat(found.find("shouldParallelize")).contains(Json.of(true));
        assertThat(found.find("estimatedSpeedup")).contains(Json.of(2.33));
        assertThat(TaskServer.text(found, "mode")).isEqualTo("parallel");
        assertThat(found.find("criticalPath")).contains(Json.parse("[\"1\",\"2\"]"));
        assertThat(texts(found, "ranking").get(0)).isEqualTo("1 Model: ready · critical path · unblocks 2");
        assertThat(found.at("conflicts", "0", "file")).contains(Json.of("src/a.ts"));
        Json.Obj kept = server.ok(
                "analyze_parallelization",
                "workflowName",
                "shop",
                "maxParallelAgents",
                3,
                "executionStrategy",
                "conservative");
        assertThat(kept.at("hours", "schedule")).contains(Json.of(10.0));
        assertThat(TaskServer.message(server.refused(
                        "analyze_parallelization", "workflowName", "shop", "executionStrategy", "agressive")))
                .contains("Did you mean \"aggressive\"?");
    }
}
