package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.diagram.Diagram;
import io.workfloworchestrator.diagram.Drawing;
import io.workfloworchestrator.diagram.Lane;
import io.workfloworchestrator.diagram.Node;
import io.workfloworchestrator.diagram.Picture;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.ItemQuery;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow item board [KIND]}: a column for each status. */
@Command(name = "board", description = "The items as a board: a column for each status.")
final class ItemBoardCommand extends ProjectCommand {
    @Parameters(paramLabel = "KIND", arity = "0..1", description = "Of which kind; the only one when not given.")
    private Optional<String> kind = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "At most so many in a column; 10 when not given.")
    private int limit = 10;

    /** A column: the first items of a status, and how many there are. */
    private record Column(String status, List<ItemView> items, int total) {}

    @Override
    ExitCode run(Workbench bench) {
        UsageWords.requireAtLeast(1, limit, "--limit");
        WorkflowMoment<Json> now = bench.now();
        show(console, now, ItemPlanCommand.kind(now, kind), limit);
        return ExitCode.OK;
    }

    /** The items of a kind as a board, with at most so many in a column. */
    static void show(Console console, WorkflowMoment<Json> now, String of, int limit) {
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
        console.answer(json(now, of, columns), () -> print(console, columns, limit));
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

    private static void print(Console console, List<Column> columns, int limit) {
        Diagram.Builder board = Diagram.titled("Board");
        for (Column column : columns) {
            column.items().forEach(view -> board.node(card(view)));
            List<String> ids =
                    column.items().stream().map(view -> view.item().id()).toList();
            board.lane(Lane.of(column.status(), ids).unseen(column.total() - ids.size()));
        }
        List<String> lines = Drawing.of(board.build(), Picture.KANBAN)
                .limit(limit)
                .width(Math.max(Drawing.NARROWEST, console.width()))
                .lines();
        for (int i = 0; i < lines.size(); i++) {
            boolean isHeader = i + 1 < lines.size() && lines.get(i + 1).startsWith("─");
            console.verbatim(isHeader ? console.bold(lines.get(i)) : lines.get(i));
        }
    }

    private static Node card(ItemView view) {
        String mark = ItemTable.mark(view);
        String name = view.item().number().orElse(view.item().id());
        return Node.of(view.item().id(), mark.isEmpty() ? name : name + " " + mark)
                .detail(ItemTable.told(view));
    }
}
