package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code workflow goals show GOAL}: everything about one goal. */
@Command(name = "show", description = "Everything about a goal: fields, measures and what shows them, speed, concerns.")
final class GoalsShowCommand extends ProjectCommand {
    private static final String INDENT = " ".repeat(22);

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
            String text = shown(value);
            if (!text.isEmpty()
                    && !List.of("title", "progress", "progressLog", "measures").contains(name)) {
                row(words(name), text);
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

    /** A list as its elements; nothing for an empty one. */
    private static String shown(Json value) {
        return value instanceof Json.Arr list
                ? String.join(
                        ", ",
                        list.asList().stream().map(GoalsShowCommand::shown).toList())
                : value.asText().orElseGet(value::toString);
    }

    /** The name of a field as people say it: {@code effortReasoning} is effort reasoning. */
    private static String words(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private void row(String name, String text) {
        String label = Console.clipped(name, INDENT.length() - 1);
        console.paragraph(console.dim(ItemTable.padded(label, INDENT.length())), INDENT, text);
    }
}
