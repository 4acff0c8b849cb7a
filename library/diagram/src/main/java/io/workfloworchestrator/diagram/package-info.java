/**
 * Pictures of plans: roadmap, kanban, timeline and dependencies, as draw.io, Mermaid, SVG and text.
 *
 * <p>{@link io.workfloworchestrator.diagram.Drawing} is the door; a {@link io.workfloworchestrator.diagram.Diagram} is
 * what it draws.
 */
@NullMarked
package io.workfloworchestrator.diagram;

import org.jspecify.annotations.NullMarked;
