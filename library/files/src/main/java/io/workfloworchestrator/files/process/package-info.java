/**
 * Programs that are run without a shell: bounded in time and output, ended with everything that they started.
 *
 * <p>{@link io.workfloworchestrator.files.process.BoundedRun} is the door.
 */
@NullMarked
package io.workfloworchestrator.files.process;

import org.jspecify.annotations.NullMarked;
