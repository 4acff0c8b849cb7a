package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.specdriven.analysis.FeatureRow;
import io.workfloworchestrator.specdriven.analysis.ProjectFeatures;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code workflow spec list}. */
@Command(name = "list", description = "All features, with their documents, requirements and tasks.")
final class SpecListCommand extends ProjectCommand {
    SpecListCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        List<FeatureRow> rows = new ProjectFeatures(SpecWords.project(bench)).rows();
        console.answer(
                Json.Obj.EMPTY
                        .with("features", Answers.list(FeatureRow.class, rows))
                        .with("revision", Json.of(bench.states().head().number())),
                () -> print(rows));
        return ExitCode.OK;
    }

    private void print(List<FeatureRow> rows) {
        if (rows.isEmpty()) {
            console.line("There is no feature. Begin one with 'workflow specify'.");
        }
        int widest = rows.stream().mapToInt(row -> row.id().length()).max().orElse(0);
        for (FeatureRow row : rows) {
            console.oneLine(
                    console.bold(ItemTable.padded(Console.plain(row.id()), widest)) + "  "
                            + ItemTable.padded(row.status(), 9) + "  " + SpecWords.progress(row) + "  ",
                    row.title());
        }
    }
}
