package io.workfloworchestrator.app;

import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.SpecDrivenServer;
import io.workfloworchestrator.specdriven.analysis.DerivedDocuments;
import io.workfloworchestrator.specdriven.analysis.FeatureRow;
import io.workfloworchestrator.specdriven.analysis.Finding;
import io.workfloworchestrator.specdriven.analysis.ProjectFeatures;
import io.workfloworchestrator.specdriven.analysis.Verdict;
import io.workfloworchestrator.specdriven.delta.ChangePlaces;
import io.workfloworchestrator.specdriven.delta.DeltaLine;
import io.workfloworchestrator.specdriven.delta.LivingSpecs;
import io.workfloworchestrator.specdriven.delta.MergedSpec;
import io.workfloworchestrator.specdriven.documents.Written;
import io.workfloworchestrator.specdriven.guide.FeatureGuide;
import io.workfloworchestrator.specdriven.imports.ImportNote;
import io.workfloworchestrator.specdriven.imports.ImportReport;
import io.workfloworchestrator.specdriven.imports.ImportTool;
import io.workfloworchestrator.specdriven.imports.SpecImport;
import io.workfloworchestrator.state.Cause;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The commands that take specifications over, derive documents again, and merge changes of living specifications. */
final class SpecDocumentCommands {
    private SpecDocumentCommands() {}

    static DerivedDocuments derived(OpenProject project, ProjectFeatures features) {
        return new DerivedDocuments(project, features, Clock.systemUTC());
    }

    static List<String> ids(ProjectFeatures features, List<String> named) {
        return named.isEmpty()
                ? features.ids()
                : named.stream().map(features::find).distinct().toList();
    }

    static String progress(FeatureRow row) {
        return row.met() + "/" + row.requirements() + " requirements, " + row.done() + "/" + row.tasks() + " tasks";
    }

    static String verdict(Optional<Verdict> verdict) {
        return verdict.map(one -> one.fresh()
                        ? one.result()
                        : one.result() + ", expired: " + String.join(", ", one.changed()) + " changed")
                .orElse("not analysed");
    }

    static Json.Obj json(List<Finding> findings, Workbench bench) {
        return Answers.at(bench.states().head()).with("findings", Answers.list(Finding.class, findings));
    }

    static boolean hasError(List<Finding> findings) {
        return findings.stream().anyMatch(one -> one.severity() == Finding.Severity.ERROR);
    }

    /** Answers with findings, and to a person with a last line if it says something. */
    static ExitCode found(Console console, Workbench bench, List<Finding> all, String last) {
        console.answer(json(all, bench), () -> {
            print(console, all);
            if (!last.isEmpty()) {
                console.line(last);
            }
        });
        return hasError(all) ? ExitCode.REFUSED : ExitCode.OK;
    }

    /** Findings as compilers write them, each with what to do. */
    static void print(Console console, List<Finding> findings) {
        for (Finding one : findings) {
            String severity = switch (one.severity()) {
                case ERROR -> console.bad("error");
                case WARNING -> console.warn("warning");
                case NOTE -> console.dim("note");
            };
            console.paragraph(Console.plain(one.place()) + ": " + severity + ": " + Console.plain(one.message()));
            console.paragraph("  ", Console.plain(one.fix()) + " " + console.dim("[" + one.check() + "]"));
        }
    }

    @Command(
            name = "import",
            description =
                    "Take over what spec-kit, OpenSpec or Kiro wrote in a folder, or a session file of the forerunner;"
                            + " their files stay as they are.")
    static final class Import extends ChangingCommand {
        private final Given<String> folder = maybe(
                        "FOLDER", "Where it is, at most four folders deep; the project itself when not given.")
                .or("");
        private final Given<Boolean> dryRun = flag("--dry-run", "Say what would be taken over, and write nothing.");
        private final Given<Boolean> undo =
                flag("--undo", "Take the last import back; files that somebody changed since stay.");

