/**
 * The files of a project: paths that cannot leave it, whole writes, and what was refused and why.
 *
 * <p>{@link io.workfloworchestrator.files.ProjectFolder} is the door.
 */
@NullMarked
package io.workfloworchestrator.files;

import org.jspecify.annotations.NullMarked;
