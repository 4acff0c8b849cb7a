package io.workfloworchestrator.taskexecutor;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.ToolCall;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.server.FirstCall;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.server.UndoScope;
import io.workfloworchestrator.server.WorkflowServer;
import io.workfloworchestrator.server.WorkflowTools;
import io.workfloworchestrator.taskexecutor.workflows.TaskAdvice;
import io.workfloworchestrator.taskexecutor.workflows.TaskResources;
import io.workfloworchestrator.taskexecutor.workflows.TaskWorkflows;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The server: workflows of tasks that many agents work on at once. */
public final class TaskExecutorServer {
    /** The name that the server tells its clients. */
    public static final String NAME = "task-executor";

    /** The workflow that it serves: the list of all workflows of tasks. */
    public static final String WORKFLOWS = TaskWorkflows.LIST;

    /** The tools of the kit that it offers beside its own; a client pays for each that is listed. */
    public static final Set<String> KIT_TOOLS = Set.of("undo");

    /** A tool of the kit that it answers and does not list: {@code next_task} says what is next, and so does the planning server. */
    private static final Set<String> UNLISTED = Set.of("get_next_steps");

    /** What its {@code undo} takes back where no revision is named: all that its tools write. */
    public static final UndoScope UNDO =
            UndoScope.of("workflows", TaskWorkflows.ACTIVE_TYPE, TaskWorkflows.ARCHIVED_TYPE, "task-checks", "feature");

    /** What its {@code get_next_steps} advises in a project without workflows of tasks. */
    private static final FirstCall FIRST = new FirstCall(
            "create_workflow",
            Json.Obj.EMPTY.with("name", "").with("tasks", Json.array(List.of())),
            "Begin a workflow of tasks",
            "There is no workflow of tasks yet. Give name, and tasks with a description each.");

    private TaskExecutorServer() {}

    /**
     * The server of a project, for a host that chooses the project by its client.
     *
     * @param project gives the open project; it may take its time, since nobody asks for it before the first call
     * @param whenReady called when a client has finished its handshake, and again when its roots have changed, as {@link
     *     WorkflowMcpServer.Builder#whenReady} says; from then on {@code project} may give another project
     */
    public static WorkflowMcpServer of(
            String version, Supplier<OpenProject> project, Consumer<ToolCall> whenReady, Set<TaskToolset> toolsets) {
        return of(version, project, whenReady, toolsets, Clock.systemUTC());
    }

    public static WorkflowMcpServer of(
            String version,
            Supplier<OpenProject> project,
            Consumer<ToolCall> whenReady,
            Set<TaskToolset> toolsets,
            Clock clock) {
        Set<String> tools = TaskToolset.tools(toolsets);
        ToolContext context = new ToolContext(NAME, project)
                .undoing(UNDO)
                .beginningBy(FIRST)
                .advisingBeside(
                        (some, caller) -> TaskAdvice.of(some, some.state().now(), tools, caller))
                .sifting(TaskAdvice::sifted);
        WorkflowMcpServer.Builder server = WorkflowServer.of(NAME, version, project, whenReady, KIT_TOOLS, context)
                .toolsWhile(() -> false, WorkflowTools.of(context, UNLISTED));
        addTo(server, context, project, toolsets, clock);
        return server.build();
    }

    /** Adds what these toolsets have beside the kit to a server, which may have other parts too. */
    public static void addTo(
            WorkflowMcpServer.Builder server,
            ToolContext context,
            Supplier<OpenProject> project,
            Set<TaskToolset> toolsets,
            Clock clock) {
        toolsets.stream().sorted().forEach(set -> server.tools(set.tools(context, clock)));
        new TaskResources(project).addTo(server);
    }
}
