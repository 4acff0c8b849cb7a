package io.workfloworchestrator.projectmanagement.handoff.protocol;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import java.time.Instant;
import java.util.Optional;

/**
 * A message of the hand-off protocol: an envelope with what it says. Immutable and thread-safe.
 *
 * @param handoffId a UUID, which the response repeats
 */
public record HandoffMessage(
        String version,
        String handoffId,
        Instant timestamp,
        HandoffType.Server sourceMCP,
        HandoffType.Server targetMCP,
        HandoffType handoffType,
        Context context,
        Json payload,
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

    /** What it says, in the form of its type, which {@link HandoffProtocol#read} has checked. */
    public Payload said() {
        return (Payload) RecordCodec.of(handoffType.payload()).decode(payload);
    }
}
