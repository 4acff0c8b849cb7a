package io.workfloworchestrator.projectmanagement.handoff.protocol;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** How far something is; from any server to the one above it. Immutable and thread-safe. */
public record ProgressUpdate(Entity entity, Progress progress, Trigger trigger, Propagation propagation)
        implements Payload {
    /** What it is about. */
    public record Entity(EntityType type, String id, String name) {}

    /** What progress can be told of. */
    public enum EntityType {
        TASK_WORKFLOW,
        SUB_GOAL,
        MAJOR_GOAL,
        COMPONENT,
        PROJECT
    }

    /** How far it is; the percentage is 0 to 100. */
    public record Progress(
            double percentage,
            String status,
            Instant lastUpdated,
            int completedItems,
            int totalItems,
            Map<String, Part> breakdown) {}

    /** How far a part is. */
    public record Part(String name, double progress, String status) {}

    /** What happened. */
    public record Trigger(Event event, Optional<String> triggeredBy, Optional<String> relatedEntityId) {}

    /** The events that are told. */
    public enum Event {
        TASK_COMPLETED,
        WORKFLOW_COMPLETED,
        STATUS_CHANGED,
        MANUAL_UPDATE
    }

    /** Whether what is above changes with it. */
    public record Propagation(
            boolean shouldBubbleUp, Optional<EntityType> parentEntityType, Optional<String> parentEntityId) {}
}
