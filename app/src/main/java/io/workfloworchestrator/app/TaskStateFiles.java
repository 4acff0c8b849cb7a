package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.taskexecutor.workflows.StateFile;
import io.workfloworchestrator.taskexecutor.workflows.TaskWorkflows;
import io.workfloworchestrator.workflow.WorkflowState;

/** Keeps the file {@code state.json} of each active workflow of tasks true to its state, while a project is open. */
final class TaskStateFiles {
    private TaskStateFiles() {}

    /** Begins to keep the files of this project. */
    static void follow(LocalProject project) {
        project.renderEach(
                TaskWorkflows.ACTIVE_TYPE,
                name -> StateKey.of(name, WorkflowState.codec(Json.class)),
                StateFile::path,
                StateFile::text);
    }
}
