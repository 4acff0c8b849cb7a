package io.workfloworchestrator.app;

import io.workfloworchestrator.app.Table.Cell;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.specdriven.SpecDrivenServer;
import io.workfloworchestrator.specdriven.analysis.FeatureRow;
import io.workfloworchestrator.specdriven.analysis.ProjectFeatures;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code workflow spec list}. */
@Command(name = "list", description = "All features, with their documents, requirements and tasks.")
final class SpecListCommand extends ProjectCommand {
    /** Narrower terminals get shorter words. */
    private static final int WIDE = 90;

    private static final int LONGEST_STATUS = 9;

    @Override
    ExitCode run(Workbench bench) {
        List<FeatureRow> rows = new ProjectFeatures(bench.project(SpecDrivenServer.FEATURES)).rows();
        return console.done(
                Json.Obj.EMPTY
                        .with("features", Answers.list(FeatureRow.class, rows))
                        .with("revision", Json.of(bench.states().head().number())),
                () -> print(rows));
    }

    private void print(List<FeatureRow> rows) {
        if (rows.isEmpty()) {
            console.line("There is no feature. Begin one with 'workflow specify'.");
        }
        console.table(rows.stream().map(this::cells).toList());
    }

    private List<Cell> cells(FeatureRow row) {
        Cell id = new Cell(Console.plain(row.id()), console::bold);
        String title = Console.plain(row.title());
        if (console.room() >= WIDE) {
            String status = ItemTable.padded(row.status(), LONGEST_STATUS);
            return List.of(id, Cell.of(status), Cell.of(SpecWords.progress(row) + "  " + title));
        }
        return List.of(
                id,
                Cell.of(row.status()),
                Cell.of(row.met() + "/" + row.requirements() + " met"),
                Cell.of(row.done() + "/" + row.tasks() + " done"),
                Cell.of(title));
    }
}
