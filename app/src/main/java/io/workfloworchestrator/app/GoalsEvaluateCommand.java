package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow goals evaluate GOAL}: judges what a goal is worth and costs. */
@Command(name = "evaluate", description = "Judge impact, effort and tier of a goal, and keep them; or of a --text.")
final class GoalsEvaluateCommand extends ChangingCommand {
    @Parameters(paramLabel = "GOAL", arity = "0..1", description = "The goal, into which the outcome is written.")
    private Optional<String> goal = Optional.empty();

    @Option(names = "--text", paramLabel = "TEXT", description = "What to judge; without GOAL nothing is written.")
    private Optional<String> text = Optional.empty();

    @Option(names = "--impact", paramLabel = "LEVEL", description = "High, Medium or Low, if it is known.")
    private Optional<String> impact = Optional.empty();

    @Option(names = "--effort", paramLabel = "LEVEL", description = "High, Medium or Low, if it is known.")
    private Optional<String> effort = Optional.empty();

    @Option(names = "--time", paramLabel = "TEXT", description = "The work that it takes, such as \"3 days\".")
    private Optional<String> time = Optional.empty();

    @Option(names = "--people", paramLabel = "N", description = "How many people it touches.")
    private Optional<Integer> people = Optional.empty();

    GoalsEvaluateCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        Json.Obj arguments = GoalCalls.with(Json.Obj.EMPTY, "goalId", goal);
        arguments = GoalCalls.with(arguments, "goalDescription", text);
        arguments = GoalCalls.with(arguments, "impactScore", impact);
        arguments = GoalCalls.with(arguments, "effortScore", effort);
        arguments = GoalCalls.with(arguments, "timeEstimate", time);
        if (people.isPresent()) {
            arguments = arguments.with("peopleAffected", Json.of(people.get()));
        }
        Json.Obj answer = new GoalCalls(bench).call("evaluate_goal", arguments, bench.cause(Optional.empty()));
        console.answer(answer.without("changes"), () -> print(answer));
        return ExitCode.OK;
    }

    private void print(Json.Obj answer) {
        answer.find("tier")
                .ifPresent(tier -> console.line(
                        console.bold(GoalTable.text(tier, "tier")) + ": " + GoalTable.text(tier, "reasoning")));
        for (String score : List.of("impact", "effort")) {
            answer.find(score)
                    .ifPresent(one -> console.paragraph(
                            ItemTable.padded(score, 8),
                            "        ",
                            GoalTable.text(one, "level") + ", " + GoalTable.text(one, "score") + " points. "
                                    + GoalTable.text(one, "reasoning")));
        }
        List<String> kept = answer.find("kept").map(Json::asList).orElse(List.of()).stream()
                .flatMap(one -> one.asText().stream())
                .toList();
        if (!kept.isEmpty()) {
            console.paragraph(
                    "kept    ", "        ", String.join(", ", kept) + ": it stood in the goal and counts as given.");
        }
        answer.find("suggestions")
                .map(Json::asList)
                .orElse(List.of())
                .forEach(one -> console.paragraph(
                        "- ", "  ", ToolCalls.said(one.asText().orElse(""))));
    }
}
