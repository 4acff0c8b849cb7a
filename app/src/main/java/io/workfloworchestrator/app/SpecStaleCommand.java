package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.SpecDrivenServer;
import io.workfloworchestrator.specdriven.analysis.DerivedDocuments;
import io.workfloworchestrator.specdriven.analysis.Finding;
import io.workfloworchestrator.specdriven.analysis.ProjectFeatures;
import io.workfloworchestrator.specdriven.documents.Written;
import io.workfloworchestrator.state.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow spec stale [FEATURE…]}. */
@Command(
        name = "stale",
        description =
                "What no longer fits what it was derived from; and deriving it again, with a preview and a way back.")
final class SpecStaleCommand extends ChangingCommand {
    @Parameters(paramLabel = "FEATURE", description = "Numbers or folders; all features when not given.")
    private List<String> named = List.of();

    @Option(
            names = "--preview",
            paramLabel = "STAGE",
            description = "Show what deriving constitution, spec, plan or tasks of the feature again would change.")
    private Optional<String> preview = Optional.empty();

    @Option(
            names = "--take",
            paramLabel = "STAGE",
            description = "Derive that stage again; what was changed by hand is kept.")
    private Optional<String> take = Optional.empty();

    @Option(names = "--back", paramLabel = "FILE", description = "Take the last derivation of this document back.")
    private Optional<String> back = Optional.empty();

    @Override
    ExitCode run(Workbench bench) {
        OpenProject project = bench.project(SpecDrivenServer.FEATURES);
        ProjectFeatures features = new ProjectFeatures(project);
        DerivedDocuments derived = SpecWords.derived(project, features);
        if (preview.isEmpty() && take.isEmpty() && back.isEmpty()) {
            return stale(bench, features, derived);
        }
        if (named.size() != 1) {
            throw new UsageException("Name one feature, such as: workflow spec stale 001 --preview tasks");
        }
        String id = features.find(named.get(0));
        Cause cause = bench.cause(Optional.empty());
        List<Written> written = new ArrayList<>();
        preview.ifPresent(stage -> written.addAll(derived.preview(id, stage)));
        take.ifPresent(stage -> written.addAll(derived.take(id, stage, cause)));
        back.ifPresent(path -> written.add(
                new Written(path, "taken-back", Optional.empty(), derived.takeBack(id, path, cause), List.of())));
        return console.done(
                Json.Obj.EMPTY
                        .with("documents", Answers.list(Written.class, written))
                        .with("revision", Json.of(bench.states().head().number())),
                () -> written.forEach(this::print));
    }

    private ExitCode stale(Workbench bench, ProjectFeatures features, DerivedDocuments derived) {
        List<Finding> all = new ArrayList<>();
        SpecWords.ids(features, named).forEach(id -> all.addAll(derived.findings(id)));
        return console.done(SpecWords.json(all, bench), () -> {
            SpecWords.print(console, all);
            if (all.isEmpty()) {
                console.line("Nothing is stale.");
            }
        });
    }

    private void print(Written one) {
        console.line(one.what() + " " + Console.plain(one.path()));
        one.findings().forEach(finding -> console.paragraph("  ! ", "    ", Console.plain(finding)));
        one.difference().lines().forEach(line -> console.verbatim(Console.plain(line)));
    }
}
