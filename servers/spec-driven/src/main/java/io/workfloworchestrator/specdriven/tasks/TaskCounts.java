package io.workfloworchestrator.specdriven.tasks;

import io.workfloworchestrator.workflow.Item;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many tasks there are in each status. Immutable.
 *
 * @param total all but those that were dropped
 */
public record TaskCounts(int total, int done, int inProgress, int blocked, int dropped) {
    static final TaskCounts NONE = new TaskCounts(0, 0, 0, 0, 0);

    static TaskCounts of(Collection<Item> tasks) {
        return ofStatuses(tasks.stream().map(TaskStatus::of).toList());
    }

    static TaskCounts ofStatuses(Collection<TaskStatus> statuses) {
        Map<TaskStatus, Integer> counts = new EnumMap<>(TaskStatus.class);
        statuses.forEach(status -> counts.merge(status, 1, Integer::sum));
        int dropped = counts.getOrDefault(TaskStatus.DROPPED, 0);
        return new TaskCounts(
                statuses.size() - dropped,
                counts.getOrDefault(TaskStatus.DONE, 0),
                counts.getOrDefault(TaskStatus.IN_PROGRESS, 0),
                counts.getOrDefault(TaskStatus.BLOCKED, 0),
                dropped);
    }

    TaskCounts plus(TaskCounts other) {
        return new TaskCounts(
                total + other.total,
                done + other.done,
                inProgress + other.inProgress,
                blocked + other.blocked,
                dropped + other.dropped);
    }

    /** How much is done, 0 to 100, rounded down: 100 means that nothing is left. */
    public int percent() {
        return total == 0 ? 0 : (int) (100L * done / total);
    }

    String said() {
        return done + "/" + total + " tasks complete (" + percent() + "%)";
    }

    /** Whether there is something, and nothing of it is left to do. */
    public boolean isComplete() {
        return total > 0 && done == total;
    }

    public boolean isBegun() {
        return done + inProgress + blocked > 0;
    }
}
