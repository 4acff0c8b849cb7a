package io.workfloworchestrator.taskexecutor.schedule;

import io.workfloworchestrator.workflow.Plan;
import java.util.List;

/**
 * Whether several agents help with some tasks, and how.
 *
 * @param mode {@code parallel} or {@code sequential}
 * @param plan batches, critical path, float, and what each task unblocks
 * @param ranking the tasks in the order in which to take them
 * @param conflicts pairs of tasks that may run at the same time and change the same file, the first of them
 */
public record Parallelization(
        boolean shouldParallelize,
        String mode,
        List<String> reasoning,
        Schedule schedule,
        Plan plan,
        List<RankedTask> ranking,
        List<FileConflict> conflicts,
        long conflictCount,
        Confidence confidence) {
    public Parallelization {
        reasoning = List.copyOf(reasoning);
        ranking = List.copyOf(ranking);
        conflicts = List.copyOf(conflicts);
    }

    /** @param other the id of the other one, later in the order of people */
    public record FileConflict(String one, String other, String file) {}

    /**
     * A task that is not done, and what speaks for doing it next.
     *
     * @param critical whether the whole becomes later when it does
     * @param unblocks how many tasks wait for it, directly or through others
     * @param slack by how many hours it may begin later without making the whole later (its total float)
     * @param words all of that for people: {@code ready · critical path · unblocks 7}
     */
    public record RankedTask(String task, boolean ready, boolean critical, int unblocks, double slack, String words) {}

    /** Total ÷ length of the schedule, if several agents shall work; else 1. */
    public double estimatedSpeedup() {
        return "parallel".equals(mode) ? Numbers.rounded(schedule.speedup()) : 1;
    }

    /** The risk of conflicts in files: none, low, medium, high, or unknown if no task names its files. */
    public String fileConflictRisk() {
        if (confidence.withFiles() == 0 && confidence.tasks() > 1) {
            return "unknown";
        }
        double pairs = Math.max(1, confidence.tasks() * (confidence.tasks() - 1L) / 2.0);
        double share = conflictCount / pairs;
        return conflictCount == 0 ? "none" : share < 0.05 ? "low" : share < 0.25 ? "medium" : "high";
    }
}
