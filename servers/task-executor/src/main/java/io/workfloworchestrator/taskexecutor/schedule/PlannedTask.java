package io.workfloworchestrator.taskexecutor.schedule;

import java.util.List;

/**
 * What a schedule has to know of a task.
 *
 * @param id its id, unique in the list
 * @param hours the estimate, in hours; 0 if there is none
 * @param files the files that it will change, as paths; a folder ends with {@code /}, and {@code *} stands for any text
 */
public record PlannedTask(String id, String title, double hours, List<String> needs, List<String> files, boolean done) {
    /** Copies the lists, and takes an estimate that is no number of hours as no estimate. */
    public PlannedTask {
        needs = List.copyOf(needs);
        files = List.copyOf(files);
        hours = Double.isFinite(hours) && hours > 0 ? hours : 0;
    }

    boolean isEstimated() {
        return hours > 0;
    }
}
