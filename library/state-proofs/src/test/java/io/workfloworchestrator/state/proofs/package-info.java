/** Proofs of the state's promises, with real processes. */
@NullMarked
package io.workfloworchestrator.state.proofs;

import org.jspecify.annotations.NullMarked;
