package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.Transaction;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells the feature that a task came from how the task stands, in the commit that changes the task, so that no two answers about one
 * revision disagree. For one commit; not thread-safe.
 */
final class SourceReport {
    private static final Set<String> CLOSED = Set.of("done", "dropped");

    private final TaskWorkflows workflows;
    private final Transaction commit;
    private final Cause cause;

    SourceReport(TaskWorkflows workflows, Transaction commit, Cause cause) {
        this.workflows = workflows;
        this.commit = commit;
        this.cause = cause;
    }

    /** The task is done: so is that of its feature. */
    List<String> completed(WorkflowEntry entry, Item task) {
        return feature(task).map(source -> source.move("complete", "done")).orElse(List.of());
    }

    /** The task was begun. */
    List<String> started(Item task) {
        return feature(task).map(source -> source.move("start", "in-progress")).orElse(List.of());
    }

    /** The task is open again. */
    List<String> reopened(Item task) {
        return feature(task).map(source -> source.move("reopen", "backlog")).orElse(List.of());
    }

    /** The task of a feature that a task of ours came from; empty if it came from none, or that is no longer there. */
    private Optional<Source> feature(Item task) {
        Json.Obj source = Optional.ofNullable(task.state().fields().get("source"))
                .map(Json::asObject)
                .orElse(Json.Obj.EMPTY);
        String key = "feature/" + source.text("feature").orElse("");
        String id = source.text("task").orElse("");
        if (id.isEmpty() || commit.find(StateKey.json(key)).isEmpty()) {
            return Optional.empty();
        }
        Workflow<Json> feature = workflows.tasks(key);
        ItemChanges items = feature.in(commit, cause.actor());
        return items.find(id).map(item -> new Source(source.text("feature").orElse(""), items, item));
    }

    private record Source(String feature, ItemChanges items, Item task) {
        /** Moves the feature's task, if it is not there already. */
        List<String> move(String move, String status) {
            List<String> told = new ArrayList<>();
            boolean isClosed = CLOSED.contains(task.status());
            if (!task.status().equals(status) && (move.equals("reopen") == isClosed)) {
                Item moved = items.move(task.id(), move, Revision.NONE);
                told.add("Task " + moved.number().orElse(moved.id()) + " of the feature " + feature + " is "
                        + moved.status() + ".");
            }
            return told;
        }
    }
}
