package io.workfloworchestrator.projectmanagement.handoff.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tasks that are done; from tasks to specifications. Immutable and thread-safe. */
public record TaskCompletion(
        WorkflowDone workflow,
        Completion completion,
        Progress progress,
        Optional<Verification> verification,
        Optional<Deliverables> deliverables,
        Optional<Issues> issues)
        implements Payload {
    /** The workflow of tasks. */
    public record WorkflowDone(String workflowId, String workflowName, String subGoalId, String majorGoalId) {}

    /** What is done. */
    public record Completion(
            Optional<String> completedTaskId,
            boolean allTasksComplete,
            Instant completedAt,
            Optional<String> completedBy) {}

    /** How far it is; the percentage is 0 to 100. */
    public record Progress(int tasksCompleted, int totalTasks, double percentage, CurrentStatus currentStatus) {}

    /** How the workflow stands. */
    public enum CurrentStatus {
        IN_PROGRESS,
        COMPLETED,
        BLOCKED
    }

    /** How it was checked. */
    public record Verification(
            boolean verified, Optional<String> verificationMethod, Optional<String> verificationNotes) {}

    /** What came of it; paths are relative to the project. */
    public record Deliverables(
            List<String> filesCreated,
            List<String> filesModified,
            Optional<Integer> testsAdded,
            List<String> documentation) {}

    /** What stands in the way, and what is left. */
    public record Issues(List<String> blockers, List<String> warnings, List<String> technicalDebt) {}
}
