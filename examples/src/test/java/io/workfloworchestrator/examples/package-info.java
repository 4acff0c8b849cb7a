/** Examples that are tests; the code in the documentation is cut from here. */
@NullMarked
package io.workfloworchestrator.examples;

import org.jspecify.annotations.NullMarked;
