package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow tasks change WORKFLOW TASK ACTION}: another status or holder of a task. */
@Command(name = "change", description = "Start, block, unblock, cancel or reopen a task, or change who holds it.")
final class TasksChangeCommand extends ChangingCommand {
    @Parameters(index = "0", paramLabel = "WORKFLOW", description = "Of which workflow.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "TASK", description = "Which task.")
    private String task = "";

    @Parameters(
            index = "2",
            paramLabel = "ACTION",
            description = "start, block, unblock, put-back, cancel, reopen, renew, release, hand-over or take-away.")
    private String action = "";

    @Option(names = "--token", paramLabel = "N", description = "The token of its claim; not needed by its holder.")
    private Optional<Long> token = Optional.empty();

    @Option(names = "--to", paramLabel = "NAME", description = "To whom it is handed over.")
    private Optional<String> to = Optional.empty();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the history.")
    private Optional<String> reason = Optional.empty();

    TasksChangeCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        Json.Obj arguments = TaskCalls.of(name).with("taskId", Json.of(task)).with("action", Json.of(action));
        arguments = GoalCalls.with(arguments, "to", to);
        arguments = GoalCalls.with(arguments, "reason", reason);
        if (token.isPresent()) {
            arguments = arguments.with("token", Json.of(token.get()));
        }
        Json.Obj answer = TaskCalls.call(bench, "change_task", arguments, bench.cause(Optional.empty()));
        console.answer(answer.without("changes"), () -> {
            console.line(console.bold("Task " + task) + " of " + name + " is "
                    + TaskCalls.text(answer, "task", "status") + ".");
            GoalCalls.message(console, answer);
        });
        return ExitCode.OK;
    }
}
