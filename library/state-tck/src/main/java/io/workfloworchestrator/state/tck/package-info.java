/**
 * What every state store must pass, as a JUnit suite by topic.
 *
 * <p>{@link io.workfloworchestrator.state.tck.StateStoreContract} is the one door.
 */
@NullMarked
package io.workfloworchestrator.state.tck;

import org.jspecify.annotations.NullMarked;
