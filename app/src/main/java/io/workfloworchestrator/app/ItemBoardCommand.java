package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.ItemQuery;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow item board [KIND]}: a column for each status. */
@Command(name = "board", description = "The items as a board: a column for each status.")
final class ItemBoardCommand extends ProjectCommand {
    /** A column that is narrower holds no title. */
    private static final int NARROWEST = 14;

    private static final int GAP = 2;

    @Parameters(paramLabel = "KIND", arity = "0..1", description = "Of which kind; the only one when not given.")
    private Optional<String> kind = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "At most so many in a column; 10 when not given.")
    private int limit = 10;

    /** A column: the first items of a status, and how many there are. */
    private record Column(String status, List<ItemView> items, int total) {}

    ItemBoardCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        UsageWords.requireAtLeast(1, limit, "--limit");
        WorkflowMoment<Json> now = bench.now();
        String of = ItemPlanCommand.kind(now, kind);
        KindDefinition described = now.running().kinds().get(of);
        List<Column> columns = new ArrayList<>();
        List<String> statuses =
                described == null ? List.of() : described.status().values();
        for (String status : statuses) {
            boolean last = Objects.requireNonNull(described).status().isFinal(status);
            ItemQuery query = ItemQuery.of(of).status(status).limit(limit);
            var page = now.items(last ? query.sort("-changed") : query);
            columns.add(new Column(status, page.items(), page.total()));
        }
        if (columns.isEmpty()) {
            Object unused = now.items(ItemQuery.of(of)); // says which kinds there are
        }
        console.answer(json(now, of, columns), () -> print(columns));
        return ExitCode.OK;
    }

    private static Json.Obj json(WorkflowMoment<Json> now, String of, List<Column> columns) {
        return Json.Obj.EMPTY
                .with("kind", Json.of(of))
                .with(
                        "columns",
                        Answers.list(
                                columns,
                                column -> Json.Obj.EMPTY
                                        .with("status", Json.of(column.status()))
                                        .with("total", Json.of(column.total()))
                                        .with(
                                                "items",
                                                Answers.list(column.items(), view -> ItemListCommand.json(now, view)))))
                .with("revision", Json.of(now.revision().number()));
    }

    private void print(List<Column> columns) {
        int width = (console.width() + GAP) / Math.max(1, columns.size()) - GAP;
        if (width >= NARROWEST) {
            printRows(columns, width);
        } else {
            columns.forEach(column -> printRows(List.of(column), console.width()));
        }
    }

    private void printRows(List<Column> columns, int width) {
        Map<Column, List<String>> cells = new LinkedHashMap<>();
        columns.forEach(column -> cells.put(column, cells(column, width)));
        int rows = cells.values().stream().mapToInt(List::size).max().orElse(0);
        for (int row = 0; row < rows; row++) {
            StringBuilder line = new StringBuilder();
            for (List<String> column : cells.values()) {
                String cell = row < column.size() ? column.get(row) : "";
                line.append(row == 0 ? console.bold(ItemTable.padded(cell, width)) : ItemTable.padded(cell, width));
                line.append(" ".repeat(GAP));
            }
            console.verbatim(line.toString().stripTrailing());
        }
    }

    private static List<String> cells(Column column, int width) {
        List<String> cells = new ArrayList<>();
        cells.add(Console.clipped(column.status() + " (" + column.total() + ")", width));
        cells.add("─".repeat(width));
        for (ItemView view : column.items()) {
            String mark = ItemTable.mark(view);
            cells.add(Console.clipped(
                    view.item().number().orElse(view.item().id()) + (mark.isEmpty() ? "" : " " + mark), width));
            cells.add(Console.clipped("  " + view.item().title(), width));
        }
        if (column.total() > column.items().size()) {
            cells.add(Console.clipped("… " + (column.total() - column.items().size()) + " more", width));
        }
        return cells;
    }
}
