package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.workflow.WorkflowState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code archive_workflow}: checks a workflow, then moves it into the archive, state and folder in one commit. Thread-safe. */
record ArchiveWorkflow(TaskTooling tooling) {
    record In(
            String workflowName,
            @Field("Needs reason") Optional<Boolean> force,
            Optional<String> reason,
            @Field(listed = false) Optional<String> projectPath) {
        boolean isForced() {
            return force.orElse(false);
        }
    }

    record Out(
            boolean success,
            @Field(untrusted = true, max = 600) String message,
            @Field(listed = false) Json validation,
            String archivePath,

            @Field(untrusted = true, max = 600, listed = false)
            Optional<List<String>> warnings,

            @Field(listed = false) long revision,

            @Field(untrusted = true, max = 400, listed = false)
            List<String> changes) {}

    Out on(OpenProject project, In in, Cause cause) {
        TaskWorkflows workflows = tooling.of(project, in.projectPath());
        boolean hasReason = in.reason().filter(text -> !text.isBlank()).isPresent();
        if (in.isForced() && !hasReason) {
            throw new TaskException(
                    "E_ARG_MISSING", "\"force\" needs a reason, which is kept with the archive. Nothing was changed.");
        }
        Moment now = workflows.state().now();
        WorkflowEntry entry = workflows.named(now, in.workflowName());
        if (!entry.isActive()) {
            throw new TaskException(
                    "E_WORKFLOW_ARCHIVED",
                    "\"" + entry.name() + "\" is archived already, in " + entry.folder() + ". Nothing was changed.");
        }
        TaskList tasks = TaskList.of(workflows, entry, now);
        ArchiveFindings findings = ArchiveFindings.of(workflows, tasks, tooling.verification(workflows));
        if (!in.isForced() && !findings.isReady()) {
            throw open(tasks, findings);
        }
        Cause recorded = ToolContext.because(cause, in.reason()).doing("archived the workflow " + entry.name());
        Optional<String> forced = findings.isReady() ? Optional.empty() : in.reason();
        WorkflowState<Json> checked = tasks.state();
        TaskTooling.Changed<Archiving.Moved> changed = tooling.changed(
                workflows, new Archiving(workflows, tooling.clock()).archive(entry, checked, forced, recorded));
        return out(changed, entry, findings, in);
    }

    /** Where no task is left to take, the status says what there is. */
    private static TaskException open(TaskList tasks, ArchiveFindings findings) {
        WorkflowEntry entry = tasks.entry();
        boolean isDone = tasks.only(task -> !task.isFinal()).isEmpty();
        return new TaskException(
                        "E_WORKFLOW_OPEN",
                        "\"" + entry.name() + "\" was not archived: " + String.join(" ", findings.concerns())
                                + " Do these first; or give force and a reason.")
                .next(isDone ? TaskTools.GET_WORKFLOW_STATUS : TaskTools.NEXT_TASK, entry.name());
    }

    private static Out out(
            TaskTooling.Changed<Archiving.Moved> changed, WorkflowEntry entry, ArchiveFindings findings, In in) {
        List<String> message = new ArrayList<>();
        message.add(
                "\"" + entry.name() + "\" is archived in " + changed.result().folder() + ".");
        message.addAll(changed.result().reported());
        if (!findings.isFresh()) {
            message.add("Not all of it is proved, as the warnings say: call undo with revision " + changed.revision()
                    + ", then verify_task, then archive_workflow again.");
        }
        List<String> warnings = new ArrayList<>(findings.warnings());
        if (in.isForced()) {
            warnings.addAll(findings.concerns());
        }
        return new Out(
                true,
                String.join(" ", message),
                findings.json(),
                changed.result().folder(),
                Optional.of(warnings).filter(list -> !list.isEmpty()),
                changed.revision(),
                changed.changes());
    }
}
