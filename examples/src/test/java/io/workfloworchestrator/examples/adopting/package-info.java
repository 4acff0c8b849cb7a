/** Servers of other kits that take the library in. */
@NullMarked
package io.workfloworchestrator.examples.adopting;

import org.jspecify.annotations.NullMarked;
