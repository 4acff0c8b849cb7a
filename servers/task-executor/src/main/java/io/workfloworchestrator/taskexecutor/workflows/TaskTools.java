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
        return Tool.of(CreateWorkflow.NAME, CreateWorkflow.In.class, CreateWorkflow.Out.class)
                .description("A task may have files, skill, reviewer, details too.")
                .handler(tooling.handler(
                        CreateWorkflow.NAME,
                        CreateWorkflow.In::name,
                        (project, in, cause, call) -> create.on(project, in, cause)));
    }

    private Tool<NextTask.In, NextTask.Out> next() {
        NextTask next = new NextTask(tooling);
        return Tool.of(NextTask.NAME, NextTask.In.class, NextTask.Out.class)
                .description("Claims and begins the best ready task; or says why there is none.")
                .handler(tooling.handler(NextTask.NAME, in -> in.workflowName().orElse(""), next::on));
    }

    private Tool<CompleteTask.In, CompleteTask.Out> complete() {
        CompleteTask complete = new CompleteTask(tooling);
        return Tool.of(CompleteTask.NAME, CompleteTask.In.class, CompleteTask.Out.class)
                .description("Done; verified too if fresh evidence proves it.")
                .handler(tooling.handler(
                        CompleteTask.NAME,
                        CompleteTask.In::workflowName,
                        (project, in, cause, call) -> complete.on(project, in, cause)));
    }

    private Tool<WorkflowStatusTool.In, WorkflowStatusTool.Out> status() {
        WorkflowStatusTool status = new WorkflowStatusTool(tooling);
        return Tool.of(WorkflowStatusTool.NAME, WorkflowStatusTool.In.class, WorkflowStatusTool.Out.class)
                .description("Also of archived ones; taskId shows one task whole.")
                .readOnly()
                .handler(tooling.handler(
                        WorkflowStatusTool.NAME,
                        WorkflowStatusTool.In::workflowName,
                        (project, in, cause, call) -> status.on(project, in)));
    }

    private Tool<ArchiveWorkflow.In, ArchiveWorkflow.Out> archive() {
        ArchiveWorkflow archive = new ArchiveWorkflow(tooling, checks);
        return Tool.of(ArchiveWorkflow.NAME, ArchiveWorkflow.In.class, ArchiveWorkflow.Out.class)
                .description("When all is done.")
                .destructive()
                .handler(tooling.handler(
                        ArchiveWorkflow.NAME,
                        ArchiveWorkflow.In::workflowName,
                        (project, in, cause, call) -> archive.on(project, in, cause)));
    }

    private Tool<AddTasks.In, AddTasks.Out> add() {
        AddTasks add = new AddTasks(tooling);
        return Tool.of(AddTasks.NAME, AddTasks.In.class, AddTasks.Out.class)
                .description("More tasks for an active workflow.")
                .handler(tooling.handler(
                        AddTasks.NAME,
                        AddTasks.In::workflowName,
                        (project, in, cause, call) -> add.on(project, in, cause)));
    }

    private Tool<EditTask.In, EditTask.Out> edited() {
        EditTask edit = new EditTask(tooling);
        return Tool.of(EditTask.NAME, EditTask.In.class, EditTask.Out.class)
                .description("What a task says and needs; an empty text takes a field away.")
                .destructive()
                .handler(tooling.handler(
                        EditTask.NAME,
                        EditTask.In::workflowName,
                        (project, in, cause, call) -> edit.on(project, in, cause)));
    }

    private Tool<ChangeTask.In, ChangeTask.Out> change() {
        ChangeTask change = new ChangeTask(tooling);
        return Tool.of(ChangeTask.NAME, ChangeTask.In.class, ChangeTask.Out.class)
                .description("Another status or holder of a task.")
                .handler(tooling.handler(
                        ChangeTask.NAME,
                        ChangeTask.In::workflowName,
                        (project, in, cause, call) -> change.on(project, in, cause)));
    }

    private Tool<ListClaims.In, ListClaims.Out> claims() {
        ListClaims claims = new ListClaims(tooling);
        return Tool.of(ListClaims.NAME, ListClaims.In.class, ListClaims.Out.class)
                .description("Who holds what, what is stuck, and why.")
                .handler(tooling.handler(
                        ListClaims.NAME,
                        in -> in.workflowName().orElse(""),
                        (project, in, cause, call) -> claims.on(project, in, cause)));
    }

    private Tool<ListWorkflows.In, ListWorkflows.Out> list() {
        ListWorkflows list = new ListWorkflows(tooling);
        return Tool.of(ListWorkflows.NAME, ListWorkflows.In.class, ListWorkflows.Out.class)
                .description("Active and archived workflows.")
                .readOnly()
                .handler(tooling.handler(
                        ListWorkflows.NAME, in -> "", (project, in, cause, call) -> list.on(project, in)));
    }

    private Tool<ReopenWorkflow.In, ReopenWorkflow.Out> reopen() {
        ReopenWorkflow reopen = new ReopenWorkflow(tooling);
        return Tool.of(ReopenWorkflow.NAME, ReopenWorkflow.In.class, ReopenWorkflow.Out.class)
                .description("Back from the archive.")
                .handler(tooling.handler(
                        ReopenWorkflow.NAME,
                        ReopenWorkflow.In::workflowName,
                        (project, in, cause, call) -> reopen.on(project, in, cause)));
    }
}
