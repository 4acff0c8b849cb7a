package io.workfloworchestrator.projectmanagement.handoff.protocol;

import io.workfloworchestrator.projectmanagement.goals.Level;
import io.workfloworchestrator.projectmanagement.goals.Tier;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A goal that is to be specified; from planning to specifications. Immutable and thread-safe. */
public record GoalToSpec(
        MajorGoal majorGoal,
        Details details,
        List<Dependency> dependencies,
        List<Risk> risks,
        ComponentContext componentContext,
        Timeframe timeframe,
        TargetPaths targetPaths,
        Optional<Preferences> preferences)
        implements Payload {
    /** The goal itself. */
    public record MajorGoal(
            String id, String name, String description, Level priority, Tier tier, Level impact, Level effort) {}

    /** What it is for, and what shows that it is reached. */
    public record Details(
            String problem,
            String expectedValue,
            List<String> successCriteria,
            List<String> acceptanceCriteria,
            List<String> technicalConstraints) {}

    /** Another goal that matters to it. */
    public record Dependency(String goalId, String goalName, DependencyType dependencyType, String description) {}

    /** How another goal matters. */
    public enum DependencyType {
        BLOCKS,
        INFLUENCES
    }

    /** What may go wrong. */
    public record Risk(String id, String description, Likelihood impact, Likelihood probability, String mitigation) {}

    /** Five degrees. */
    public enum Likelihood {
        VERY_HIGH,
        HIGH,
        MEDIUM,
        LOW,
        VERY_LOW
    }

    /** The part of the product that it belongs to. */
    public record ComponentContext(
            String componentId,
            String componentName,
            String componentPurpose,
            Optional<String> subAreaId,
            Optional<String> subAreaName) {}

    /** How long it takes, in words, and until when it is wanted. */
    public record Timeframe(String estimate, Optional<LocalDate> targetDate) {}

    /** Where the receiver writes, relative to the project. */
    public record TargetPaths(String subGoalsFolder, Optional<String> specsFolder) {}

    /** How the sender would like it done. */
    public record Preferences(
            Optional<Integer> numberOfSubGoals,
            Optional<Strategy> decompositionStrategy,
            Optional<Depth> specificationDepth) {}

    /** In which order sub-goals are done. */
    public enum Strategy {
        SEQUENTIAL,
        PARALLEL,
        MIXED
    }

    /** How much is written down. */
    public enum Depth {
        LIGHT,
        MEDIUM,
        COMPREHENSIVE
    }
}
