package io.workfloworchestrator.definition;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What must hold to leave a phase.
 *
 * @param otherwise what is missing and what to do, a template
 * @param call the tool that provides it, or null
 */
public record GateDefinition(
        String id, String when, String otherwise, @Nullable Call call) {
    public Optional<Call> tool() {
        return Optional.ofNullable(call);
    }
}
