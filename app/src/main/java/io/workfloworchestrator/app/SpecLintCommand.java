package io.workfloworchestrator.app;

import io.workfloworchestrator.specdriven.SpecDrivenServer;
import io.workfloworchestrator.specdriven.analysis.FeatureAnalysis;
import io.workfloworchestrator.specdriven.analysis.Finding;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code workflow spec lint [FEATURE…]}. */
@Command(
        name = "lint",
        description =
                "How documents are worded and marked, and what is wrong in the project's own templates and questions.")
final class SpecLintCommand extends ProjectCommand {
    @Parameters(paramLabel = "FEATURE", description = "Numbers or folders; all features when not given.")
    private List<String> named = List.of();

    @Override
    ExitCode run(Workbench bench) {
        FeatureAnalysis analysis = new FeatureAnalysis(bench.project(SpecDrivenServer.FEATURES));
        List<Finding> all = new ArrayList<>(named.isEmpty() ? analysis.lintOverrides() : List.of());
        SpecWords.ids(analysis.features(), named).forEach(id -> all.addAll(analysis.lint(id)));
        console.answer(SpecWords.json(all, bench), () -> {
            SpecWords.print(console, all);
            if (all.isEmpty()) {
                console.line("Nothing to remark.");
            }
        });
        return SpecWords.hasError(all) ? ExitCode.REFUSED : ExitCode.OK;
    }
}
