package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow goals add NAME}: writes a goal down. */
@Command(name = "add", description = "Write a goal down; what is not given is judged by its words.")
final class GoalsAddCommand extends ChangingCommand {
    @Parameters(paramLabel = "NAME", description = "What people call it.")
    private String name = "";

    @Option(names = "--description", paramLabel = "TEXT", description = "What it is about.")
    private Optional<String> description = Optional.empty();

    @Option(names = "--impact", paramLabel = "LEVEL", description = "High, Medium or Low.")
    private Optional<String> impact = Optional.empty();

    @Option(names = "--effort", paramLabel = "LEVEL", description = "High, Medium or Low.")
    private Optional<String> effort = Optional.empty();

    @Option(names = "--time", paramLabel = "TEXT", description = "The work that it takes, such as \"3 days\".")
    private Optional<String> time = Optional.empty();

    @Option(names = "--objective", paramLabel = "TEXT", description = "What it is for.")
    private Optional<String> objective = Optional.empty();

    @Option(
            names = "--measure",
            paramLabel = "TEXT",
            description = "What shows that it is reached; may be given again.")
    private List<String> measures = new ArrayList<>();

    @Option(names = "--idea", paramLabel = "IDEA", description = "The idea that it is made of, such as I-01.")
    private Optional<String> idea = Optional.empty();

    GoalsAddCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        Json.Obj arguments = Json.Obj.EMPTY.with("goalName", Json.of(name));
        arguments = GoalCalls.with(arguments, "goalDescription", description);
        arguments = GoalCalls.with(arguments, "impactScore", impact);
        arguments = GoalCalls.with(arguments, "effortScore", effort);
        arguments = GoalCalls.with(arguments, "timeEstimate", time);
        arguments = GoalCalls.with(arguments, "objective", objective);
        arguments = GoalCalls.with(arguments, "measures", measures);
        arguments = GoalCalls.with(arguments, "idea", idea);
        Json.Obj answer = new GoalCalls(bench).call("create_potential_goal", arguments, bench.cause(Optional.empty()));
        console.answer(answer.without("changes"), () -> {
            console.line(console.bold(GoalTable.text(answer, "goalId")) + " " + GoalTable.text(answer, "goalName")
                    + ": "
                    + GoalTable.text(answer, "tier") + ", impact " + GoalTable.text(answer, "impact") + ", effort "
                    + GoalTable.text(answer, "effort") + ".");
            GoalCalls.message(console, answer);
            answer.find("similar")
                    .map(Json::asList)
                    .orElse(List.of())
                    .forEach(one ->
                            console.line("  " + Console.plain(one.asText().orElse(""))));
        });
        return ExitCode.OK;
    }
}
