/** The tasks of a workflow in the formats of other tools. */
@NullMarked
package io.workfloworchestrator.taskexecutor.exports;

import org.jspecify.annotations.NullMarked;
