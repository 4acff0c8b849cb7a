package io.workfloworchestrator.definition;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A step as described: one thing to do in a phase.
 *
 * @param id unique in the definition
 * @param optional true when its phase may be left without it
 * @param doneWhen the condition that completes the step by itself, or null when a person or tool completes it
 * @param call the tool that does the step, or null
 * @param hint what a person does, a template, or null
 */
public record StepDefinition(
        String id,
        String title,
        boolean optional,
        @Nullable String doneWhen,
        @Nullable Call call,
        @Nullable String hint) {
    /** The condition that completes the step by itself. */
    public Optional<String> done() {
        return Optional.ofNullable(doneWhen);
    }

    public Optional<Call> tool() {
        return Optional.ofNullable(call);
    }
}
