package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code workflow goals list}: the goals, in a table, with what wants attention. */
@Command(name = "list", description = "The goals, the selected ones first, with what wants attention.")
final class GoalsListCommand extends ProjectCommand {
    private static final List<String> GROUPS =
            List.of("selectedGoals", "potentialGoals", "completedGoals", "shelvedGoals");

    @Option(names = "--tier", paramLabel = "TIER", description = "Only of Now, Next, Later or Someday.")
    private Optional<String> tier = Optional.empty();

    @Option(names = "--status", paramLabel = "STATUS", description = "Only with this status, such as in-progress.")
    private Optional<String> status = Optional.empty();

    @Option(names = "--priority", paramLabel = "LEVEL", description = "Only of High, Medium or Low.")
    private Optional<String> priority = Optional.empty();

    @Option(names = "--owner", paramLabel = "NAME", description = "Only of this owner.")
    private Optional<String> owner = Optional.empty();

    @Option(names = "--sort", paramLabel = "BY", description = "order, impact, effort, priority, date or progress.")
    private Optional<String> sort = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "At most so many; 20 when not given, 100 at most.")
    private int limit = 20;

    @Option(names = "--cursor", paramLabel = "TEXT", description = "The next page, as the last one named it.")
    private Optional<String> cursor = Optional.empty();

    GoalsListCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        UsageWords.requireAtLeast(1, limit, "--limit");
        Json.Obj arguments = Json.Obj.EMPTY.with("limit", Json.of(limit));
        arguments = GoalCalls.with(arguments, "tier", tier);
        arguments = GoalCalls.with(arguments, "status", status);
        arguments = GoalCalls.with(arguments, "priority", priority);
        arguments = GoalCalls.with(arguments, "owner", owner);
        arguments = GoalCalls.with(arguments, "sortBy", sort);
        arguments = GoalCalls.with(arguments, "cursor", cursor);
        Json.Obj answer = new GoalCalls(bench).call("view_goals_dashboard", arguments, bench.cause(Optional.empty()));
        console.answer(answer.without("changes"), () -> print(bench, answer));
        return ExitCode.OK;
    }

    private void print(Workbench bench, Json.Obj answer) {
        List<Json> rows = new ArrayList<>();
        GROUPS.forEach(group -> answer.find(group).ifPresent(list -> rows.addAll(list.asList())));
        if (rows.isEmpty()) {
            console.line("There are no such goals. Write one down with '"
                    + bench.meant().command("goals add NAME") + "'.");
        }
        GoalTable.print(console, rows);
        List<Json> alerts = answer.find("alerts").map(Json::asList).orElse(List.of());
        if (!alerts.isEmpty()) {
            console.line();
        }
        for (Json alert : alerts) {
            console.paragraph(
                    console.warn(ItemTable.padded(GoalTable.text(alert, "goalId"), 6)),
                    "      ",
                    ToolCalls.said(GoalTable.text(alert, "message")));
        }
        for (Json finding : answer.find("findings").map(Json::asList).orElse(List.of())) {
            console.warning(finding.asText().orElse(""));
        }
        answer.text("cursor").ifPresent(next -> console.line(console.dim("More: --cursor " + next)));
    }
}
