/** The command line: the composition root that puts library and servers together. */
@NullMarked
package io.workfloworchestrator.app;

import org.jspecify.annotations.NullMarked;
