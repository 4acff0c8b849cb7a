/** Commands of a project, run without a shell: bounded in time and output, ended with everything that they started. */
@NullMarked
package io.workfloworchestrator.taskexecutor.command;

import org.jspecify.annotations.NullMarked;
