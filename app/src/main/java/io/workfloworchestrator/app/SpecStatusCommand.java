package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.SpecDrivenServer;
import io.workfloworchestrator.specdriven.analysis.DerivedDocuments;
import io.workfloworchestrator.specdriven.analysis.FeatureAnalysis;
import io.workfloworchestrator.specdriven.analysis.FeatureRow;
import io.workfloworchestrator.specdriven.analysis.Overlap;
import io.workfloworchestrator.specdriven.analysis.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code workflow spec status [FEATURE…]}. */
@Command(
        name = "status",
        description =
                "How far features are: the last verdict and whether it still counts, what is stale, unclear, or overlaps.")
final class SpecStatusCommand extends ProjectCommand {
    @Parameters(paramLabel = "FEATURE", description = "Numbers or folders; all features when not given.")
    private List<String> named = List.of();

    /** How a feature stands. */
    private record Standing(
            FeatureRow row, Optional<Verdict> verdict, int stale, int questions, List<String> overlaps) {}

    @Override
    ExitCode run(Workbench bench) {
        OpenProject project = bench.project(SpecDrivenServer.FEATURES);
        FeatureAnalysis analysis = new FeatureAnalysis(project);
        DerivedDocuments derived = SpecWords.derived(project, analysis.features());
        List<Standing> all = new ArrayList<>();
        for (String id : SpecWords.ids(analysis.features(), named)) {
            all.add(new Standing(
                    analysis.features().row(id),
                    analysis.verdict(id),
                    derived.stale(id).size(),
                    analysis.questions(id).size(),
                    analysis.overlaps(id).stream().map(Overlap::other).toList()));
        }
        return console.done(
                Json.Obj.EMPTY
                        .with("features", Answers.list(all, SpecStatusCommand::json))
                        .with("revision", Json.of(bench.states().head().number())),
                () -> all.forEach(this::print));
    }

    private static Json json(Standing one) {
        Json.Obj row = RecordCodec.of(FeatureRow.class).encode(one.row()).asObject();
        return Answers.with(
                row.with("stale", Json.of(one.stale()))
                        .with("questions", Json.of(one.questions()))
                        .with("overlaps", Json.strings(one.overlaps())),
                "verdict",
                one.verdict().map(RecordCodec.of(Verdict.class)::encode));
    }

    private void print(Standing one) {
        console.line(console.bold(Console.plain(one.row().id())) + " "
                + one.row().status() + ", " + SpecWords.progress(one.row()));
        String verdict = Console.plain(SpecWords.verdict(one.verdict()));
        boolean isGood = one.verdict().filter(Verdict::isConsistent).isPresent();
        console.paragraph("  ", "    ", isGood ? console.good(verdict) : console.warn(verdict));
        List<String> more = new ArrayList<>();
        if (one.stale() > 0) {
            more.add(one.stale() + " stale");
        }
        if (one.questions() > 0) {
            more.add(one.questions() + (one.questions() == 1 ? " open question" : " open questions"));
        }
        if (!one.overlaps().isEmpty()) {
            more.add("overlaps " + String.join(", ", one.overlaps()));
        }
        if (!more.isEmpty()) {
            console.paragraph("  ", "    ", Console.plain(String.join(", ", more)));
        }
    }
}
