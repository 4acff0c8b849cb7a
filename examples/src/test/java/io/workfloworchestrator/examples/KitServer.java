package io.workfloworchestrator.examples;

import io.workfloworchestrator.mcp.StdioServer;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Snapshot;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.jdbc.JdbcStateStore;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** {@link HandRolledServer} on the library: the same tools and answers, with durable state, history and undo. */
final class KitServer {
    private static final StateKey<Tasks> TASKS = StateKey.of("tasks/main", Tasks.class);

    record Task(String id, String title, boolean done) {}

    record Tasks(List<Task> tasks) {
        Tasks add(String title) {
            Task added = new Task("T" + (tasks.size() + 1), title, false);
            return new Tasks(Stream.concat(tasks.stream(), Stream.of(added)).toList());
        }

        Tasks complete(String id) {
            if (tasks.stream().noneMatch(task -> task.id().equals(id))) {
                throw new ToolException("E_TASK_UNKNOWN", "there is no task " + id);
            }
            return new Tasks(tasks.stream()
                    .map(task -> task.id().equals(id) ? new Task(id, task.title(), true) : task)
                    .toList());
        }
    }

    private static final Tasks NONE = new Tasks(List.of());

    record Add(String title) {}

    record Complete(String id) {}

    record None() {}

    public static void main(String[] args) {
        StdioServer stdio = StdioServer.claim();
        StateManager state = StateManager.of(JdbcStateStore.at(Path.of(args[0]).resolve(".state")));
        stdio.run(WorkflowMcpServer.builder("tasks", "1.0")
                .tool(Tool.of("add_task", Add.class, Tasks.class)
                        .description("Adds a task.")
                        .handler((in, call) -> state.update(
                                        TASKS,
                                        () -> NONE,
                                        tasks -> tasks.add(in.title()),
                                        Cause.of(call.client(), "add_task"))
                                .value()))
                .tool(Tool.of("complete_task", Complete.class, Tasks.class)
                        .description("Marks a task done.")
                        .handler((in, call) -> state.update(
                                        TASKS,
                                        () -> NONE,
                                        tasks -> tasks.complete(in.id()),
                                        Cause.of(call.client(), "complete"))
                                .value()))
                .tool(Tool.of("list_tasks", None.class, Tasks.class)
                        .description("Lists the tasks.")
                        .readOnly()
                        .handler((in, call) ->
                                state.find(TASKS).map(Snapshot::value).orElse(NONE)))
                .build());
    }
}
