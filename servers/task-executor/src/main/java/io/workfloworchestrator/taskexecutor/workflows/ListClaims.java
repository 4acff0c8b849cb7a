package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.taskexecutor.verify.TaskItems;
import io.workfloworchestrator.workflow.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code list_claims}: who holds what, who is stuck and why, and what to call; gives back what nobody works on any more. Thread-safe. */
record ListClaims(TaskTooling tooling) {
    /** @param sweep whether tasks whose claim ran out are given back, so that the history says it */
    record In(
            Optional<String> workflowName,
            @Field("Give back what ran out") Optional<Boolean> sweep,
            @Field(listed = false) Optional<String> projectPath) {}

    record Out(
            @Field(untrusted = true, max = 400) List<String> holders,
            @Field(untrusted = true, max = 400) List<String> stuck,
            List<String> swept,
            @Field(listed = false) long revision,

            @Field(untrusted = true, max = 400, listed = false)
            List<String> changes) {}

    Out on(OpenProject project, In in, Cause cause) {
        TaskWorkflows workflows = tooling.of(project, in.projectPath());
        Moment now = workflows.state().now();
        List<WorkflowEntry> entries = in.workflowName()
                .filter(name -> !name.isBlank())
                .map(name -> List.of(workflows.named(now, name)))
                .orElseGet(() -> workflows.active(now));
        TaskTooling.Changed<List<String>> changed = in.sweep().orElse(false)
                ? sweep(workflows, entries, cause)
                : new TaskTooling.Changed<>(List.of(), now, false, tooling.news(workflows, now));
        List<String> holders = new ArrayList<>();
        List<String> stuck = new ArrayList<>();
        for (WorkflowEntry entry : entries) {
            if (changed.moment().find(workflows.tasks(entry).key()).isPresent()) {
                Standing standing = new Standing(TaskList.of(workflows, entry, changed.moment()));
                standing.holders().forEach(line -> holders.add(entry.name() + ", " + line));
                standing.stuck().forEach(line -> stuck.add(entry.name() + ", " + line));
            }
        }
        return new Out(holders, stuck, changed.result(), changed.revision(), changed.changes());
    }

    private TaskTooling.Changed<List<String>> sweep(TaskWorkflows workflows, List<WorkflowEntry> entries, Cause cause) {
        return tooling.change(workflows, cause.doing("gave back what nobody works on"), commit -> {
            List<String> swept = new ArrayList<>();
            for (WorkflowEntry entry : entries) {
                if (entry.isActive()
                        && commit.find(workflows.tasks(entry).key()).isPresent()) {
                    List<Item> back =
                            workflows.tasks(entry).in(commit, cause.actor()).sweep(TaskWorkflows.TASK);
                    back.forEach(task -> swept.add(entry.name() + ", task " + TaskItems.number(task)));
                }
            }
            return swept;
        });
    }
}
