/** Workflows of tasks: created, worked on by many at once, archived and reopened, in the shared state and in files. */
@NullMarked
package io.workfloworchestrator.taskexecutor.workflows;

import org.jspecify.annotations.NullMarked;
