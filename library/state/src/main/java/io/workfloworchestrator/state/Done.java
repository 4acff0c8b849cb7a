package io.workfloworchestrator.state;

import java.util.Optional;

/**
 * The outcome of a change.
 *
 * @param commit the new commit; empty if the function changed nothing
 * @param moment the state as of that commit; as of now if there is none
 */
public record Done<R>(R result, Optional<Commit> commit, Moment moment) {}
