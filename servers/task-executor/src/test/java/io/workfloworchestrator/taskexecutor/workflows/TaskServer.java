package io.workfloworchestrator.taskexecutor.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.ItemsFile;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.mcp.ToolAnswer;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.taskexecutor.TaskExecutorServer;
import io.workfloworchestrator.taskexecutor.TaskToolset;
import io.workfloworchestrator.workflow.MovedFiles;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The server on a folder, with every tool, and its state in files as people have it. */
final class TaskServer implements AutoCloseable {
    final Path folder;
    final LocalProject local;
    final OpenProject project;
    final WorkflowMcpServer server;

    TaskServer(Path folder, Clock clock) {
        this.folder = folder;
        this.local = LocalProject.open(folder);
        local.itemsFile(new ItemsFile(
                TaskWorkflows.ACTIVE_TYPE, TaskWorkflows.TASK, StateFile.PATH, StateFile.format(), StateFile::about));
        Workflow<Json> list = local.workflow(TaskExecutorServer.WORKFLOWS)
                .movedFiles(this::goingBack)
                .open();
        this.project = new OpenProject(local.folder().root(), local.state(), list);
        this.server = TaskExecutorServer.of("1", () -> project, client -> {}, EnumSet.allOf(TaskToolset.class), clock);
    }

    private Optional<MovedFiles> goingBack(Commit undone) {
        return UndoneMove.of(project, undone);
    }

    static TaskServer on(Path folder) {
        return new TaskServer(folder, Clock.systemUTC());
    }

    /** A call with these arguments, in pairs of a name and a value; a text that begins with a bracket is JSON. */
    Json.Obj ok(String tool, Object... arguments) {
        ToolAnswer answer = server.call(tool, Json.object(arguments(arguments)));
        assertThat(answer.isError()).as(answer.text()).isFalse();
        return answer.structured();
    }

    /** The error of a call that must be refused. */
    Json.Obj refused(String tool, Object... arguments) {
        ToolAnswer answer = server.call(tool, Json.object(arguments(arguments)));
        assertThat(answer.isError()).as(answer.text()).isTrue();
        return answer.structured().find("error").orElseThrow().asObject();
    }

    private static Map<String, Json> arguments(Object... arguments) {
        Map<String, Json> all = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            all.put(String.valueOf(arguments[i]), json(arguments[i + 1]));
        }
        return all;
    }

    private static Json json(Object value) {
        if (value instanceof Json json) {
            return json;
        }
        if (value instanceof Long number) {
            return Json.of(number);
        }
        if (value instanceof Integer number) {
            return Json.of(number);
        }
        if (value instanceof Boolean bool) {
            return Json.of(bool);
        }
        String text = String.valueOf(value);
        return text.startsWith("[") || text.startsWith("{") ? Json.parse(text) : Json.of(text);
    }

    /** Creates a workflow with tasks of these descriptions, which wait for nothing. */
    Json.Obj create(String name, String... descriptions) {
        return ok(
                "create_workflow",
                "name",
                name,
                "tasks",
                Json.array(Stream.of(descriptions)
                        .map(text -> Json.Obj.EMPTY.with("description", Json.of(text)))
                        .toList()));
    }

    /** The status of each task, by number. */
    Map<String, String> statuses(String workflow) {
        Map<String, String> statuses = new LinkedHashMap<>();
        ok("get_workflow_status", "workflowName", workflow)
                .find("tasks")
                .orElseThrow()
                .asList()
                .forEach(task -> statuses.put(
                        task.at("id").flatMap(Json::asText).orElseThrow(),
                        task.at("status").flatMap(Json::asText).orElseThrow()));
        return statuses;
    }

    /** Waits until the files say what the state says. */
    void publish() {
        local.files().flush();
    }

    String read(String path) {
        try {
            return Files.readString(folder.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void save(String path, String text) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(folder));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean exists(String path) {
        return Files.exists(folder.resolve(path));
    }

    /** The names in a folder, sorted; empty if there is no such folder. */
    List<String> names(String path) {
        if (!exists(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.resolve(path))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Json.Obj answer, String... path) {
        return answer.at(path).flatMap(Json::asText).orElse("");
    }

    static String code(Json.Obj error) {
        return error.text("code").orElse("");
    }

    static String message(Json.Obj answer) {
        return answer.text("message").orElse("");
    }

    @Override
    public void close() {
        local.close();
    }
}
