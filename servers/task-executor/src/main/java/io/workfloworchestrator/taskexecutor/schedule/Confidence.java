package io.workfloworchestrator.taskexecutor.schedule;

import java.util.ArrayList;
import java.util.List;

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
            gaps.add((tasks - withFiles) + " of " + tasks + " tasks name no files, so no conflict about them is seen.");
        }
        if (withNeeds == 0 && tasks > 1) {
            gaps.add("No task says what it needs.");
        }
        return gaps;
    }
}
