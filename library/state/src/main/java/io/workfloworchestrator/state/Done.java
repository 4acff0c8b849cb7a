package io.workfloworchestrator.state;

import java.util.Optional;

/**
 * What a change came to.
 *
 * @param result what the function answered
 * @param commit the commit that was made; empty when nothing was to be changed
 * @param moment the state as of that commit; as of now when nothing was changed
 */
public record Done<R>(R result, Optional<Commit> commit, Moment moment) {}
