package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.goals.GoalTools;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code workflow goals board}: a column for each part of the way; on a narrow terminal in several rows of columns. */
@Command(name = "board", description = "The goals as a board, from potential to done.")
final class GoalsBoardCommand extends ProjectCommand {
    private static final int NARROWEST = 14;
    private static final int GAP = 2;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many in a column; 10 when not given.")
    private int limit = 10;

    @Override
    ExitCode run(Workbench bench) {
        UsageWords.requireAtLeast(1, limit, "--limit");
        Json.Obj board =
                GoalCommands.saidForPeople(() -> GoalTools.board(bench.project(), Clock.systemDefaultZone(), limit));
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
        cells.add(
                Console.clipped(ToolReply.text(column, "title") + " (" + ToolReply.text(column, "total") + ")", width));
        cells.add("─".repeat(width));
        for (Json goal : goals) {
            cells.add(Console.clipped((ToolReply.text(goal, "id") + " " + GoalCommands.percent(goal)).strip(), width));
            cells.add(Console.clipped("  " + ToolReply.text(goal, "name"), width));
        }
        int more = Integer.parseInt(ToolReply.text(column, "total")) - goals.size();
        if (more > 0) {
            cells.add(Console.clipped("… " + more + " more", width));
        }
        return cells;
    }
}
