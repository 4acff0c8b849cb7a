package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow tasks reopen WORKFLOW}: an archived workflow is active again. */
@Command(name = "reopen", description = "Bring an archived workflow back.")
final class TasksReopenCommand extends ChangingCommand {
    @Parameters(paramLabel = "WORKFLOW", description = "Its name, or its folder in the archive.")
    private String name = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the history.")
    private Optional<String> reason = Optional.empty();

    TasksReopenCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        Json.Obj arguments = GoalCalls.with(TaskCalls.of(name), "reason", reason);
        Json.Obj answer = TaskCalls.call(bench, "reopen_workflow", arguments, bench.cause(Optional.empty()));
        console.answer(
                answer.without("changes"), () -> console.line(ToolCalls.said(TaskCalls.text(answer, "message"))));
        return ExitCode.OK;
    }
}
