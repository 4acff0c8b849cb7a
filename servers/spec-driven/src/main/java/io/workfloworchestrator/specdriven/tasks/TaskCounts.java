package io.workfloworchestrator.specdriven.tasks;

import io.workfloworchestrator.workflow.Item;
import java.util.Collection;

/**
 * How many tasks there are in each status. Immutable.
 *
 * @param total all but those that were dropped
 */
public record TaskCounts(int total, int done, int inProgress, int blocked, int backlog, int dropped) {
    static final TaskCounts NONE = new TaskCounts(0, 0, 0, 0, 0, 0);

    static TaskCounts of(Collection<Item> tasks) {
        return ofStatuses(tasks.stream().map(TaskStatus::of).toList());
    }

    static TaskCounts ofStatuses(Collection<TaskStatus> statuses) {
        int[] counts = new int[TaskStatus.values().length];
        statuses.forEach(status -> counts[status.ordinal()]++);
        int dropped = counts[TaskStatus.DROPPED.ordinal()];
        return new TaskCounts(
                statuses.size() - dropped,
                counts[TaskStatus.DONE.ordinal()],
                counts[TaskStatus.IN_PROGRESS.ordinal()],
                counts[TaskStatus.BLOCKED.ordinal()],
                counts[TaskStatus.BACKLOG.ordinal()],
                dropped);
    }

    TaskCounts plus(TaskCounts other) {
        return new TaskCounts(
                total + other.total,
                done + other.done,
                inProgress + other.inProgress,
                blocked + other.blocked,
                backlog + other.backlog,
                dropped + other.dropped);
    }

    /** How much is done, 0 to 100, rounded down: 100 means that nothing is left. */
    public int percent() {
        return total == 0 ? 0 : (int) (100L * done / total);
    }

    /** Whether there is something, and nothing of it is left to do. */
    public boolean isComplete() {
        return total > 0 && done == total;
    }

    /** Whether somebody has begun. */
    public boolean isBegun() {
        return done + inProgress + blocked > 0;
    }
}
