/**
 * Workflows: phases with steps and gates over shared state, driven by a {@linkplain
 * io.workfloworchestrator.definition.WorkflowDefinition definition} in YAML or Java, answered by one door, {@link
 * io.workfloworchestrator.workflow.Workflow}.
 */
@NullMarked
package io.workfloworchestrator.workflow;

import org.jspecify.annotations.NullMarked;
