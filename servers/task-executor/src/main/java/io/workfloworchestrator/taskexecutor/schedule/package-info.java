/** In which order tasks can be done, how many agents help, and what stands in their way. */
@NullMarked
package io.workfloworchestrator.taskexecutor.schedule;

import org.jspecify.annotations.NullMarked;
