package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code workflow tasks attest WORKFLOW TASK}: the outcomes of its checks as in-toto statements, one in each line. */
@Command(
        name = "attest",
        description = "Write the outcomes of a task's checks to stdout as in-toto statements with the predicate"
                + " test-result v0.1, one in each line. They are not signed.")
final class TasksAttestCommand extends ProjectCommand {
    @Parameters(index = "0", paramLabel = "WORKFLOW", description = "The workflow of tasks.")
    private String workflow = "";

    @Parameters(index = "1", paramLabel = "TASK", description = "The task: its number, or its id.")
    private String task = "";

    TasksAttestCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        Json.Obj arguments =
                Json.Obj.EMPTY.with("workflowName", Json.of(workflow)).with("taskId", Json.of(task));
        Json.Obj answer = TaskCalls.ask(bench, "export_evidence", arguments);
        List<Json> statements = answer.find("statements").map(Json::asList).orElse(List.of());
        console.answer(answer, () -> {
            statements.forEach(one -> console.out().println(one));
            if (statements.isEmpty()) {
                console.note("task " + task + " has no outcome of a check that is about files.");
            }
        });
        return ExitCode.OK;
    }
}
