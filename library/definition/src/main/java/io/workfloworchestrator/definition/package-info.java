/**
 * A workflow as described: its definition in YAML or from a builder, checked, extended, and bound to a layout of folders.
 *
 * <p>{@link io.workfloworchestrator.definition.Definitions} is the door.
 */
@NullMarked
package io.workfloworchestrator.definition;

import org.jspecify.annotations.NullMarked;
