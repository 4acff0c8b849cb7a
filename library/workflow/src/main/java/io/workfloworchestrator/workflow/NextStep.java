package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.Call;
import java.util.Optional;

/**
 * One advised step, ready to do.
 *
 * @param id what advises it, to be given to {@link Workflow#explain}: a rule's id, {@code step:<id>} or {@code
 *     advance:<phase>}; with {@code #<n>} for the further bindings of a for-each rule
 * @param salience 0 to 1000, higher first
 * @param action what to do, a short sentence
 * @param call the tool that does it, with its arguments, when it is offered; with a {@code path}, the tool to call
 *     after a person or agent has done it by hand
 * @param path what to create or edit by hand, relative to the project; absent when the call does it
 */
public record NextStep(
        String id, int salience, String action, String because, Optional<Call> call, Optional<String> path) {
    /** The reference's three priorities: high from 80, medium from 60, else low. */
    public String priority() {
        if (salience >= 80) {
            return "high";
        }
        return salience >= 60 ? "medium" : "low";
    }
}
