package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.server.ToolContext;
import java.time.Clock;
import java.util.List;

/** The tools for workflows of tasks. Thread-safe. */
public final class TaskTools {
    private final TaskTooling tooling;
    private final List<ArchiveCheck> checks;

    /**
     * Makes the tools.
     *
     * @param checks what is looked at before a workflow is archived, beside its tasks
     */
    public TaskTools(ToolContext context, Clock clock, List<ArchiveCheck> checks) {
        this.tooling = new TaskTooling(context, clock);
        this.checks = List.copyOf(checks);
    }

    /** From a list of tasks to the archive: what a client is offered unasked. */
    public List<Tool<?, ?>> work() {
        return List.of(create(), next(), complete(), status(), archive());
    }

    /** To change single tasks, and who holds them. */
    public List<Tool<?, ?>> edit() {
        return List.of(add(), edited(), change(), claims());
    }

    /** All workflows, and the way back from the archive. */
    public List<Tool<?, ?>> workflows() {
        return List.of(list(), reopen());
    }

    private Tool<CreateWorkflow.In, CreateWorkflow.Out> create() {
        CreateWorkflow create = new CreateWorkflow(tooling);
        return Tool.of(ToolNames.CREATE_WORKFLOW, CreateWorkflow.In.class, CreateWorkflow.Out.class)
                .description("A task may have files, skill, reviewer, details too.")
                .handler(tooling.handler(
                        ToolNames.CREATE_WORKFLOW,
                        CreateWorkflow.In::name,
                        (project, in, cause, call) -> create.on(project, in, cause)));
    }

    private Tool<NextTask.In, NextTask.Out> next() {
        NextTask next = new NextTask(tooling);
        return Tool.of(ToolNames.NEXT_TASK, NextTask.In.class, NextTask.Out.class)
                .description("Claims and begins the best ready task, or taskId; or says why there is none.")
                .handler(tooling.handler(
                        ToolNames.NEXT_TASK, in -> in.workflowName().orElse(""), next::on));
    }

    private Tool<CompleteTask.In, CompleteTask.Out> complete() {
        CompleteTask complete = new CompleteTask(tooling);
        return Tool.of(ToolNames.COMPLETE_TASK, CompleteTask.In.class, CompleteTask.Out.class)
                .description("Done; verified too if fresh evidence proves it. Takes agent, skipVerification.")
                .handler(tooling.handler(
                        ToolNames.COMPLETE_TASK,
                        CompleteTask.In::workflowName,
                        (project, in, cause, call) -> complete.on(project, in, cause)));
    }

    private Tool<WorkflowStatusTool.In, WorkflowStatusTool.Out> status() {
        WorkflowStatusTool status = new WorkflowStatusTool(tooling);
        return Tool.of(ToolNames.GET_WORKFLOW_STATUS, WorkflowStatusTool.In.class, WorkflowStatusTool.Out.class)
                .description("Also of archived ones; taskId shows one task whole.")
                .readOnly()
                .handler(tooling.handler(
                        ToolNames.GET_WORKFLOW_STATUS,
                        WorkflowStatusTool.In::workflowName,
                        (project, in, cause, call) -> status.on(project, in)));
    }

    private Tool<ArchiveWorkflow.In, ArchiveWorkflow.Out> archive() {
        ArchiveWorkflow archive = new ArchiveWorkflow(tooling, checks);
        return Tool.of(ToolNames.ARCHIVE_WORKFLOW, ArchiveWorkflow.In.class, ArchiveWorkflow.Out.class)
                .description("When all is done.")
                .destructive()
                .handler(tooling.handler(
                        ToolNames.ARCHIVE_WORKFLOW,
                        ArchiveWorkflow.In::workflowName,
                        (project, in, cause, call) -> archive.on(project, in, cause)));
    }

    private Tool<AddTasks.In, AddTasks.Out> add() {
        AddTasks add = new AddTasks(tooling);
        return Tool.of(ToolNames.ADD_TASKS, AddTasks.In.class, AddTasks.Out.class)
                .description("More tasks for an active workflow.")
                .handler(tooling.handler(
                        ToolNames.ADD_TASKS,
                        AddTasks.In::workflowName,
                        (project, in, cause, call) -> add.on(project, in, cause)));
    }

    private Tool<EditTask.In, EditTask.Out> edited() {
        EditTask edit = new EditTask(tooling);
        return Tool.of(ToolNames.EDIT_TASK, EditTask.In.class, EditTask.Out.class)
                .description("What a task says and needs; an empty text takes a field away.")
                .destructive()
                .handler(tooling.handler(
                        ToolNames.EDIT_TASK,
                        EditTask.In::workflowName,
                        (project, in, cause, call) -> edit.on(project, in, cause)));
    }

    private Tool<ChangeTask.In, ChangeTask.Out> change() {
        ChangeTask change = new ChangeTask(tooling);
        return Tool.of(ToolNames.CHANGE_TASK, ChangeTask.In.class, ChangeTask.Out.class)
                .description("Another status or holder of a task.")
                .handler(tooling.handler(
                        ToolNames.CHANGE_TASK,
                        ChangeTask.In::workflowName,
                        (project, in, cause, call) -> change.on(project, in, cause)));
    }

    private Tool<ListClaims.In, ListClaims.Out> claims() {
        ListClaims claims = new ListClaims(tooling);
        return Tool.of(ToolNames.LIST_CLAIMS, ListClaims.In.class, ListClaims.Out.class)
                .description("Who holds what, what is stuck, and why.")
                .handler(tooling.handler(
                        ToolNames.LIST_CLAIMS,
                        in -> in.workflowName().orElse(""),
                        (project, in, cause, call) -> claims.on(project, in, cause)));
    }

    private Tool<ListWorkflows.In, ListWorkflows.Out> list() {
        ListWorkflows list = new ListWorkflows(tooling);
        return Tool.of(ToolNames.LIST_WORKFLOWS, ListWorkflows.In.class, ListWorkflows.Out.class)
                .description("Active and archived workflows.")
                .readOnly()
                .handler(tooling.handler(
                        ToolNames.LIST_WORKFLOWS, in -> "", (project, in, cause, call) -> list.on(project, in)));
    }

    private Tool<ReopenWorkflow.In, ReopenWorkflow.Out> reopen() {
        ReopenWorkflow reopen = new ReopenWorkflow(tooling);
        return Tool.of(ToolNames.REOPEN_WORKFLOW, ReopenWorkflow.In.class, ReopenWorkflow.Out.class)
                .description("Back from the archive.")
                .handler(tooling.handler(
                        ToolNames.REOPEN_WORKFLOW,
                        ReopenWorkflow.In::workflowName,
                        (project, in, cause, call) -> reopen.on(project, in, cause)));
    }
}
