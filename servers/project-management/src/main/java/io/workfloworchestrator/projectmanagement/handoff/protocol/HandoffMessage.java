package io.workfloworchestrator.projectmanagement.handoff.protocol;

import java.time.Instant;
import java.util.Optional;

/**
 * A message of the hand-off protocol: an envelope with what it says. Immutable and thread-safe.
 *
 * @param handoffId a UUID, which the response repeats
 */
public record HandoffMessage(
        String handoffId,
        Instant timestamp,
        HandoffType.Server source,
        HandoffType.Server target,
        Context context,
        Payload payload,
        Optional<Integer> retryAttempt,
        Optional<Integer> maxRetries,
        Optional<String> previousHandoffId) {
    public static final String VERSION = "1.0.0";

    /** @param projectPath the project's folder, absolute */
    public record Context(
            String projectPath,
            String projectId,
            String componentId,
            String componentName,
            Optional<String> majorGoalId,
            Optional<String> majorGoalName,
            Optional<String> subGoalId,
            Optional<String> workflowId) {}

    /** @throws IllegalStateException if what it says is no record of the protocol */
    public HandoffType type() {
        for (HandoffType type : HandoffType.values()) {
            if (type.payload().isInstance(payload)) {
                return type;
            }
        }
        throw new IllegalStateException("the protocol has no " + payload.getClass());
    }
}
