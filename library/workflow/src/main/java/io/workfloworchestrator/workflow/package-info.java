/**
 * Workflows: phases with steps and gates over shared state, driven by a {@linkplain
 * io.workfloworchestrator.definition.WorkflowDefinition definition} in YAML or Java, answered by one door, {@link
 * io.workfloworchestrator.workflow.Workflow}.
 *
 * <p>The order of the room, each knowing only those before it: the state; the definition that it runs by, compiled; the situation
 * that both make with what is on disk; advice and other answers about a situation; looking, which finds the situation; a moment,
 * which answers; changes; the door with its options.
 */
@NullMarked
package io.workfloworchestrator.workflow;

import org.jspecify.annotations.NullMarked;
