package io.workfloworchestrator.taskexecutor.verify;

import java.util.List;

/**
 * What tasks of some categories need to be verified, beside the checks that are for them. It mirrors an entry of {@code
 * requires} in {@link VerificationRules#FILE}.
 *
 * @param categories of which categories the workflows are; empty for all
 * @param constraints whether each constraint of the workflow is confirmed for each task
 * @param review whether somebody who did not do the task approves it
 * @param files whether a file of the project changed since the task was begun
 */
public record Requirement(List<String> categories, boolean constraints, boolean review, boolean files) {
    /** What holds where a project says nothing. */
    static final Requirement USUAL = new Requirement(List.of(), true, false, false);

    public Requirement {
        categories = List.copyOf(categories);
    }

    boolean isFor(String category) {
        return categories.isEmpty() || categories.contains(category);
    }
}
