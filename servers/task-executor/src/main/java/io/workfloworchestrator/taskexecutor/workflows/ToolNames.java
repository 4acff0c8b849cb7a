package io.workfloworchestrator.taskexecutor.workflows;

/** The names of the tools for workflows of tasks, which refusals name as the next call. */
final class ToolNames {
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

    private ToolNames() {}
}
