package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.server.ToolContext;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/** The tools for workflows of tasks. Thread-safe. */
public final class TaskTools {
    static final String CREATE_WORKFLOW = "create_workflow";
    static final String NEXT_TASK = "next_task";
    static final String COMPLETE_TASK = "complete_task";
    static final String GET_WORKFLOW_STATUS = "get_workflow_status";
    static final String ARCHIVE_WORKFLOW = "archive_workflow";
    static final String ADD_TASKS = "add_tasks";
    static final String EDIT_TASK = "edit_task";
    static final String CHANGE_TASK = "change_task";
    static final String LIST_CLAIMS = "list_claims";
    static final String LIST_WORKFLOWS = "list_workflows";
    static final String REOPEN_WORKFLOW = "reopen_workflow";

    private final TaskTooling tooling;

    public TaskTools(ToolContext context, Clock clock) {
        this.tooling = new TaskTooling(context, clock);
    }

    /** From a list of tasks to the archive: what a client is offered unasked. */
    public List<Tool<?, ?>> work() {
        return List.of(
                tool(
                        CREATE_WORKFLOW,
                        Tool.of(CREATE_WORKFLOW, CreateWorkflow.In.class, CreateWorkflow.Out.class)
                                .description("A task may have files, skill, reviewer, details too."),
                        CreateWorkflow.In::name,
                        new CreateWorkflow(tooling)::on),
                Tool.of(NEXT_TASK, NextTask.In.class, NextTask.Out.class)
                        .description("Claims and begins the best ready task, or taskId; or says why there is none.")
                        .handler(tooling.handler(
                                NEXT_TASK, in -> in.workflowName().orElse(""), new NextTask(tooling)::on)),
                tool(
                        COMPLETE_TASK,
                        Tool.of(COMPLETE_TASK, CompleteTask.In.class, CompleteTask.Out.class)
                                .description(
                                        "Done; verified too if fresh evidence proves it. Takes agent, skipVerification."),
                        CompleteTask.In::workflowName,
                        new CompleteTask(tooling)::on),
                tool(
                        GET_WORKFLOW_STATUS,
                        Tool.of(GET_WORKFLOW_STATUS, WorkflowStatusTool.In.class, WorkflowStatusTool.Out.class)
                                .description("Also of archived ones; taskId shows one task whole.")
                                .readOnly(),
                        WorkflowStatusTool.In::workflowName,
                        new WorkflowStatusTool(tooling)::on),
                tool(
                        ARCHIVE_WORKFLOW,
                        Tool.of(ARCHIVE_WORKFLOW, ArchiveWorkflow.In.class, ArchiveWorkflow.Out.class)
                                .description("When all is done.")
                                .destructive(),
                        ArchiveWorkflow.In::workflowName,
                        new ArchiveWorkflow(tooling)::on));
    }

    /** To change single tasks, and who holds them. */
    public List<Tool<?, ?>> edit() {
        return List.of(
                tool(
                        ADD_TASKS,
                        Tool.of(ADD_TASKS, AddTasks.In.class, AddTasks.Out.class)
                                .description("More tasks for an active workflow."),
                        AddTasks.In::workflowName,
                        new AddTasks(tooling)::on),
                tool(
                        EDIT_TASK,
                        Tool.of(EDIT_TASK, EditTask.In.class, EditTask.Out.class)
                                .description("What a task says and needs; an empty text takes a field away.")
                                .destructive(),
                        EditTask.In::workflowName,
                        new EditTask(tooling)::on),
                tool(
                        CHANGE_TASK,
                        Tool.of(CHANGE_TASK, ChangeTask.In.class, ChangeTask.Out.class)
                                .description("Another status or holder of a task."),
                        ChangeTask.In::workflowName,
                        new ChangeTask(tooling)::on),
                tool(
                        LIST_CLAIMS,
                        Tool.of(LIST_CLAIMS, ListClaims.In.class, ListClaims.Out.class)
                                .description("Who holds what, what is stuck, and why."),
                        in -> in.workflowName().orElse(""),
                        new ListClaims(tooling)::on));
    }

    /** All workflows, and the way back from the archive. */
    public List<Tool<?, ?>> workflows() {
        return List.of(
                tool(
                        LIST_WORKFLOWS,
                        Tool.of(LIST_WORKFLOWS, ListWorkflows.In.class, ListWorkflows.Out.class)
                                .description("Active and archived workflows.")
                                .readOnly(),
                        in -> "",
                        new ListWorkflows(tooling)::on),
                tool(
                        REOPEN_WORKFLOW,
                        Tool.of(REOPEN_WORKFLOW, ReopenWorkflow.In.class, ReopenWorkflow.Out.class)
                                .description("Back from the archive."),
                        ReopenWorkflow.In::workflowName,
                        new ReopenWorkflow(tooling)::on));
    }

    private <I extends Record, O extends Record> Tool<I, O> tool(
            String name, Tool.Builder<I, O> tool, Function<I, String> workflow, ToolContext.Work<I, O> work) {
        return tool.handler(tooling.handler(name, workflow, (project, in, cause, call) -> work.on(project, in, cause)));
    }
}
