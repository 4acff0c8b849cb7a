package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.taskexecutor.TaskExecutorServer;
import io.workfloworchestrator.workflow.Workflow;

/** The open project as the server of tasks sees it, whichever workflow of it the person asked for. */
final class TaskProject {
    private TaskProject() {}

    static OpenProject of(Workbench bench) {
        Workflow<Json> list = bench.named(TaskExecutorServer.WORKFLOWS).open();
        return new OpenProject(bench.folder().root(), bench.states(), list);
    }
}
