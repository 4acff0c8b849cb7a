package io.workfloworchestrator.definition;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What must hold to leave a phase.
 *
 * @param id unique in the definition
 * @param when the condition that must hold
 * @param otherwise what is missing and what to do, a template
 * @param call the tool that provides it, or null
 */
public record GateDefinition(
        String id, String when, String otherwise, @Nullable Call call) {
    /** The tool that provides what is missing. */
    public Optional<Call> tool() {
        return Optional.ofNullable(call);
    }
}
