package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code workflow goals show GOAL}: everything about one goal. */
@Command(name = "show", description = "Everything about a goal: fields, measures and what shows them, speed, concerns.")
final class GoalsShowCommand extends ProjectCommand {
    private static final String INDENT = " ".repeat(14);

    @Parameters(paramLabel = "GOAL", description = "The goal.")
    private String goal = "";

    GoalsShowCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        Json.Obj answer = new GoalCalls(bench).show(goal);
        console.answer(answer, () -> print(answer));
        return ExitCode.OK;
    }

    private void print(Json.Obj answer) {
        Json row = answer.find("goal").orElse(Json.Obj.EMPTY);
        console.paragraph("", "  ", GoalTable.text(row, "id") + " " + GoalTable.text(row, "name"));
        row("status", GoalTable.text(row, "status") + " " + GoalTable.percent(row));
        answer.find("fields").map(Json::asObject).orElse(Json.Obj.EMPTY).forEach((name, value) -> {
            if (!List.of("title", "progress", "progressLog", "measures").contains(name)) {
                row(name, value.asText().orElseGet(value::toString));
            }
        });
        for (Json measure : answer.find("measures").map(Json::asList).orElse(List.of())) {
            String shown = GoalTable.text(measure, "evidence");
            row(
                    "measure",
                    GoalTable.text(measure, "measure") + (shown.isEmpty() ? ": nothing shows it yet" : " ✓ " + shown));
        }
        row("speed", speed(answer));
        answer.find("concerns")
                .map(Json::asList)
                .orElse(List.of())
                .forEach(one -> row("attention", ToolCalls.said(one.asText().orElse(""))));
    }

    private static String speed(Json.Obj answer) {
        Json velocity = answer.find("velocity").orElse(Json.Obj.EMPTY);
        String done = GoalTable.text(velocity, "estimatedCompletion");
        return GoalTable.text(velocity, "reasoning")
                + (done.isEmpty()
                        ? ""
                        : " Done about " + done + ", between " + GoalTable.text(velocity, "earliest") + " and "
                                + GoalTable.text(velocity, "latest") + ".");
    }

    private void row(String name, String text) {
        String label = Console.clipped(name, INDENT.length() - 1);
        console.paragraph(console.dim(ItemTable.padded(label, INDENT.length())), INDENT, text);
    }
}
