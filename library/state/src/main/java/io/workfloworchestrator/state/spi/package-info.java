/** What a state store, and a second representation of the state, implement. */
@NullMarked
package io.workfloworchestrator.state.spi;

import org.jspecify.annotations.NullMarked;
