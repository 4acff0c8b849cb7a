package io.workfloworchestrator.projectmanagement.handoff.protocol;

import java.util.List;
import java.util.Optional;

/** A specified sub-goal whose tasks are to be done; from specifications to tasks. Immutable and thread-safe. */
public record SpecToTasks(
        SubGoal subGoal,
        Specification specification,
        TaskGuidance taskGuidance,
        Timeframe timeframe,
        TargetPaths targetPaths,
        Dependencies dependencies)
        implements Payload {
    /** The sub-goal, with an id such as {@code 1.1}. */
    public record SubGoal(String id, String name, String description, String parentGoalId, String parentGoalName) {}

    /** What was specified. */
    public record Specification(
            List<String> acceptanceCriteria,
            List<String> technicalRequirements,
            List<String> constraints,
            List<String> deliverables) {}

    /** What sort of work it is. */
    public record TaskGuidance(
            Optional<Integer> estimatedTaskCount, Complexity complexity, Optional<WorkflowType> workflowType) {}

    /** How involved it is. */
    public enum Complexity {
        SIMPLE,
        MODERATE,
        COMPLEX
    }

    /** The sorts of workflows. */
    public enum WorkflowType {
        BUG_FIX,
        FEATURE,
        REFACTOR,
        DEPLOYMENT,
        RESEARCH
    }

    /** How long it takes, in words, and how pressing it is. */
    public record Timeframe(String estimate, Optional<Urgency> urgency) {}

    /** How pressing it is. */
    public enum Urgency {
        LOW,
        MEDIUM,
        HIGH,
        URGENT
    }

    /** Where the receiver writes, and what to look at, relative to the project. */
    public record TargetPaths(String workflowFolder, List<String> relatedFiles) {}

    /** What it waits for. */
    public record Dependencies(List<String> blockedBy, List<String> relatedWorkflows) {}
}
