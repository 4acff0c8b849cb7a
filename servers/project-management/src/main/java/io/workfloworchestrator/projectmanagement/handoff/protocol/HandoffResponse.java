package io.workfloworchestrator.projectmanagement.handoff.protocol;

import io.workfloworchestrator.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a receiver says to a message. Immutable and thread-safe.
 *
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
            List<Created> created, List<Updated> updated, List<String> nextSteps, Optional<Json> metadata) {}

    /** Something new. */
    public record Created(String entityType, String entityId, Optional<String> filePath) {}

    /** Something that changed. */
    public record Updated(String entityType, String entityId, Optional<String> filePath, List<String> changes) {}

    /** @param code one of {@link HandoffErrorCode}, in its own spelling */
    public record Failure(
            String code, String message, Optional<Json> details, boolean recoverable, Optional<String> suggestedFix) {
        public static Failure of(HandoffErrorCode code, String message, String suggestedFix) {
            return new Failure(code.name(), message, Optional.empty(), code.isRecoverable(), Optional.of(suggestedFix));
        }
    }
}
