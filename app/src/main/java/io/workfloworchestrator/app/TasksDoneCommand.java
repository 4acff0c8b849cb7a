package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow tasks done WORKFLOW TASK}: a task is done. */
@Command(name = "done", description = "Complete a task; it is verified too if fresh evidence proves it.")
final class TasksDoneCommand extends ChangingCommand {
    @Parameters(index = "0", paramLabel = "WORKFLOW", description = "Of which workflow.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "TASK", description = "Which task.")
    private String task = "";

    @Option(names = "--token", paramLabel = "N", description = "The token of its claim; not needed by its holder.")
    private Optional<Long> token = Optional.empty();

    @Option(names = "--notes", paramLabel = "TEXT", description = "What was done.")
    private Optional<String> notes = Optional.empty();

    @Option(
            names = "--skip-verification",
            description = "Complete it although something speaks against it; needs --notes, which say why.")
    private boolean skipVerification;

    @Option(names = "--unblocked", description = "What blocked it is over.")
    private boolean unblocked;

    TasksDoneCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        Json.Obj arguments = TaskCalls.of(name).with("taskId", Json.of(task));
        arguments = GoalCalls.with(arguments, "notes", notes);
        if (token.isPresent()) {
            arguments = arguments.with("token", Json.of(token.get()));
        }
        if (skipVerification) {
            arguments = arguments.with("skipVerification", Json.of(true));
        }
        if (unblocked) {
            arguments = arguments.with("unblocked", Json.of(true));
        }
        Json.Obj answer = TaskCalls.call(bench, "complete_task", arguments, bench.cause(Optional.empty()));
        console.answer(answer.without("changes"), () -> print(answer));
        return ExitCode.OK;
    }

    private void print(Json.Obj answer) {
        console.line(console.bold(name) + ": " + TaskCalls.text(answer, "progress", "completed") + " of "
                + TaskCalls.text(answer, "progress", "total") + " tasks are done.");
        answer.at("verification", "concerns")
                .map(Json::asList)
                .orElse(List.of())
                .forEach(concern -> console.paragraph(
                        "  ", "  ", TaskCalls.said(name, concern.asText().orElse(""))));
        GoalCalls.message(console, answer);
    }
}
