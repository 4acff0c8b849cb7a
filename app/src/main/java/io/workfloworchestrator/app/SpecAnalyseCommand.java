package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.SpecDrivenServer;
import io.workfloworchestrator.specdriven.analysis.DerivedDocuments;
import io.workfloworchestrator.specdriven.analysis.FeatureAnalysis;
import io.workfloworchestrator.specdriven.analysis.Finding;
import io.workfloworchestrator.state.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code workflow spec analyse [FEATURE…]}. */
@Command(
        name = "analyse",
        description =
                "Hold constitution, specification, plan, tasks and tests against each other, and record the verdict.")
final class SpecAnalyseCommand extends ChangingCommand {
    @Parameters(paramLabel = "FEATURE", description = "Numbers or folders; all features when not given.")
    private List<String> named = List.of();

    @Override
    ExitCode run(Workbench bench) {
        OpenProject project = bench.project(SpecDrivenServer.FEATURES);
        FeatureAnalysis analysis = new FeatureAnalysis(project);
        DerivedDocuments derived = SpecWords.derived(project, analysis.features());
        Cause cause = bench.cause(Optional.empty());
        List<Finding> all = new ArrayList<>();
        List<String> notRecorded = new ArrayList<>();
        List<String> ids = SpecWords.ids(analysis.features(), named);
        for (String id : ids) {
            List<Finding> findings = analysis.consistency(id);
            analysis.record(id, findings, derived.parts(id), cause).ifPresent(why -> notRecorded.add(id + ": " + why));
            all.addAll(findings);
            all.addAll(analysis.overlapFindings(id));
        }
        console.answer(
                SpecWords.json(all, bench)
                        .with("features", Json.strings(ids))
                        .with("notRecorded", Json.strings(notRecorded)),
                () -> {
                    SpecWords.print(console, all);
                    notRecorded.forEach(why -> console.paragraph("", "  ", Console.plain(why)));
                    console.line(sum(ids.size(), all));
                });
        return SpecWords.hasError(all) ? ExitCode.REFUSED : ExitCode.OK;
    }

    private static String sum(int features, List<Finding> all) {
        long errors = all.stream()
                .filter(one -> one.severity() == Finding.Severity.ERROR)
                .count();
        return features + (features == 1 ? " feature, " : " features, ") + errors
                + (errors == 1 ? " error, " : " errors, ") + (all.size() - errors) + " other findings.";
    }
}