        @Override
        ExitCode run(Workbench bench) {
            OpenProject project = bench.project(SpecDrivenServer.FEATURES);
            Cause cause = bench.cause(Optional.empty());
            SpecImport imports = new SpecImport(project);
            if (undo.get()) {
                String what = imports.last().orElse("");
                return undone(bench, what, imports.takeBack(cause));
            }
            Path from = folder.get().isEmpty()
                    ? bench.folder().root()
                    : Path.of(folder.get()).toAbsolutePath().normalize();
            if (Files.isRegularFile(from)) {
                return session(bench, project, from, cause);
            }
            ImportReport report =
                    dryRun.get() ? imports.look(open(from), named()) : imports.take(open(from), named(), cause);
            Json.Obj json = Answers.at(bench.states().head())
                    .with("features", Answers.list(report.features(), ImportTool::json))
                    .with("specs", Json.strings(report.specs()))
                    .with("notes", Answers.list(ImportNote.class, report.notes()))
                    .with("imported", !dryRun.get() && !isNothing(report));
            return console.done(json, () -> print(report));
        }

        private String named() {
            return folder.get().isEmpty() ? "the project" : folder.get();
        }

        private static ProjectFolder open(Path from) {
            try {
                return ProjectFolder.open(from);
            } catch (PathException e) {
                throw new UsageException("there is no folder " + Console.plain(from.toString()) + " that can be read.");
            }
        }

        private ExitCode undone(Workbench bench, String what, List<String> kept) {
            Json.Obj json = Answers.at(bench.states().head()).with("kept", Json.strings(kept));
            return console.done(json, () -> {
                console.paragraph("The last import is taken back: " + Console.plain(what) + ".");
                kept.forEach(path -> console.line("  stays, since it was changed: " + Console.plain(path)));
            });
        }

        /** A session of the forerunner: its answers begin a feature, and the interview goes on. */
        private ExitCode session(Workbench bench, OpenProject project, Path file, Cause cause) {
            if (dryRun.get()) {
                throw new UsageException(
                        "--dry-run is for folders. A session's answers can be taken back by 'workflow undo'.");
            }
            Clock clock = Clock.systemUTC();
            FeatureGuide guide = new FeatureGuide(project, SpecDrivenServer.documents(clock), clock);
            FeatureGuide.Standing now = guide.takeOver(file, cause);
            Json.Obj json = Answers.at(bench.states().head())
                    .with("session", now.session())
                    .with("message", String.join(" ", now.said()));
            return console.done(json, () -> {
                now.said().forEach(sentence -> console.paragraph(sentence));
                console.line("Go on with 'workflow specify --session " + now.session() + "'.");
            });
        }

        private static boolean isNothing(ImportReport report) {
            return report.features().isEmpty() && report.specs().isEmpty();
        }

        private void print(ImportReport report) {
            if (!dryRun.get() && isNothing(report)) {
                console.line(SpecImport.NOTHING_NEW);
            }
            for (ImportReport.Feature feature : report.features()) {
                String to = feature.folder().isEmpty() ? feature.title() : feature.folder();
                console.line(console.bold(to) + " from " + Console.plain(feature.source()) + " ("
                        + feature.tool() + "): " + feature.requirements() + " requirements, " + feature.done() + "/"
                        + feature.tasks() + " tasks");
            }
            report.specs().forEach(path -> console.line("living specification " + Console.plain(path)));
            for (ImportNote note : report.notes()) {
                console.paragraph(console.dim("Note: "), note.place() + ": " + note.text());
            }
            if (dryRun.get()) {
                console.line(console.dim("Nothing was written. To do it, leave out --dry-run."));
            }
        }
    }

    @Command(
            name = "merge",
            description = "Merge a feature's change of a living specification, FEATURE/changes/CAPABILITY.md, into"
                    + " CAPABILITY/spec.md; what others changed meanwhile stays.")
    static final class Merge extends ChangingCommand {
        private final Given<String> feature = operand("FEATURE", "Its number or folder.");
        private final Given<String> capability = operand("CAPABILITY", "Such as sign-in.");

        @ArgGroup
        private Instead instead = new Instead();

        /** What is done instead of merging. */
        static final class Instead {
            @Option(names = "--check", description = "Say what merging would do, and write nothing.")
            boolean check;

            @Option(
                    names = "--rebase",
                    description = "Bind the change to the specification as it is now, if it still fits.")
            boolean rebase;

            @Option(
                    names = "--undo",
                    description = "Take the merged change out again; what others changed since stays.")
            boolean undo;
        }

