package io.workfloworchestrator.server;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.Workflow;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The project that the tools work on.
 *
 * @param root the project's folder, its real path
 * @param state the shared state of the project
 * @param workflow the workflow in it that the tools work on: the planning, or another one
 * @param asked the real path of the folder that led to the project; the client's root may lie inside of it
 * @param within the project around this one, as long as nothing is begun here; otherwise empty
 * @param remarks what a client should know about the folder; its status shows them
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

    /** A project in exactly the folder that was asked for, without remarks. */
    public OpenProject(Path root, StateManager state, Workflow<Json> workflow) {
        this(root, state, workflow, root, Optional.empty(), List.of());
    }
}
