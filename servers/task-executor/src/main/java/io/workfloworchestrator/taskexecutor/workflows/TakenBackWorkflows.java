package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.Snapshot;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.workflow.WorkflowState;
import java.util.List;
import java.util.Optional;

/**
 * Tells the folder that a workflow of ours left behind, whose beginning was taken back, from that of a workflow that nobody has taken over
 * yet: the moment of creation in its state file is that of the state which the history still has. Thread-safe.
 */
final class TakenBackWorkflows {
    private static final int MOST_BYTES = 8 << 20;

    private final ProjectFolder folder;

    TakenBackWorkflows(TaskWorkflows workflows) {
        this.folder = workflows.project.workflow().project();
    }

    /**
     * The commit that took back the workflow which left this folder.
     *
     * @param key the key of its tasks
     * @return empty if the workflow is there, or the folder is that of another
     */
    Optional<Revision> since(Moment now, StateKey<WorkflowState<Json>> key, String path) {
        List<Commit> commits = now.history(key, 2);
        if (commits.size() < 2 || now.find(key).isPresent()) {
            return Optional.empty();
        }
        Optional<String> created = now.at(commits.get(1).revision())
                .find(key)
                .map(Snapshot::value)
                .flatMap(state -> state.data().asObject().text("created"));
        return created.isPresent() && created.equals(created(folder, path))
                ? Optional.of(commits.get(0).revision())
                : Optional.empty();
    }

    /** The moment of creation that the state file in a folder names; empty where no file can be read. */
    static Optional<String> created(ProjectFolder folder, String path) {
        try {
            return Json.parse(folder.readText(path + "/" + WorkflowFolders.STATE_FILE, MOST_BYTES))
                    .at("created")
                    .flatMap(Json::asText);
        } catch (JsonException | PathException e) {
            return Optional.empty();
        }
    }
}
