package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow goals reorder GOAL…}: the selected goals in another order. */
@Command(name = "reorder", description = "Put the selected goals into this order; name each once.")
final class GoalsReorderCommand extends ChangingCommand {
    @Parameters(paramLabel = "GOAL", arity = "1..*", description = "The goals, the first one first.")
    private List<String> goals = new ArrayList<>();

    @Option(names = "--priorities", description = "Their priorities follow the order too.")
    private boolean priorities;

    GoalsReorderCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        Json.Obj arguments =
                Json.Obj.EMPTY.with("goalOrder", Json.strings(goals)).with("updatePriorities", Json.of(priorities));
        Json.Obj answer = new GoalCalls(bench).call("reorder_selected_goals", arguments, bench.cause(Optional.empty()));
        console.answer(answer.without("changes"), () -> {
            String order = answer.find("afterOrder").map(Json::asList).orElse(List.of()).stream()
                    .map(one -> one.asText().orElse(""))
                    .collect(Collectors.joining(", "));
            console.line((GoalTable.text(answer, "reordered").equals("true") ? "Now: " : "As before: ")
                    + Console.plain(order) + ".");
        });
        return ExitCode.OK;
    }
}
