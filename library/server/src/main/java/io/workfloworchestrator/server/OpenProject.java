package io.workfloworchestrator.server;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.Workflow;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the tools work on.
 *
 * @param root the project's folder, its real path
 * @param state the shared state of the project
 * @param workflow the workflow in it that is worked on: the planning, or another one
 * @param asked the folder that led to the project, its real path: the client's root may lie inside of it
 * @param within the project around this one, while nothing is begun here
 * @param remarks what a client should know of the folder, for its status
 */
public record OpenProject(
        Path root,
        StateManager state,
        Workflow<Json> workflow,
        Path asked,
        Optional<Path> within,
        List<String> remarks) {
    public OpenProject {
        remarks = List.copyOf(remarks);
    }

    /** A project in the very folder that was asked for, of which nothing is to be said. */
    public OpenProject(Path root, StateManager state, Workflow<Json> workflow) {
        this(root, state, workflow, root, Optional.empty(), List.of());
    }
}
