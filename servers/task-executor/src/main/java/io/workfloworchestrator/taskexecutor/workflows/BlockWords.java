package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.taskexecutor.verify.TaskItems;
import io.workfloworchestrator.workflow.Claim;
import io.workfloworchestrator.workflow.Item;
import java.time.Instant;
import java.util.Optional;

/** What is said of a task that is blocked: why, and by which call that ends. Pure functions. */
final class BlockWords {
    private BlockWords() {}

    static boolean isBlocked(Item task) {
        return task.status().equals("blocked");
    }

    static String reason(Item task) {
        String reason = task.state()
                .text("blockedReason")
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElse("nobody said why");
        return reason.matches("(?s).*[.!?]") ? reason : reason + ".";
    }

    /** The calls that end it, each with the toolset or the server that has the tool, since a client may not be offered it. */
    static String ending(Item task, boolean isHeld) {
        String own = "change_task (toolset edit) with action unblock";
        Optional<String> feature = TaskItems.source(task).text("feature");
        Optional<String> number = TaskItems.source(task).text("number");
        if (feature.isEmpty() || number.isEmpty()) {
            return own;
        }
        return "update_task_status (server spec-driven) with featureId " + feature.get() + ", taskId " + number.get()
                + " and status " + (isHeld ? "in-progress" : "backlog") + ", or " + own;
    }

    /** Refuses to complete a task of which nobody said that its block is over. */
    static void requireOver(WorkflowEntry entry, Item task, Instant now) {
        if (!isBlocked(task)) {
            return;
        }
        String number = TaskItems.number(task);
        Optional<Claim> held = task.state().claim().filter(claim -> claim.isHeld(now));
        String holder = held.map(claim -> ", and held by " + claim.by() + " until " + claim.until())
                .orElse("");
        throw new TaskException(
                        "E_TASK_BLOCKED",
                        "Task " + number + " of " + entry.name() + " is blocked" + holder + ": " + reason(task)
                                + " Nothing was changed. When that is over, call " + ending(task, held.isPresent())
                                + ", then complete it; or say so in the same call by unblocked: true.")
                .next(
                        TaskTools.GET_WORKFLOW_STATUS,
                        Json.Obj.EMPTY.with("workflowName", entry.name()).with("taskId", number));
    }
}
