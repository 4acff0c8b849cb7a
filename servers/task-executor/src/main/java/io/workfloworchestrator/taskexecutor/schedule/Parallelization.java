package io.workfloworchestrator.taskexecutor.schedule;

import io.workfloworchestrator.workflow.Plan;
import java.util.ArrayList;
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
     * @param words all of that for people: {@code ready · critical path · unblocks 7}
     */
    public record RankedTask(String task, boolean ready, String words) {}

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

    /**
     * How far an analysis can be trusted, by what is known: 40 % for estimates, 30 % for files, 30 % for needs.
     *
     * @param percent 0 to 100
     * @param withNeeds how many tasks need others, or are needed
     */
    public record Confidence(int percent, int estimated, int withFiles, int withNeeds, int tasks) {
        static Confidence of(int estimated, int withFiles, int withNeeds, int tasks) {
            double all = Math.max(1, tasks);
            // Tasks of which no other knows anything may well be free of each other once it is known which files they
            // change.
            double ordered = withNeeds > 0 ? 1 : withFiles / all;
            double sum = 0.4 * estimated / all + 0.3 * withFiles / all + 0.3 * ordered;
            return new Confidence((int) Math.round(100 * sum), estimated, withFiles, withNeeds, tasks);
        }

        /** What is missing, in a sentence each; empty if everything is known. */
        public List<String> gaps(double usualHours) {
            List<String> gaps = new ArrayList<>();
            if (estimated < tasks) {
                gaps.add((tasks - estimated) + " of " + tasks + " tasks have no hours and count as "
                        + Numbers.shown(usualHours) + " h.");
            }
            if (withFiles < tasks) {
                gaps.add((tasks - withFiles) + " of " + tasks
                        + " tasks name no files, so no conflict about them is seen.");
            }
            if (withNeeds == 0 && tasks > 1) {
                gaps.add("No task says what it needs.");
            }
            return gaps;
        }
    }
}
