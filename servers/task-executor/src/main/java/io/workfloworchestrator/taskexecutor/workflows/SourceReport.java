package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.specdriven.tasks.FeatureProgress;
import io.workfloworchestrator.specdriven.tasks.TaskChange;
import io.workfloworchestrator.specdriven.tasks.TaskStatus;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.Transaction;
import io.workfloworchestrator.taskexecutor.verify.TaskItems;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.WorkflowState;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells the feature that a task came from, and the goal that the workflow serves, how the task stands, in the commit that changes the
 * task, so that no two answers about one revision disagree. For one commit; not thread-safe.
 *
 * @param by who changes the task
 */
record SourceReport(TaskWorkflows workflows, Transaction commit, Clock clock, String by) {
    /** The task changed. Gives what else changed by it, each in a sentence. */
    List<String> changed(WorkflowEntry entry, Item task) {
        List<String> told = new ArrayList<>(
                change(task).map(change -> feature(task, change)).orElse(List.of()));
        if (entry.feature().isEmpty()) {
            told.addAll(new Goals(workflows, commit, clock, by).followed(entry));
        }
        return told;
    }

    /** How the feature's task is to stand; a task that was cancelled here stays in the feature, for another workflow. */
    private static Optional<TaskChange> change(Item task) {
        return switch (task.status()) {
            case "pending", "cancelled" -> Optional.of(TaskChange.to(TaskStatus.BACKLOG));
            case "in-progress" -> Optional.of(TaskChange.to(TaskStatus.IN_PROGRESS));
            case "completed", "verified" -> Optional.of(TaskChange.to(TaskStatus.DONE));
            case "blocked" ->
                Optional.of(TaskChange.to(TaskStatus.BLOCKED)
                        .because(task.state().text("blockedReason").orElse("Nobody said why.")));
            default -> Optional.empty();
        };
    }

    private List<String> feature(Item task, TaskChange change) {
        Json.Obj source = TaskItems.source(task);
        String feature = source.text("feature").orElse("");
        String id = source.text("task").orElse("");
        boolean isThere = !id.isEmpty()
                && !feature.isEmpty()
                && commit.find(StateKey.of("feature/" + feature, WorkflowState.codec(Json.class)))
                        .flatMap(state -> state.item(id))
                        .isPresent();
        if (!isThere) {
            return List.of();
        }
        FeatureProgress.Moved moved =
                new FeatureProgress(workflows.folder, workflows.state(), clock).move(commit, feature, id, change, by);
        List<String> told = new ArrayList<>();
        if (!moved.task().status().equals(moved.before())) {
            told.add("Task " + moved.task().number().orElse(id) + " of the feature " + feature + " is "
                    + moved.task().status() + ".");
        }
        told.addAll(moved.said());
        return told;
    }
}