        @Override
        ExitCode run(Workbench bench) {
            OpenProject project = bench.project(SpecDrivenServer.FEATURES);
            LivingSpecs specs = new LivingSpecs(project);
            ChangePlaces places = ChangePlaces.of(project, feature.get(), capability.get());
            Cause cause = bench.cause(Optional.empty());
            Json.Obj json = Json.Obj.EMPTY.with("change", places.change()).with("spec", places.spec());
            List<DeltaLine> lines = specs.lines(places.change());
            String said;
            List<String> remarks = List.of();
            if (instead.undo) {
                specs.takeBack(places.change(), cause);
                said = "The change is taken out of " + places.spec() + ".";
            } else if (instead.rebase) {
                LivingSpecs.Rebased rebased = specs.rebase(places.change(), places.spec(), cause);
                json = json.with("base", rebased.base());
                remarks = rebased.remarks();
                said = "The change is bound to " + places.spec() + " as it is now.";
            } else {
                MergedSpec merged = specs.check(places.change(), places.spec());
                boolean isIn = specs.has(places.spec(), merged);
                if (!instead.check && !isIn) {
                    merged = specs.merge(places.change(), places.spec(), cause);
                }
                lines = isIn ? List.of() : lines;
                json = json.with("retired", merged.retired()).with("text", merged.text());
                remarks = merged.remarks();
                said = isIn
                        ? places.spec() + " has it already. Nothing was written."
                        : instead.check
                                ? "It fits. Nothing was written."
                                : "The change is merged into " + places.spec() + ".";
            }
            String told = said;
            List<String> remarked = remarks;
            List<DeltaLine> done = lines;
            json = json.with("lines", Answers.list(DeltaLine.class, lines))
                    .with("remarks", Json.strings(remarks))
                    .with("revision", bench.states().head().number());
            return console.done(json, () -> print(done, remarked, told));
        }

        private void print(List<DeltaLine> lines, List<String> remarks, String said) {
            for (DeltaLine line : lines) {
                String scenario = line.scenario().isEmpty() ? "" : " / " + line.scenario();
                console.entry(console.bold(line.operation()) + " ", line.requirement() + scenario);
            }
            remarks.forEach(remark -> console.paragraph(console.dim("Note: "), remark));
            console.line(said);
        }
    }

    @Command(
            name = "stale",
            description =
                    "What no longer fits what it was derived from; and deriving it again, with a preview and a way back.")
    static final class Stale extends ChangingCommand {
        private final Given<List<String>> named =
                operands("FEATURE", "0..1", "Numbers or folders; all features when not given.");
        private final Given<String> preview = option(
                "--preview STAGE",
                "Show what deriving constitution, spec, plan or tasks of the feature again would change.");
        private final Given<String> take =
                option("--take STAGE", "Derive that stage again; what was changed by hand is kept.");
        private final Given<String> back = option("--back FILE", "Take the last derivation of this document back.");

        @Override
        ExitCode run(Workbench bench) {
            OpenProject project = bench.project(SpecDrivenServer.FEATURES);
            ProjectFeatures features = new ProjectFeatures(project);
            DerivedDocuments derived = derived(project, features);
            if (!preview.isGiven() && !take.isGiven() && !back.isGiven()) {
                return stale(bench, features, derived);
            }
            if (named.get().size() != 1) {
                throw new UsageException("Name one feature, such as: workflow spec stale 001 --preview tasks");
            }
            String id = features.find(named.get().get(0));
            Cause cause = bench.cause(Optional.empty());
            List<Written> written = new ArrayList<>();
            preview.find().ifPresent(stage -> written.addAll(derived.preview(id, stage)));
            take.find().ifPresent(stage -> written.addAll(derived.take(id, stage, cause)));
            back.find()
                    .ifPresent(path -> written.add(new Written(
                            path, "taken-back", Optional.empty(), derived.takeBack(id, path, cause), List.of())));
            return console.done(
                    Answers.at(bench.states().head()).with("documents", Answers.list(Written.class, written)),
                    () -> written.forEach(this::print));
        }

        private ExitCode stale(Workbench bench, ProjectFeatures features, DerivedDocuments derived) {
            List<Finding> all = new ArrayList<>();
            ids(features, named.get()).forEach(id -> all.addAll(derived.findings(id)));
            ExitCode unused = found(console, bench, all, all.isEmpty() ? "Nothing is stale." : "");
            return ExitCode.OK;
        }

        private void print(Written one) {
            console.line(one.what() + " " + Console.plain(one.path()));
            one.findings().forEach(finding -> console.paragraph("  ! ", finding));
            one.difference().lines().forEach(line -> console.verbatim(Console.plain(line)));
        }
    }
}
