/** The general hand-off protocol 1.0.0: messages between the servers of planning, specifications and tasks. */
@NullMarked
package io.workfloworchestrator.projectmanagement.handoff.protocol;

import org.jspecify.annotations.NullMarked;
