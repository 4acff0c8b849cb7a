package io.workfloworchestrator.projectmanagement.handoff.protocol;

import io.workfloworchestrator.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a receiver says to a message. Immutable and thread-safe.
 *
 * @param success whether the message was taken
 * @param processingTime in milliseconds
 */
public record HandoffResponse(
        String handoffId,
        Instant receivedAt,
        boolean success,
        Status status,
        Optional<Result> result,
        Optional<Failure> error,
        HandoffType.Server processedBy,
        Optional<Long> processingTime) {
    /** How far the receiver is. */
    public enum Status {
        ACCEPTED,
        PROCESSING,
        COMPLETED,
        FAILED,
        REJECTED
    }

    /** What the receiver made and changed. */
    public record Result(
            List<Created> created, List<Updated> updated, List<String> nextSteps, Optional<Json> metadata) {
        public Result {
            created = List.copyOf(created);
            updated = List.copyOf(updated);
            nextSteps = List.copyOf(nextSteps);
        }
    }

    /** Something new. */
    public record Created(String entityType, String entityId, Optional<String> filePath) {}

    /** Something that changed. */
    public record Updated(String entityType, String entityId, Optional<String> filePath, List<String> changes) {
        public Updated {
            changes = List.copyOf(changes);
        }
    }

    /**
     * Why it was not taken.
     *
     * @param code one of {@link HandoffErrorCode}, in its own spelling
     * @param recoverable whether the same message may be taken later
     */
    public record Failure(
            String code, String message, Optional<Json> details, boolean recoverable, Optional<String> suggestedFix) {
        /** A failure of this code. */
        public static Failure of(HandoffErrorCode code, String message, String suggestedFix) {
            return new Failure(code.name(), message, Optional.empty(), code.isRecoverable(), Optional.of(suggestedFix));
        }
    }
}
