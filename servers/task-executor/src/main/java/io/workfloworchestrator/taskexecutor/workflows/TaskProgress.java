package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.ItemState;
import io.workfloworchestrator.workflow.WorkflowState;
import java.util.Collection;
import java.util.Collections;

/**
 * How far a workflow is. A cancelled task counts neither as done nor as open.
 *
 * @param total how many tasks there are, those that were cancelled left out
 */
record TaskProgress(int completed, int verified, int total, int cancelled) {
    static TaskProgress of(WorkflowState<?> state) {
        return of(state.items(TaskWorkflows.TASK).values().stream()
                .map(ItemState::status)
                .toList());
    }

    static TaskProgress of(Collection<String> statuses) {
        int verified = Collections.frequency(statuses, "verified");
        int completed = Collections.frequency(statuses, "completed");
        int cancelled = Collections.frequency(statuses, "cancelled");
        return new TaskProgress(completed + verified, verified, statuses.size() - cancelled, cancelled);
    }

    TaskProgress plus(TaskProgress other) {
        return new TaskProgress(
                completed + other.completed,
                verified + other.verified,
                total + other.total,
                cancelled + other.cancelled);
    }

    /** Whether nothing is left to do, and something was done. */
    boolean isComplete() {
        return total > 0 && completed == total;
    }

    /** 0 to 100, rounded down, so that 100 means all. */
    int percent() {
        return total == 0 ? 0 : completed * 100 / total;
    }

    Json.Obj json() {
        return Json.Obj.EMPTY.with("completed", completed).with("total", total).with("percentComplete", percent());
    }

    /** In the form that readers of the forerunner know. */
    String toText() {
        return completed + "/" + total + " tasks complete (" + percent() + "%)";
    }
}
