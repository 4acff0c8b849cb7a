package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.goals.GoalBoard;
import io.workfloworchestrator.server.LocalClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/** The commands that show goals as a board, and one by one. */
final class GoalViews {
    private GoalViews() {}

    @Command(name = "board", description = "The goals as a board, from potential to done.")
    static final class Board extends ProjectCommand {
        private static final int NARROWEST = 14;
        private static final int GAP = 2;

        private final Given<Integer> limit = count("--limit N", 10, "At most so many in a column; 10 when not given.");

        @Override
        ExitCode run(Workbench bench) {
            Json.Obj board = GoalBoard.of(bench.project(), LocalClock.here(), limit.get());
            return console.done(board, () -> print(board));
        }

        private void print(Json.Obj board) {
            List<Json> columns = ToolReply.list(board, "columns");
            int most = Math.max(1, Math.min(columns.size(), (console.width() + GAP) / (NARROWEST + GAP)));
            int width = (console.width() + GAP) / most - GAP;
            for (int from = 0; from < columns.size(); from += most) {
                if (from > 0) {
                    console.line();
                }
                rows(columns.subList(from, Math.min(from + most, columns.size())), width);
            }
            console.line(console.dim("Archived: " + ToolReply.text(board, "implemented") + " implemented, "
                    + ToolReply.text(board, "shelved") + " shelved."));
        }

        private void rows(List<Json> columns, int width) {
            List<List<String>> all =
                    columns.stream().map(column -> cells(column, width)).toList();
            int rows = all.stream().mapToInt(List::size).max().orElse(0);
            for (int row = 0; row < rows; row++) {
                StringBuilder line = new StringBuilder();
                for (List<String> cells : all) {
                    String cell = ItemTable.padded(row < cells.size() ? cells.get(row) : "", width);
                    line.append(row == 0 ? console.bold(cell) : cell).append(" ".repeat(GAP));
                }
                console.verbatim(line.toString().stripTrailing());
            }
        }

        private static List<String> cells(Json column, int width) {
            List<Json> goals = ToolReply.list(column, "goals");
            List<String> cells = new ArrayList<>();
            cells.add(Console.clipped(
                    ToolReply.text(column, "title") + " (" + ToolReply.text(column, "total") + ")", width));
            cells.add("─".repeat(width));
            for (Json goal : goals) {
                cells.add(Console.clipped(
                        (ToolReply.text(goal, "id") + " " + GoalCommands.percent(goal)).strip(), width));
                cells.add(Console.clipped("  " + ToolReply.text(goal, "name"), width));
            }
            int more = Integer.parseInt(ToolReply.text(column, "total")) - goals.size();
            if (more > 0) {
                cells.add(Console.clipped("… " + more + " more", width));
            }
            return cells;
        }
    }

    @Command(
            name = "show",
            description = "Everything about a goal: fields, measures and what shows them, speed, concerns.")
    static final class Show extends ProjectCommand {
        private static final int LABEL = 22;

        private final Given<String> goal = operand("GOAL", "The goal.");

        @Override
        ExitCode run(Workbench bench) {
            Json.Obj answer = GoalBoard.whole(bench.project(), LocalClock.here(), goal.get());
            return console.done(answer, () -> print(answer));
        }

        private void print(Json.Obj answer) {
            Json row = answer.find("goal").orElse(Json.Obj.EMPTY);
            console.paragraph(ToolReply.text(row, "id") + " " + ToolReply.text(row, "name"));
            console.row("status", LABEL, ToolReply.text(row, "status") + " " + GoalCommands.percent(row));
            answer.find("fields").map(Json::asObject).orElse(Json.Obj.EMPTY).forEach((name, value) -> {
                String text = shown(value);
                if (!text.isEmpty()
                        && !List.of("title", "progress", "progressLog", "measures")
                                .contains(name)) {
                    console.row(words(name), LABEL, text);
                }
            });
            for (Json measure : ToolReply.list(answer, "measures")) {
                String shown = ToolReply.text(measure, "evidence");
                console.row(
                        "measure",
                        LABEL,
                        ToolReply.text(measure, "measure")
                                + (shown.isEmpty() ? ": nothing shows it yet" : " ✓ " + shown));
            }
            console.row("speed", LABEL, speed(answer));
            ToolReply.texts(answer, "concerns").forEach(one -> console.row("attention", LABEL, ToolWords.said(one)));
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
                    ? String.join(", ", list.asList().stream().map(Show::shown).toList())
                    : value.asText().orElseGet(value::toString);
        }

        /** The name of a field as people say it: {@code effortReasoning} is effort reasoning. */
        private static String words(String name) {
            return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        }
    }
}
