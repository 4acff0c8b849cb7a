package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Moment;
import java.util.List;
import java.util.Optional;

/** {@code reopen_workflow}: an archived workflow is active again, with its folder. Thread-safe. */
record ReopenWorkflow(TaskTooling tooling) {
    record In(
            @Field("Name, or folder in the archive") String workflowName,
            Optional<String> reason,
            @Field(listed = false) Optional<String> projectPath) {}

    record Out(
            boolean success,
            @Field(untrusted = true, max = 400) String message,
            String workflowPath,
            @Field(listed = false) long revision,

            @Field(untrusted = true, max = 400, listed = false)
            List<String> changes) {}

    Out on(OpenProject project, In in, Cause cause) {
        TaskWorkflows workflows = tooling.of(project, in.projectPath());
        Moment now = workflows.state().now();
        WorkflowEntry entry = workflows.named(now, in.workflowName());
        if (entry.isActive()) {
            throw new TaskException(
                    "E_WORKFLOW_ACTIVE",
                    "\"" + entry.name() + "\" is active, in " + entry.folder() + ". Nothing was changed.");
        }
        WorkflowFolders folders = new WorkflowFolders(workflows);
        folders.requireRoom(entry.folder(), workflows.activeFolder(entry.name()));
        folders.requireFree(entry.name());
        Cause recorded = ToolContext.because(cause, in.reason()).doing("reopened the workflow " + entry.name());
        TaskTooling.Changed<Archiving.Moved> changed = tooling.changed(
                workflows,
                new Archiving(workflows, tooling.clock())
                        .reopen(entry, TaskList.of(workflows, entry, now).state(), recorded));
        return new Out(
                true,
                "\"" + entry.name() + "\" is active again. Its tasks are as they were: open those that are to be done"
                        + " again by change_task (toolset edit) with action reopen.",
                changed.result().folder(),
                changed.revision(),
                changed.changes());
    }
}
