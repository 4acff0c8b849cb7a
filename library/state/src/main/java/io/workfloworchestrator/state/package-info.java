/**
 * Shared project state: typed, atomic, durable, revisioned, with history and undo.
 *
 * <p>{@link io.workfloworchestrator.state.StateManager} is the one door. A store behind it implements
 * {@link io.workfloworchestrator.state.spi.StateStore}.
 */
@NullMarked
package io.workfloworchestrator.state;

import org.jspecify.annotations.NullMarked;
