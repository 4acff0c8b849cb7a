package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.taskexecutor.workflows.TaskWorkflows;
import io.workfloworchestrator.workflow.WorkflowMoment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow tasks board WORKFLOW}: a column for each status. */
@Command(name = "board", description = "The tasks of a workflow as a board.")
final class TasksBoardCommand extends ProjectCommand {
    @Parameters(paramLabel = "WORKFLOW", description = "Which workflow.")
    private String name = "";

    @Option(names = "--limit", paramLabel = "N", description = "At most so many in a column; 10 when not given.")
    private int limit = 10;

    @Override
    ExitCode run(Workbench bench) {
        UsageWords.requireAtLeast(1, limit, "--limit");
        WorkflowMoment<Json> tasks = TaskCommands.tasks(bench, name);
        ItemPictureCommands.Board.show(console, tasks, TaskWorkflows.TASK, limit);
        return ExitCode.OK;
    }
}
