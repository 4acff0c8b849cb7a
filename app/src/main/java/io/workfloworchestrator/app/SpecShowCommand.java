package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.specdriven.SpecDrivenServer;
import io.workfloworchestrator.specdriven.analysis.FeatureAnalysis;
import io.workfloworchestrator.specdriven.analysis.FeaturePage;
import io.workfloworchestrator.specdriven.analysis.FeatureRow;
import io.workfloworchestrator.specdriven.analysis.Overlap;
import io.workfloworchestrator.specdriven.analysis.Verdict;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code workflow spec show FEATURE}. */
@Command(
        name = "show",
        description = "One feature: its stories, its requirements with the tasks of each, and what it overlaps with.")
final class SpecShowCommand extends ProjectCommand {
    @Parameters(index = "0", paramLabel = "FEATURE", description = "Its number or folder.")
    private String named = "";

    @Override
    ExitCode run(Workbench bench) {
        FeatureAnalysis analysis = new FeatureAnalysis(bench.project(SpecDrivenServer.FEATURES));
        String id = analysis.features().find(named);
        FeatureRow row = analysis.features().row(id);
        FeaturePage page = analysis.features().page(id);
        Optional<Verdict> verdict = analysis.verdict(id);
        List<Overlap> overlaps = analysis.overlaps(id);
        Json.Obj json = RecordCodec.of(FeatureRow.class)
                .encode(row)
                .asObject()
                .with("paths", Json.strings(page.paths()))
                .with("stories", Answers.list(FeaturePage.Story.class, page.stories()))
                .with("statements", Answers.list(FeaturePage.Statement.class, page.statements()))
                .with("overlaps", Answers.list(Overlap.class, overlaps))
                .with("revision", Json.of(bench.states().head().number()));
        return console.done(Answers.with(json, "verdict", verdict.map(RecordCodec.of(Verdict.class)::encode)), () -> {
            console.line(console.bold(Console.plain(row.id())) + " " + Console.plain(row.title()) + ", " + row.status()
                    + ", " + SpecWords.progress(row));
            console.paragraph("", "  ", Console.plain(SpecWords.verdict(verdict)));
            page.paths().forEach(path -> console.line("  " + Console.plain(path)));
            page.stories()
                    .forEach(story -> console.oneLine(
                            console.bold(story.id()) + " (" + story.criteria() + " criteria)  ", story.title()));
            page.statements().forEach(this::print);
            overlaps.forEach(overlap -> console.paragraph("! ", "  ", Console.plain(overlap.sentence())));
        });
    }

    private void print(FeaturePage.Statement one) {
        String tasks = one.tasks().isEmpty() ? "no task" : String.join(" ", one.tasks());
        console.oneLine(
                (one.met() ? "[x] " : "[ ] ") + console.bold(one.id()) + "  " + console.dim(tasks) + "  ", one.text());
    }
}
