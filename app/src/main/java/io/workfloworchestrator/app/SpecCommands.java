package io.workfloworchestrator.app;

import io.workfloworchestrator.app.Table.Cell;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.SpecDrivenServer;
import io.workfloworchestrator.specdriven.analysis.DerivedDocuments;
import io.workfloworchestrator.specdriven.analysis.FeatureAnalysis;
import io.workfloworchestrator.specdriven.analysis.FeaturePage;
import io.workfloworchestrator.specdriven.analysis.FeatureRow;
import io.workfloworchestrator.specdriven.analysis.Finding;
import io.workfloworchestrator.specdriven.analysis.OpenQuestion;
import io.workfloworchestrator.specdriven.analysis.Overlap;
import io.workfloworchestrator.specdriven.analysis.ProjectFeatures;
import io.workfloworchestrator.specdriven.analysis.Verdict;
import io.workfloworchestrator.state.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code workflow spec …}: the features of a project, how far they are, and whether what is written about them fits together. */
final class SpecCommands {
    private SpecCommands() {}

    static CommandGroup group() {
        return new CommandGroup(
                "The features of the project: how far they are, and whether their documents, tests and code agree.",
                Listed::new,
                SpecDocumentCommands.Import::new,
                SpecDocumentCommands.Merge::new,
                Show::new,
                Status::new,
                Analyse::new,
                Clarify::new,
                SpecDocumentCommands.Stale::new,
                Lint::new,
                Drift::new);
    }

    @Command(name = "list", description = "All features, with their documents, requirements and tasks.")
    static final class Listed extends ProjectCommand {
        /** Narrower terminals get shorter words. */
        private static final int WIDE = 90;

        private static final int LONGEST_STATUS = 9;

        @Override
        ExitCode run(Workbench bench) {
            List<FeatureRow> rows = new ProjectFeatures(bench.project(SpecDrivenServer.FEATURES)).rows();
            return console.done(
                    Answers.at(bench.states().head()).with("features", Answers.list(FeatureRow.class, rows)),
                    () -> print(rows));
        }

        private void print(List<FeatureRow> rows) {
            if (rows.isEmpty()) {
                console.line("There is no feature. Begin one with 'workflow specify DESCRIPTION'.");
            }
            console.table(rows.stream().map(this::cells).toList());
        }

        private List<Cell> cells(FeatureRow row) {
            Cell id = new Cell(Console.plain(row.id()), console::bold);
            String title = Console.plain(row.title());
            if (console.room() >= WIDE) {
                String status = ItemTable.padded(row.status(), LONGEST_STATUS);
                return List.of(id, Cell.of(status), Cell.of(SpecDocumentCommands.progress(row) + "  " + title));
            }
            return List.of(
                    id,
                    Cell.of(row.status()),
                    Cell.of(row.met() + "/" + row.requirements() + " met"),
                    Cell.of(row.done() + "/" + row.tasks() + " done"),
                    Cell.of(title));
        }
    }

    @Command(
            name = "show",
            description =
                    "One feature: its stories, its requirements with the tasks of each, and what it overlaps with.")
    static final class Show extends ProjectCommand {
        private final Given<String> named = operand("FEATURE", "Its number or folder.");

        @Override
        ExitCode run(Workbench bench) {
            FeatureAnalysis analysis = new FeatureAnalysis(bench.project(SpecDrivenServer.FEATURES));
            String id = analysis.features().find(named.get());
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
                    .with("revision", bench.states().head().number());
            return console.done(
                    Answers.with(json, "verdict", verdict.map(RecordCodec.of(Verdict.class)::encode)), () -> {
                        console.line(console.bold(row.id()) + " " + Console.plain(row.title()) + ", " + row.status()
                                + ", " + SpecDocumentCommands.progress(row));
                        console.paragraph(SpecDocumentCommands.verdict(verdict));
                        page.paths().forEach(path -> console.line("  " + Console.plain(path)));
                        page.stories()
                                .forEach(story -> console.entry(
                                        console.bold(story.id()) + " (" + story.criteria() + " criteria)  ",
                                        story.title()));
                        page.statements().forEach(this::print);
                        overlaps.forEach(overlap -> console.paragraph("! ", overlap.sentence()));
                    });
        }

