package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.workflow.Item;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code add_tasks}: more tasks for an active workflow, all or none. Thread-safe. */
record AddTasks(TaskTooling tooling) {
    private static final int SHOWN = 40;

    record In(
            String workflowName,
            @Field(max = 5_000) List<TaskGiven> tasks,
            @Field(listed = false) Optional<String> projectPath) {}

    record Out(
            boolean success,
            @Field(named = false) List<TaskRecord> tasks,
            @Field(listed = false) long revision,

            @Field(untrusted = true, max = 400, listed = false)
            List<String> changes) {}

    Out on(OpenProject project, In in, Cause cause) {
        TaskWorkflows workflows = tooling.of(project, in.projectPath());
        if (in.tasks().isEmpty()) {
            throw new TaskException("E_ARG_MISSING", "add_tasks needs tasks, each with a description.");
        }
        Moment now = workflows.state().now();
        WorkflowEntry entry = workflows.changeable(now, in.workflowName());
        boolean health = NewTasks.isHealth(workflows.state(now, entry));
        String count = in.tasks().size() + (in.tasks().size() == 1 ? " task" : " tasks");
        TaskTooling.Changed<List<Item>> changed = tooling.change(
                workflows,
                cause.doing("added " + count + " to " + entry.name()),
                commit -> NewTasks.add(
                        workflows.tasks(entry).in(commit, cause.actor()), in.tasks(), Map.of(), health, false));
        TaskList tasks = TaskList.of(workflows, entry, changed.moment());
        return new Out(
                true,
                changed.result().stream()
                        .limit(SHOWN)
                        .map(task -> tasks.brief(tasks.moment().item(task.id()).orElseThrow()))
                        .toList(),
                changed.revision(),
                changed.changes());
    }
}
