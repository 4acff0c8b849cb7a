package io.workfloworchestrator.workflow;

import java.util.Optional;

/**
 * What keeps a phase from being left: a step that is pending or a gate that does not hold.
 *
 * @param id {@code step:<id>} or {@code gate:<id>}, to be given to {@link Workflow#explain}
 * @param what what is missing and what to do
 * @param call the tool that provides it, when it is offered
 * @param path what to create or edit by hand, when that does it
 */
public record Missing(String id, String what, Optional<Call> call, Optional<String> path) {}
