/**
 * The parts for servers of workflows: an open project, and for any type of workflow its tools, resources, prompts
 * and answers.
 *
 * <p>Begin with {@link io.workfloworchestrator.server.WorkflowServer}.
 */
@NullMarked
package io.workfloworchestrator.server;

import org.jspecify.annotations.NullMarked;
