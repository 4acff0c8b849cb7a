package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.Workflow;
import java.util.List;

/** Opens the workflows of tasks of a project by their names. Pure functions. */
public final class ActiveTasks {
    /** The type of the workflows whose items are tasks. */
    public static final String TYPE = "tasks";

    private ActiveTasks() {}

    /**
     * The workflow of that name.
     *
     * @throws VerifyException {@code E_WORKFLOW} if there is none; it names the nearest one
     */
    public static Workflow<Json> open(StateManager state, ProjectFolder project, String name) {
        if (!isThere(state, name)) {
            List<String> names = state.list(TYPE).stream()
                    .map(key -> StateKey.json(key).id())
                    .toList();
            String near = Words.nearest(name, names, 3)
                    .map(word -> " Did you mean \"" + word + "\"?")
                    .orElse("");
            throw new VerifyException(
                    "E_WORKFLOW",
                    "There is no workflow of tasks \"" + Shown.text(name) + "\"." + near
                            + (names.isEmpty()
                                    ? " There is none at all: create_workflow makes one."
                                    : " There are: " + Shown.names(names) + "."));
        }
        return Workflow.of(project, TYPE + "/" + name, state).open();
    }

    private static boolean isThere(StateManager state, String name) {
        try {
            return state.find(StateKey.json(TYPE + "/" + name)).isPresent();
        } catch (StateException e) {
            return false; // it is no name that a workflow could have
        }
    }
}
