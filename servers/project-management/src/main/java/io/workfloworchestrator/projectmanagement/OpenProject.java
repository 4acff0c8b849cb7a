package io.workfloworchestrator.projectmanagement;

import io.workfloworchestrator.state.Json;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.Workflow;
import java.nio.file.Path;

/**
 * What the tools work on.
 *
 * @param root the project's folder, its real path
 * @param state the shared state of the project
 * @param workflow the workflow in it that is worked on: the planning, or another one
 */
public record OpenProject(Path root, StateManager state, Workflow<Json> workflow) {}
