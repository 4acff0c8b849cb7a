/**
 * The kit for servers of workflows: an open project, and for any type of workflow its tools, resources, prompts and answers.
 *
 * <p>{@link io.workfloworchestrator.server.WorkflowServer} is the door.
 */
@NullMarked
package io.workfloworchestrator.server;

import org.jspecify.annotations.NullMarked;
