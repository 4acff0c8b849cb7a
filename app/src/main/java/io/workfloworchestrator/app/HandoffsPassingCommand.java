package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.handoff.HandoffTools;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** A command that passes goals on. */
abstract class HandoffsPassingCommand extends ChangingCommand {
    @Parameters(paramLabel = "GOAL", arity = "1..25", description = "The goals.")
    private List<String> goals = new ArrayList<>();

    HandoffsPassingCommand(Console console) {
        super(console);
    }

    /** The tool that does the same. */
    abstract String tool();

    @Override
    final ExitCode run(Workbench bench) {
        Json.Obj answer = new ToolCalls(bench)
                .call(
                        HandoffTools::of,
                        tool(),
                        Json.Obj.EMPTY.with("goalIds", Json.strings(goals)),
                        bench.cause(Optional.empty()));
        console.answer(answer.without("changes"), () -> print(answer));
        return list(answer, "handoffs").isEmpty() ? ExitCode.REFUSED : ExitCode.OK;
    }

    private void print(Json.Obj answer) {
        for (Json one : list(answer, "handoffs")) {
            console.line(console.bold(GoalTable.text(one, "handoffId")) + " " + GoalTable.text(one, "goalId") + " "
                    + GoalTable.text(one, "goalName") + ": " + GoalTable.text(one, "status") + ".");
        }
        for (Json one : list(answer, "blocked")) {
            console.paragraph(console.bad("✗ "), "  ", ToolCalls.said(blocked(one)));
            command(one).ifPresent(line -> console.labelled("  ", "do", line));
        }
        list(answer, "findings").forEach(one -> console.warning(one.asText().orElse("")));
        GoalCalls.message(console, answer);
    }

    private static String blocked(Json one) {
        return GoalTable.text(one, "goalId") + " " + GoalTable.text(one, "goalName") + ": " + GoalTable.text(one, "why")
                + " " + GoalTable.text(one, "who") + " acts.";
    }

    /** The command line that clears it, if there is one. */
    private static Optional<String> command(Json one) {
        Json call = one.at("call").orElse(Json.Obj.EMPTY);
        Json.Obj params = call.at("params").orElse(Json.Obj.EMPTY).asObject();
        return call.at("command")
                .flatMap(Json::asText)
                .or(() -> PlanningCalls.command(GoalTable.text(call, "tool"), params)
                        .map(line -> "workflow " + line));
    }

    private static List<Json> list(Json answer, String name) {
        return answer.at(name).map(Json::asList).orElse(List.of());
    }
}
