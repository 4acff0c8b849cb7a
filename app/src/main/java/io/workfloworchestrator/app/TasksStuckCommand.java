package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow tasks stuck [WORKFLOW]}: who holds what, what is stuck, and why. */
@Command(name = "stuck", description = "Who holds what, what nobody gets on with, and what to do about it.")
final class TasksStuckCommand extends ChangingCommand {
    @Parameters(
            paramLabel = "WORKFLOW",
            arity = "0..1",
            description = "Which workflow; every active one when not given.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--sweep", description = "Give back the tasks whose claim ran out.")
    private boolean sweep;

    TasksStuckCommand(Console console) {
        super(console);
    }

    /** A line begins with its workflow. */
    private static String said(String line) {
        int end = line.indexOf(", ");
        return TaskCalls.said(end < 0 ? "WORKFLOW" : line.substring(0, end), line);
    }

    @Override
    ExitCode run(Workbench bench) {
        Json.Obj arguments =
                GoalCalls.with(Json.Obj.EMPTY, "workflowName", name).with("sweep", Json.of(sweep));
        Json.Obj answer = TaskCalls.ask(bench, "list_claims", arguments);
        console.answer(answer.without("changes"), () -> {
            List<String> stuck = TaskCalls.texts(answer, "stuck");
            stuck.forEach(line -> console.paragraph(console.warn("stuck  "), "       ", said(line)));
            TaskCalls.texts(answer, "holders").forEach(line -> console.paragraph("held   ", "       ", line));
            TaskCalls.texts(answer, "swept").forEach(line -> console.paragraph("given back  ", "       ", line));
            if (stuck.isEmpty()) {
                console.line("Nothing is stuck.");
            }
        });
        return ExitCode.OK;
    }
}
