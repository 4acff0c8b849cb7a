/** The end of a project: whether it is ready, what is left to do, and the report. */
@NullMarked
package io.workfloworchestrator.projectmanagement.completion;

import org.jspecify.annotations.NullMarked;
