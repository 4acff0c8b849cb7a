package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.SpecDrivenServer;
import io.workfloworchestrator.specdriven.analysis.DerivedDocuments;
import io.workfloworchestrator.specdriven.analysis.FeatureRow;
import io.workfloworchestrator.specdriven.analysis.Finding;
import io.workfloworchestrator.specdriven.analysis.ProjectFeatures;
import io.workfloworchestrator.specdriven.analysis.Verdict;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What the commands about features share. */
final class SpecWords {
    private SpecWords() {}

    /** The chain of a project's documents. */
    static DerivedDocuments derived(OpenProject project, ProjectFeatures features) {
        return new DerivedDocuments(project, features, Clock.systemUTC());
    }

    /** The features that a command line names; all of them if it names none. */
    static List<String> ids(ProjectFeatures features, List<String> named) {
        return named.isEmpty()
                ? features.ids()
                : named.stream().map(features::find).distinct().toList();
    }

    /** How far a feature is: its requirements and tasks that are ticked. */
    static String progress(FeatureRow row) {
        return row.met() + "/" + row.requirements() + " requirements, " + row.done() + "/" + row.tasks() + " tasks";
    }

    /** What the last analysis came to, in a few words. */
    static String verdict(Optional<Verdict> verdict) {
        return verdict.map(one -> one.fresh()
                        ? one.result()
                        : one.result() + ", expired: " + String.join(", ", one.changed()) + " changed")
                .orElse("not analysed");
    }

    /** An answer with findings. */
    static Json.Obj json(List<Finding> findings, Workbench bench) {
        return Json.Obj.EMPTY
                .with("findings", Answers.list(Finding.class, findings))
                .with("revision", Json.of(bench.states().head().number()));
    }

    static boolean hasError(List<Finding> findings) {
        return findings.stream().anyMatch(one -> one.severity() == Finding.Severity.ERROR);
    }

    /** Findings as compilers write them, each with what to do. */
    static void print(Console console, List<Finding> findings) {
        for (Finding one : findings) {
            String severity = switch (one.severity()) {
                case ERROR -> console.bad("error");
                case WARNING -> console.warn("warning");
                case NOTE -> console.dim("note");
            };
            console.paragraph(
                    "", "  ", Console.plain(one.place()) + ": " + severity + ": " + Console.plain(one.message()));
            console.paragraph("  ", "  ", Console.plain(one.fix()) + " " + console.dim("[" + one.check() + "]"));
        }
    }
}
