package io.workfloworchestrator.projectmanagement.handoff.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A sub-goal that is reached; from specifications to planning. Immutable and thread-safe. */
public record SubgoalCompletion(
        SubGoal subGoal,
        Completion completion,
        MajorGoalProgress majorGoalProgress,
        Outcomes outcomes,
        Optional<Quality> quality)
        implements Payload {
    /** The sub-goal, and the goal that it is a part of. */
    public record SubGoal(String id, String name, String majorGoalId, String majorGoalName) {}

    /** That it is reached. */
    public record Completion(
            Instant completedAt, boolean allCriteriaMetStatus, int totalWorkflows, int completedWorkflows) {}

    /** How far the goal is by it; the percentage is 0 to 100. */
    public record MajorGoalProgress(
            int subGoalsCompleted, int totalSubGoals, double percentage, String suggestedStatus) {}

    /** What came of it. */
    public record Outcomes(List<String> deliverables, List<String> successCriteriaMet, List<String> learnings) {}

    /** How good it is. */
    public record Quality(
            int testsAdded, boolean testsPassing, ReviewStatus codeReviewStatus, boolean documentationComplete) {}

    /** How the review stands. */
    public enum ReviewStatus {
        PENDING,
        APPROVED,
        CHANGES_REQUESTED
    }
}
