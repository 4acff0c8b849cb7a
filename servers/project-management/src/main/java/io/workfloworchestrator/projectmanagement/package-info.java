/** The project-management server: phases, steps and advice for a project, as MCP tools. */
@NullMarked
package io.workfloworchestrator.projectmanagement;

import org.jspecify.annotations.NullMarked;
