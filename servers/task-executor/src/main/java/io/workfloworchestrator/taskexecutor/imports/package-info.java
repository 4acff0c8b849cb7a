/** Tasks from the lists of other tools: read, compared with what is there, and taken over in one commit. */
@NullMarked
package io.workfloworchestrator.taskexecutor.imports;

import org.jspecify.annotations.NullMarked;
