/** Hand-offs: goals passed on to the servers of specifications and of tasks, in one commit that both sides see. */
@NullMarked
package io.workfloworchestrator.projectmanagement.handoff;

import org.jspecify.annotations.NullMarked;
