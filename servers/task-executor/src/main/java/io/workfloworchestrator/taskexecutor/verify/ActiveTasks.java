package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowState;
import java.util.List;
import java.util.Optional;

/** Opens the workflows of tasks of a project by their names. Pure functions. */
public final class ActiveTasks {
    public static final String TYPE = "tasks";

    /** The workflow that lists all workflows of tasks, archived ones too. */
    public static final String LIST = "workflows/main";

    private ActiveTasks() {}

    /**
     * The workflow of that name.
     *
     * @throws CodedException {@code E_WORKFLOW} if there is no such workflow, with the nearest one; {@code E_WORKFLOW_ARCHIVED} if it is over
     */
    public static Workflow<Json> open(StateManager state, ProjectFolder project, String name) {
        if (!isThere(state, name)) {
            requireNotArchived(state, name);
            List<String> names = state.list(TYPE).stream()
                    .map(key -> StateKey.json(key).id())
                    .toList();
            String near = Words.nearest(name, names, 3)
                    .map(word -> " Did you mean \"" + word + "\"?")
                    .orElse("");
            throw new CodedException(
                    "E_WORKFLOW",
                    "There is no workflow of tasks \"" + Shown.text(name) + "\"." + near
                            + (names.isEmpty()
                                    ? " There is none at all: create_workflow makes one."
                                    : " There are: " + Shown.names(names) + "."));
        }
        return Workflow.of(project, TYPE + "/" + name, state).open();
    }

    private static void requireNotArchived(StateManager state, String name) {
        Optional<Item> archived = state.find(StateKey.of(LIST, WorkflowState.codec(Json.class))).stream()
                .flatMap(all -> TaskItems.of(all.value(), "workflow").stream())
                .filter(one -> one.status().equals("archived") && one.title().equalsIgnoreCase(name.strip()))
                .findFirst();
        if (archived.isPresent()) {
            throw new CodedException(
                    "E_WORKFLOW_ARCHIVED",
                    "\"" + Shown.text(name) + "\" is archived in "
                            + archived.get().state().text("folder").orElse("the archive")
                            + ", so its tasks stay as they are. Nothing was changed. Call reopen_workflow (toolset"
                            + " workflows) first.");
        }
    }

    private static boolean isThere(StateManager state, String name) {
        try {
            return state.find(StateKey.json(TYPE + "/" + name)).isPresent();
        } catch (StateException e) {
            return false; // it is no name that a workflow could have
        }
    }
}
