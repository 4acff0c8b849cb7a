package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.server.InterviewAnswers;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.SpecDrivenServer;
import io.workfloworchestrator.specdriven.guide.FeatureGuide;
import io.workfloworchestrator.specdriven.guide.WrittenDocument;
import io.workfloworchestrator.state.Cause;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow specify [DESCRIPTION]}: leads a feature from its first question to its tasks, on the terminal or from a file. */
@Command(
        name = "specify",
        description = "Specify a feature: answer questions, on the terminal or from a file, and get its constitution,"
                + " specification, plan and tasks; goes on where it stopped.")
final class SpecifyCommand extends ChangingCommand {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DESCRIPTION",
            description = "What it is about, in your words; when not given, the open feature goes on.")
    private String about = "";

    @Option(names = "--session", paramLabel = "FEATURE", description = "Which feature: its number or folder.")
    private Optional<String> session = Optional.empty();

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description = "new-project, existing-project, add-feature, bug-fix or design-first; found when not given.")
    private Optional<String> scenario = Optional.empty();

    @Option(names = "--root", paramLabel = "FOLDER", description = "Which part of a monorepo, such as packages/web.")
    private Optional<String> root = Optional.empty();

    @Option(names = "--answers", paramLabel = "FILE", description = "Answers in YAML or JSON; - for stdin.")
    private Optional<String> answers = Optional.empty();

    @Option(names = "--budget", paramLabel = "N", description = "Ask at most the N most important questions.")
    private Optional<Integer> budget = Optional.empty();

    @Option(
            names = "--decide",
            description = "Let what is open be decided, where there is a recommendation or a default.")
    private boolean decide;

    @Option(names = "--cancel", description = "Call the feature off; its answers and documents are kept.")
    private boolean cancel;

    @Option(names = "--list", description = "Show all features, and ask nothing.")
    private boolean list;

    SpecifyCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        OpenProject project = new OpenProject(
                bench.folder().root(),
                bench.states(),
                bench.named(SpecDrivenServer.FEATURES).open());
        Clock clock = Clock.systemUTC();
        FeatureGuide guide =
                new FeatureGuide(project, SpecDrivenServer.documents(clock), clock, SpecDrivenServer.home());
        if (list) {
            list(guide.all(), bench);
            return ExitCode.OK;
        }
        Cause cause = bench.cause(Optional.empty());
        if (cancel) {
            return shown(guide.cancel(session, cause), bench);
        }
        FeatureGuide.Standing now = begun(bench, guide, cause);
        Optional<String> feature = Optional.of(now.session());
        if (answers.isPresent()) {
            now = guide.answer(feature, AnswersFile.read(answers.get()), cause);
        }
        if (decide) {
            now = guide.decide(feature, cause);
        }
        boolean typing = console.input().isPresent() && !console.isJson() && answers.isEmpty() && !decide;
        return shown(typing ? asked(guide, now, cause) : now, bench);
    }

    private FeatureGuide.Standing begun(Workbench bench, FeatureGuide guide, Cause cause) {
        if (session.isPresent()) {
            return guide.resume(session, cause);
        }
        bench.requireOwnPlan(false);
        return guide.start(about, scenario, budget, root, cause);
    }

    /** Asks stage after stage, until nothing is asked or the person stops. */
    private FeatureGuide.Standing asked(FeatureGuide guide, FeatureGuide.Standing first, Cause cause) {
        FeatureGuide.Standing now = first;
        while (now.interview().isPresent()) {
            told(now);
            new AskSession(console, now.interview().get(), cause).run();
            FeatureGuide.Standing after = guide.resume(Optional.of(now.session()), cause);
            boolean stopped = after.step().equals(now.step());
            now = after;
            if (stopped) {
                break;
            }
        }
        return now;
    }

    private ExitCode shown(FeatureGuide.Standing now, Workbench bench) {
        console.answer(json(now).with("revision", revision(bench)), () -> told(now));
        return ExitCode.OK;
    }

    private void told(FeatureGuide.Standing now) {
        console.line(console.bold(now.session() + " " + Console.plain(now.title())) + ", " + now.scenario() + ": "
                + now.progress() + (isSaid(now.status()) ? "" : ", " + now.status()));
        now.said().forEach(sentence -> console.paragraph("  ", "  ", Console.plain(sentence)));
        for (WrittenDocument document : now.documents()) {
            console.line("  " + document.what() + " " + Console.plain(document.path()));
            document.findings().forEach(finding -> console.paragraph("    ! ", "      ", Console.plain(finding)));
        }
    }

    /** An interview that goes on, or has written everything, is told by its progress: "done" would be taken for the feature. */
    private static boolean isSaid(String status) {
        return status.equals("open") || status.equals("done");
    }

    private static Json revision(Workbench bench) {
        return Json.of(bench.states().head().number());
    }

    private void list(List<FeatureGuide.Standing> all, Workbench bench) {
        console.answer(
                Json.Obj.EMPTY
                        .with(
                                "features",
                                Json.array(all.stream()
                                        .map(one -> (Json) json(one))
                                        .toList()))
                        .with("revision", revision(bench)),
                () -> {
                    if (all.isEmpty()) {
                        console.line("No feature was begun. Begin one with 'workflow specify'.");
                    }
                    all.forEach(this::told);
                });
    }

    private static Json.Obj json(FeatureGuide.Standing now) {
        Json.Obj json = Json.Obj.EMPTY
                .with("session", Json.of(now.session()))
                .with("title", Json.of(now.title()))
                .with("scenario", Json.of(now.scenario()))
                .with("step", Json.of(now.step()))
                .with("status", Json.of(now.status()))
                .with("message", Json.of(String.join(" ", now.said())))
                .with(
                        "documents",
                        Json.array(now.documents().stream()
                                .map(one -> (Json) json(one))
                                .toList()));
        Optional<Json> next = now.interview()
                .flatMap(interview -> interview.now().next())
                .map(asked -> RecordCodec.of(InterviewAnswers.Asked.class).encode(InterviewAnswers.asked(asked)));
        return Answers.with(json, "question", next);
    }

    private static Json.Obj json(WrittenDocument document) {
        return Json.Obj.EMPTY
                .with("path", Json.of(document.path()))
                .with("what", Json.of(document.what()))
                .with("findings", Json.strings(document.findings()));
    }
}
