package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.mcp.Field;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The arguments of {@code update_goal_progress}: those of the reference, and what else a goal has. Immutable and thread-safe. */
record ProgressCall(
        String goalId,
        @Field(min = 0, max = 100) Optional<Integer> progress,
        Optional<String> status,
        Optional<String> blockers,
        Optional<String> nextAction,
        Optional<String> specPath,
        @Field(listed = false) Optional<String> workflow,
        List<String> evidence,
        @Field(listed = false) Optional<Integer> tasksCompleted,
        @Field(listed = false) Optional<Integer> totalTasks,
        @Field(listed = false) Optional<String> targetDate,
        @Field(listed = false) Optional<String> priority,
        @Field(listed = false) Optional<String> owner,
        @Field(listed = false) Optional<String> objective,
        @Field(listed = false) Optional<List<String>> measures,
        @Field(listed = false) Optional<Boolean> force,
        Optional<String> reason,
        @Field(listed = false) Optional<String> projectPath) {

    /** Whether it says something about the work itself, which only a selected goal has. */
    boolean isAboutWork() {
        return Stream.of(progress, status, blockers, specPath, workflow, tasksCompleted, totalTasks)
                .anyMatch(Optional::isPresent);
    }

    /** The folder of the specification; empty if the call names none, or a file of tasks alone. */
    Optional<String> specification() {
        return specPath.map(path -> path.strip().replaceAll("/+$", ""))
                .filter(path ->
                        !path.isEmpty() && !path.toLowerCase(Locale.ROOT).endsWith(".md"));
    }

    /** Whether it says something beside progress. */
    boolean isAboutMore() {
        return !evidence.isEmpty()
                || Stream.of(status, workflow, blockers, nextAction, targetDate, priority, owner, objective, measures)
                        .anyMatch(Optional::isPresent);
    }
}
