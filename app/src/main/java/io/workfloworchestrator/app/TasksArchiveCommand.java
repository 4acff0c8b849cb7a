package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow tasks archive WORKFLOW}: a workflow is over. */
@Command(name = "archive", description = "Check a workflow, and move it into the archive.")
final class TasksArchiveCommand extends ChangingCommand {
    @Parameters(paramLabel = "WORKFLOW", description = "Which workflow.")
    private String name = "";

    @Option(names = "--force", description = "Archive it although something is open; needs --reason.")
    private boolean force;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept with the archive.")
    private Optional<String> reason = Optional.empty();

    TasksArchiveCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        Json.Obj arguments = GoalCalls.with(TaskCalls.of(name), "reason", reason);
        arguments = force ? arguments.with("force", Json.of(true)) : arguments;
        Json.Obj answer = TaskCalls.call(bench, "archive_workflow", arguments, bench.cause(Optional.empty()));
        console.answer(answer.without("changes"), () -> {
            console.paragraph("", "", ToolCalls.said(TaskCalls.text(answer, "message")));
            TaskCalls.texts(answer, "warnings").forEach(text -> console.warning(ToolCalls.said(text)));
        });
        return ExitCode.OK;
    }
}
