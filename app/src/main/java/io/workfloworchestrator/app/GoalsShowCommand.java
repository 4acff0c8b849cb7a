package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.goals.GoalTools;
import java.time.Clock;
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

    @Override
    ExitCode run(Workbench bench) {
        Json.Obj answer =
                GoalCommands.saidForPeople(() -> GoalTools.show(bench.project(), Clock.systemDefaultZone(), goal));
        return console.done(answer, () -> print(answer));
    }

    private void print(Json.Obj answer) {
        Json row = answer.find("goal").orElse(Json.Obj.EMPTY);
        console.paragraph("", "  ", ToolReply.text(row, "id") + " " + ToolReply.text(row, "name"));
        row("status", ToolReply.text(row, "status") + " " + GoalCommands.percent(row));
        answer.find("fields").map(Json::asObject).orElse(Json.Obj.EMPTY).forEach((name, value) -> {
            String text = shown(value);
            if (!text.isEmpty()
                    && !List.of("title", "progress", "progressLog", "measures").contains(name)) {
                row(words(name), text);
            }
        });
        for (Json measure : ToolReply.list(answer, "measures")) {
            String shown = ToolReply.text(measure, "evidence");
            row(
                    "measure",
                    ToolReply.text(measure, "measure") + (shown.isEmpty() ? ": nothing shows it yet" : " ✓ " + shown));
        }
        row("speed", speed(answer));
        ToolReply.texts(answer, "concerns").forEach(one -> row("attention", ToolWords.said(one)));
    }

    private static String speed(Json.Obj answer) {
        String done = ToolReply.text(answer, "velocity", "estimatedCompletion");
        return ToolReply.text(answer, "velocity", "reasoning")
                + (done.isEmpty()
                        ? ""
                        : " Done about " + done + ", between " + ToolReply.text(answer, "velocity", "earliest")
                                + " and " + ToolReply.text(answer, "velocity", "latest") + ".");
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