        private void print(FeaturePage.Statement one) {
            String tasks = one.tasks().isEmpty() ? "no task" : String.join(" ", one.tasks());
            console.entry(
                    (one.met() ? "[x] " : "[ ] ") + console.bold(one.id()) + "  " + console.dim(tasks) + "  ",
                    one.text());
        }
    }

    @Command(
            name = "status",
            description =
                    "How far features are: the last verdict and whether it still counts, what is stale, unclear, or overlaps.")
    static final class Status extends ProjectCommand {
        private final Given<List<String>> named =
                operands("FEATURE", "0..1", "Numbers or folders; all features when not given.");

        private record Standing(
                FeatureRow row, Optional<Verdict> verdict, int stale, int questions, List<String> overlaps) {}

        @Override
        ExitCode run(Workbench bench) {
            OpenProject project = bench.project(SpecDrivenServer.FEATURES);
            FeatureAnalysis analysis = new FeatureAnalysis(project);
            DerivedDocuments derived = SpecDocumentCommands.derived(project, analysis.features());
            List<Standing> all = new ArrayList<>();
            for (String id : SpecDocumentCommands.ids(analysis.features(), named.get())) {
                all.add(new Standing(
                        analysis.features().row(id),
                        analysis.verdict(id),
                        derived.stale(id).size(),
                        analysis.questions(id).size(),
                        analysis.overlaps(id).stream().map(Overlap::other).toList()));
            }
            return console.done(
                    Answers.at(bench.states().head()).with("features", Answers.list(all, Status::json)), () -> {
                        if (all.isEmpty()) {
                            boolean isBegun = !analysis.features().rows().isEmpty();
                            console.line(
                                    isBegun
                                            ? "No feature has documents yet. Go on with 'workflow specify'."
                                            : "There is no feature. Begin one with 'workflow specify DESCRIPTION'.");
                        }
                        all.forEach(this::print);
                    });
        }

        private static Json json(Standing one) {
            Json.Obj row = RecordCodec.of(FeatureRow.class).encode(one.row()).asObject();
            return Answers.with(
                    row.with("stale", one.stale())
                            .with("questions", one.questions())
                            .with("overlaps", Json.strings(one.overlaps())),
                    "verdict",
                    one.verdict().map(RecordCodec.of(Verdict.class)::encode));
        }

        private void print(Standing one) {
            console.line(console.bold(one.row().id()) + " " + one.row().status() + ", "
                    + SpecDocumentCommands.progress(one.row()));
            String verdict = Console.plain(SpecDocumentCommands.verdict(one.verdict()));
            boolean isGood = one.verdict().filter(Verdict::isConsistent).isPresent();
            console.paragraph("  ", "    ", isGood ? console.good(verdict) : console.warn(verdict));
            List<String> more = new ArrayList<>();
            if (one.stale() > 0) {
                more.add(one.stale() + " stale");
            }
            if (one.questions() > 0) {
                more.add(Check.count(one.questions(), "open question"));
            }
            if (!one.overlaps().isEmpty()) {
                more.add("overlaps " + String.join(", ", one.overlaps()));
            }
            if (!more.isEmpty()) {
                console.paragraph("  ", "    ", String.join(", ", more));
            }
        }
    }

    @Command(
            name = "analyse",
            description =
                    "Hold constitution, specification, plan, tasks and tests against each other, and record the verdict.")
    static final class Analyse extends ChangingCommand {
        private final Given<List<String>> named =
                operands("FEATURE", "0..1", "Numbers or folders; all features when not given.");

        @Override
        ExitCode run(Workbench bench) {
            OpenProject project = bench.project(SpecDrivenServer.FEATURES);
            FeatureAnalysis analysis = new FeatureAnalysis(project);
            DerivedDocuments derived = SpecDocumentCommands.derived(project, analysis.features());
            Cause cause = bench.cause(Optional.empty());
            List<Finding> all = new ArrayList<>();
            List<String> notRecorded = new ArrayList<>();
            List<String> ids = SpecDocumentCommands.ids(analysis.features(), named.get());
            for (String id : ids) {
                List<Finding> findings = analysis.consistency(id);
                analysis.record(id, findings, derived.parts(id), cause)
                        .ifPresent(why -> notRecorded.add(id + ": " + why));
                all.addAll(findings);
                all.addAll(analysis.overlapFindings(id));
            }
            console.answer(
                    SpecDocumentCommands.json(all, bench)
                            .with("features", Json.strings(ids))
                            .with("notRecorded", Json.strings(notRecorded)),
                    () -> {
                        SpecDocumentCommands.print(console, all);
                        notRecorded.forEach(why -> console.paragraph(why));
                        console.line(sum(ids.size(), all));
                    });
            return SpecDocumentCommands.hasError(all) ? ExitCode.REFUSED : ExitCode.OK;
        }

