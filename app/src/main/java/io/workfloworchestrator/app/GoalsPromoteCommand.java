package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow goals promote GOAL}: selects a goal. */
@Command(name = "promote", description = "Select a potential or shelved goal: it is to be done.")
final class GoalsPromoteCommand extends ChangingCommand {
    @Parameters(paramLabel = "GOAL", description = "The goal.")
    private String goal = "";

    @Option(names = "--priority", paramLabel = "LEVEL", description = "High, Medium or Low; Medium when not given.")
    private Optional<String> priority = Optional.empty();

    @Option(names = "--owner", paramLabel = "NAME", description = "Who cares for it.")
    private Optional<String> owner = Optional.empty();

    @Option(
            names = "--target",
            paramLabel = "DAY",
            description = "The day by which it must be reached, such as 2026-05-31.")
    private Optional<String> target = Optional.empty();

    @Option(names = "--planning", description = "It is planned first, instead of waiting to be begun.")
    private boolean planning;

    GoalsPromoteCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        Json.Obj arguments = Json.Obj.EMPTY.with("potentialGoalFile", Json.of(goal));
        arguments = GoalCalls.with(arguments, "priority", priority);
        arguments = GoalCalls.with(arguments, "owner", owner);
        arguments = GoalCalls.with(arguments, "targetDate", target);
        if (planning) {
            arguments = arguments.with("status", Json.of("planning"));
        }
        Json.Obj answer = new GoalCalls(bench).call("promote_to_selected", arguments, bench.cause(Optional.empty()));
        console.answer(answer.without("changes"), () -> GoalCalls.message(console, answer));
        return ExitCode.OK;
    }
}
