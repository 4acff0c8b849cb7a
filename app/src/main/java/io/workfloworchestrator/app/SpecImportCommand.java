package io.workfloworchestrator.app;

import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.SpecDrivenServer;
import io.workfloworchestrator.specdriven.guide.FeatureGuide;
import io.workfloworchestrator.specdriven.imports.ImportNote;
import io.workfloworchestrator.specdriven.imports.ImportReport;
import io.workfloworchestrator.specdriven.imports.ImportTool;
import io.workfloworchestrator.specdriven.imports.SpecImport;
import io.workfloworchestrator.state.Cause;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow spec import FOLDER}: what spec-kit, OpenSpec, Kiro or a session of the forerunner left. */
@Command(
        name = "import",
        description =
                "Take over what spec-kit, OpenSpec or Kiro wrote in a folder, or a session file of the forerunner;"
                        + " their files stay as they are.")
final class SpecImportCommand extends ChangingCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "Where it is, at most four folders deep; the project itself when not given.")
    private String folder = "";

    @Option(names = "--dry-run", description = "Say what would be taken over, and write nothing.")
    private boolean dryRun;

    @Option(names = "--undo", description = "Take the last import back; files that somebody changed since stay.")
    private boolean undo;

    @Override
    ExitCode run(Workbench bench) {
        OpenProject project = bench.project(SpecDrivenServer.FEATURES);
        Cause cause = bench.cause(Optional.empty());
        SpecImport imports = new SpecImport(project);
        if (undo) {
            String what = imports.last().orElse("");
            return undone(bench, what, imports.takeBack(cause));
        }
        Path from = folder.isEmpty()
                ? bench.folder().root()
                : Path.of(folder).toAbsolutePath().normalize();
        if (Files.isRegularFile(from)) {
            return session(bench, project, from, cause);
        }
        ImportReport report = dryRun ? imports.look(open(from), named()) : imports.take(open(from), named(), cause);
        Json.Obj json = Json.Obj.EMPTY
                .with("features", Answers.list(report.features(), ImportTool::json))
                .with("specs", Json.strings(report.specs()))
                .with("notes", Answers.list(ImportNote.class, report.notes()))
                .with("imported", Json.of(!dryRun && !isNothing(report)))
                .with("revision", Json.of(bench.states().head().number()));
        return console.done(json, () -> print(report));
    }

    private String named() {
        return folder.isEmpty() ? "the project" : folder;
    }

    private static ProjectFolder open(Path from) {
        try {
            return ProjectFolder.open(from);
        } catch (PathException e) {
            throw new UsageException("there is no folder " + Console.plain(from.toString()) + " that can be read.");
        }
    }

    private ExitCode undone(Workbench bench, String what, List<String> kept) {
        Json.Obj json = Json.Obj.EMPTY
                .with("kept", Json.strings(kept))
                .with("revision", Json.of(bench.states().head().number()));
        return console.done(json, () -> {
            console.paragraph("", "  ", "The last import is taken back: " + Console.plain(what) + ".");
            kept.forEach(path -> console.line("  stays, since it was changed: " + Console.plain(path)));
        });
    }

    /** A session of the forerunner: its answers begin a feature, and the interview goes on. */
    private ExitCode session(Workbench bench, OpenProject project, Path file, Cause cause) {
        if (dryRun) {
            throw new UsageException(
                    "--dry-run is for folders. A session's answers can be taken back by 'workflow undo'.");
        }
        Clock clock = Clock.systemUTC();
        FeatureGuide guide = new FeatureGuide(project, SpecDrivenServer.documents(clock), clock);
        FeatureGuide.Standing now = guide.takeOver(file, cause);
        Json.Obj json = Json.Obj.EMPTY
                .with("session", Json.of(now.session()))
                .with("message", Json.of(String.join(" ", now.said())))
                .with("revision", Json.of(bench.states().head().number()));
        return console.done(json, () -> {
            now.said().forEach(sentence -> console.paragraph("", "  ", Console.plain(sentence)));
            console.line("Go on with 'workflow specify --session " + now.session() + "'.");
        });
    }

    private static boolean isNothing(ImportReport report) {
        return report.features().isEmpty() && report.specs().isEmpty();
    }

    private void print(ImportReport report) {
        if (!dryRun && isNothing(report)) {
            console.line(SpecImport.NOTHING_NEW);
        }
        for (ImportReport.Feature feature : report.features()) {
            String to = feature.folder().isEmpty() ? feature.title() : feature.folder();
            console.line(console.bold(Console.plain(to)) + " from " + Console.plain(feature.source()) + " ("
                    + feature.tool() + "): " + feature.requirements() + " requirements, " + feature.done() + "/"
                    + feature.tasks() + " tasks");
        }
        report.specs().forEach(path -> console.line("living specification " + Console.plain(path)));
        for (ImportNote note : report.notes()) {
            console.paragraph(console.dim("Note: "), "      ", Console.plain(note.place() + ": " + note.text()));
        }
        if (dryRun) {
            console.line(console.dim("Nothing was written. To do it, leave out --dry-run."));
        }
    }
}