        private static String sum(int features, List<Finding> all) {
            long errors = all.stream()
                    .filter(one -> one.severity() == Finding.Severity.ERROR)
                    .count();
            return Check.count(features, "feature") + ", " + Check.count(errors, "error") + ", " + (all.size() - errors)
                    + " other findings.";
        }
    }

    @Command(
            name = "clarify",
            description = "What is still unclear in a feature's documents, as questions, what most depends on first.")
    static final class Clarify extends ProjectCommand {
        private final Given<String> named = operand("FEATURE", "Its number or folder.");
        private final Given<Integer> most =
                option("--max N", Integer.MAX_VALUE, "At most so many questions; all when not given.");

        @Override
        ExitCode run(Workbench bench) {
            FeatureAnalysis analysis = new FeatureAnalysis(bench.project(SpecDrivenServer.FEATURES));
            String id = analysis.features().find(named.get());
            List<OpenQuestion> all = analysis.questions(id);
            List<OpenQuestion> shown = all.subList(0, Math.max(0, Math.min(most.get(), all.size())));
            return console.done(
                    Answers.at(bench.states().head())
                            .with("questions", Answers.list(OpenQuestion.class, shown))
                            .with("total", all.size()),
                    () -> {
                        if (all.isEmpty()) {
                            console.line("Nothing is unclear, as far as a program can tell.");
                        }
                        shown.forEach(this::print);
                    });
        }

        private void print(OpenQuestion one) {
            console.paragraph(Console.plain(one.path() + ":" + one.line()) + ": " + console.bold(one.about()) + " "
                    + Console.plain(one.question()));
            console.paragraph("  ", console.dim(one.text()));
            console.paragraph(
                    "  ",
                    one.why()
                            + one.answer()
                                    .map(question -> " Answer it again: " + question + ".")
                                    .orElse(" Change the line."));
        }
    }

    @Command(
            name = "lint",
            description =
                    "How documents are worded and marked, and what is wrong in the project's own templates and questions.")
    static final class Lint extends ProjectCommand {
        private final Given<List<String>> named =
                operands("FEATURE", "0..1", "Numbers or folders; all features when not given.");

        @Override
        ExitCode run(Workbench bench) {
            FeatureAnalysis analysis = new FeatureAnalysis(bench.project(SpecDrivenServer.FEATURES));
            List<Finding> all = new ArrayList<>(named.get().isEmpty() ? analysis.lintOverrides() : List.of());
            SpecDocumentCommands.ids(analysis.features(), named.get()).forEach(id -> all.addAll(analysis.lint(id)));
            return SpecDocumentCommands.found(console, bench, all, all.isEmpty() ? "Nothing to remark." : "");
        }
    }

    @Command(
            name = "drift",
            description = "Files and names of code that something finished names, and that are gone or changed since.")
    static final class Drift extends ChangingCommand {
        private final Given<List<String>> named =
                operands("FEATURE", "0..1", "Numbers or folders; all features when not given.");
        private final Given<Boolean> accept =
                flag("--accept", "Take the code as it is now; only later changes are shown then.");

        @Override
        ExitCode run(Workbench bench) {
            FeatureAnalysis analysis = new FeatureAnalysis(bench.project(SpecDrivenServer.FEATURES));
            Cause cause = bench.cause(Optional.empty());
            List<Finding> all = new ArrayList<>();
            for (String id : SpecDocumentCommands.ids(analysis.features(), named.get())) {
                all.addAll(analysis.drift(id));
                if (accept.get()) {
                    analysis.acceptCode(id, cause);
                }
            }
            ExitCode code = SpecDocumentCommands.found(
                    console,
                    bench,
                    all,
                    accept.get()
                            ? "The code is taken as it is now."
                            : all.isEmpty() ? "Nothing has drifted." : "To take the code as it is: --accept");
            return accept.get() ? ExitCode.OK : code;
        }
    }
}
