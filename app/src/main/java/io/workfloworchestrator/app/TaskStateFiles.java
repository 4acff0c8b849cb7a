package io.workfloworchestrator.app;

import io.workfloworchestrator.local.ItemsFile;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.taskexecutor.workflows.StateFile;
import io.workfloworchestrator.taskexecutor.workflows.TaskWorkflows;

/** The file {@code state.json} of each active workflow of tasks: true to its state, and read where somebody else writes into it. */
final class TaskStateFiles {
    private TaskStateFiles() {}

    /** Begins to keep the files of this project; before anything is asked of its state. */
    static void follow(LocalProject project) {
        LocalProject unused = project.itemsFile(new ItemsFile(
                TaskWorkflows.ACTIVE_TYPE, TaskWorkflows.TASK, StateFile.PATH, StateFile.format(), StateFile::about));
    }
}
