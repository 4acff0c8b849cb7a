/**
 * A workflow as described: its definition in YAML or from a builder, checked, extended, and bound to a layout of folders.
 *
 * <p>{@link io.workfloworchestrator.definition.Definitions} is the door.
 *
 * <p>The order of the room, each knowing only those before it: YAML with its places and problems; the parts of a definition; what
 * checks, writes and compares parts; what reads parts from a document and lays one document over another; {@link
 * io.workfloworchestrator.definition.WorkflowDefinition} with its builder; the definitions of a project.
 */
@NullMarked
package io.workfloworchestrator.definition;

import org.jspecify.annotations.NullMarked;
