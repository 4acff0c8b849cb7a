package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code workflow goals review}: which goals want attention, and how healthy the whole is. */
@Command(name = "review", description = "Which goals want attention, why, and what to do; and the health of all.")
final class GoalsReviewCommand extends ProjectCommand {
    @Option(names = "--only", paramLabel = "WHICH", description = "all, selected or potential; all when not given.")
    private Optional<String> only = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "At most so many; 20 when not given, 50 at most.")
    private int limit = 20;

    @Option(names = "--cursor", paramLabel = "TEXT", description = "The next page, as the last one named it.")
    private Optional<String> cursor = Optional.empty();

    GoalsReviewCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        UsageWords.requireAtLeast(1, limit, "--limit");
        Json.Obj arguments = Json.Obj.EMPTY.with("limit", Json.of(limit));
        arguments = GoalCalls.with(arguments, "checkType", only);
        arguments = GoalCalls.with(arguments, "cursor", cursor);
        Json.Obj answer = new GoalCalls(bench).call("check_review_needed", arguments, bench.cause(Optional.empty()));
        console.answer(answer.without("changes"), () -> print(answer));
        return ExitCode.OK;
    }

    private void print(Json.Obj answer) {
        if (answer.at("health", "grade")
                .flatMap(Json::asText)
                .filter(String::isEmpty)
                .isPresent()) {
            console.line("There is no goal yet, so there is no grade.");
            return;
        }
        answer.find("health")
                .ifPresent(health -> console.line("Health: " + console.bold(GoalTable.text(health, "grade"))
                        + ", " + GoalTable.text(health, "score") + " of 100 (activity "
                        + GoalTable.text(health, "activity")
                        + " of 30, balance " + GoalTable.text(health, "balance") + " of 20, reviews "
                        + GoalTable.text(health, "review") + " of 30, completion "
                        + GoalTable.text(health, "completion")
                        + " of 20)"));
        List<Json> concerns = answer.find("reviewsNeeded").map(Json::asList).orElse(List.of());
        if (concerns.isEmpty()) {
            console.line("No goal wants attention.");
        }
        for (Json one : concerns) {
            console.paragraph(
                    console.warn(ItemTable.padded(GoalTable.text(one, "goalId"), 6))
                            + ItemTable.padded(GoalTable.text(one, "urgency"), 8),
                    "      ",
                    GoalTable.text(one, "goalName") + ": " + GoalTable.text(one, "reason") + " "
                            + GoalTable.text(one, "recommendedAction"));
        }
        answer.text("cursor").ifPresent(next -> console.line(console.dim("More: --cursor " + next)));
    }
}
