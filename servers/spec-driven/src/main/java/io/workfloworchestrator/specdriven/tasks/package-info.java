/** The tasks of a feature as state: their moves and progress, what a hand-off of them says, and what is taken over from elsewhere. */
@NullMarked
package io.workfloworchestrator.specdriven.tasks;

import org.jspecify.annotations.NullMarked;
