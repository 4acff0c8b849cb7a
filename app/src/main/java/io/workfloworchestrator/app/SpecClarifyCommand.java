package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.specdriven.SpecDrivenServer;
import io.workfloworchestrator.specdriven.analysis.FeatureAnalysis;
import io.workfloworchestrator.specdriven.analysis.OpenQuestion;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow spec clarify FEATURE}. */
@Command(
        name = "clarify",
        description = "What is still unclear in a feature's documents, as questions, what most depends on first.")
final class SpecClarifyCommand extends ProjectCommand {
    @Parameters(index = "0", paramLabel = "FEATURE", description = "Its number or folder.")
    private String named = "";

    @Option(names = "--max", paramLabel = "N", description = "At most so many questions; all when not given.")
    private int most = Integer.MAX_VALUE;

    @Override
    ExitCode run(Workbench bench) {
        FeatureAnalysis analysis = new FeatureAnalysis(bench.project(SpecDrivenServer.FEATURES));
        String id = analysis.features().find(named);
        List<OpenQuestion> all = analysis.questions(id);
        List<OpenQuestion> shown = all.subList(0, Math.max(0, Math.min(most, all.size())));
        return console.done(
                Json.Obj.EMPTY
                        .with("questions", Answers.list(OpenQuestion.class, shown))
                        .with("total", Json.of(all.size()))
                        .with("revision", Json.of(bench.states().head().number())),
                () -> {
                    if (all.isEmpty()) {
                        console.line("Nothing is unclear, as far as a program can tell.");
                    }
                    shown.forEach(this::print);
                });
    }

    private void print(OpenQuestion one) {
        console.paragraph(
                "",
                "  ",
                Console.plain(one.path() + ":" + one.line()) + ": " + console.bold(Console.plain(one.about())) + " "
                        + Console.plain(one.question()));
        console.paragraph("  ", "  ", console.dim(Console.plain(one.text())));
        console.paragraph(
                "  ",
                "  ",
                Console.plain(one.why()
                        + one.answer()
                                .map(question -> " Answer it again: " + question + ".")
                                .orElse(" Change the line.")));
    }
}
