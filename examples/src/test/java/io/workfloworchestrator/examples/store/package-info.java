/** A store of one's own. */
@NullMarked
package io.workfloworchestrator.examples.store;

import org.jspecify.annotations.NullMarked;
