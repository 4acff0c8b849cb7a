package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.server.InterviewAnswers;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.SpecDrivenServer;
import io.workfloworchestrator.specdriven.documents.Written;
import io.workfloworchestrator.specdriven.guide.FeatureGuide;
import io.workfloworchestrator.state.Cause;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;

@Command(
        name = "specify",
        description = "Specify a feature: answer questions, on the terminal or from a file, and get its constitution,"
                + " specification, plan and tasks; goes on where it stopped.")
final class SpecifyCommand extends ChangingCommand {
    /** An interview that goes on, or has written everything, is told by its progress: "done" would be taken for the feature. */
    private static final Set<String> SAID = Set.of("open", "done");

    private final Given<String> about = maybe(
                    "DESCRIPTION",
                    "What a new feature is about, in your words; when not given, the open feature goes on.")
            .or("");
    private final Given<String> session = option("--session FEATURE", "Which feature: its number or folder.");
    private final Given<String> scenario = option(
            "--scenario NAME",
            "new-project, existing-project, add-feature, bug-fix or design-first; found when not given.");
    private final Given<String> root = option("--root FOLDER", "Which part of a monorepo, such as packages/web.");
    private final Given<String> answers = option("--answers FILE", "Answers in YAML or JSON; - for stdin.");
    private final Given<List<String>> edits = options(
            "--edit QUESTION[=ANSWER]",
            "Change an answer, also of a document that is written, which follows; without =ANSWER it is taken"
                    + " from the file of --answers.");
    private final Given<Integer> budget =
            option("--budget N", Integer.class, "Ask at most the N most important questions.");
    private final Given<Boolean> decide = flag(
            "--decide",
            "Let what is open be decided, where there is a recommendation or a default, and leave out what is"
                    + " optional and has neither.");
    private final Given<Boolean> cancel = flag("--cancel", "Call the feature off; its answers and documents are kept.");
    private final Given<Boolean> list = flag("--list", "Show all features, and ask nothing.");

    @Override
    ExitCode run(Workbench bench) {
        OpenProject project = bench.project(SpecDrivenServer.FEATURES);
        Clock clock = Clock.systemUTC();
        FeatureGuide guide = new FeatureGuide(project, SpecDrivenServer.documents(clock), clock);
        if (list.get()) {
            list(guide.all(), bench);
            return ExitCode.OK;
        }
        Cause cause = bench.cause(Optional.empty());
        if (cancel.get()) {
            return shown(guide.cancel(session.find(), cause), bench);
        }
        if (!edits.get().isEmpty()) {
            return shown(guide.edit(session.find(), edited(), cause), bench);
        }
        FeatureGuide.Standing now = begun(bench, guide, cause);
        if (decide.get()) {
            now = guide.decide(Optional.of(now.session()), cause).after(now);
        }
        boolean typing = console.input().isPresent() && !console.isJson() && !answers.isGiven() && !decide.get();
        return shown(typing ? asked(guide, now, cause) : now, bench);
    }

    private FeatureGuide.Standing begun(Workbench bench, FeatureGuide guide, Cause cause) {
        Map<String, Json> given = answers.find().map(AnswersFile::read).orElse(Map.of());
        if (session.isGiven()) {
            FeatureGuide.Standing now = guide.resume(session.find(), cause);
            return given.isEmpty() ? now : guide.answer(session.find(), given, cause);
        }
        bench.requireOwnPlan(false);
        FeatureGuide.Beginning beginning =
                new FeatureGuide.Beginning(about.get(), scenario.find(), budget.find(), root.find());
        return guide.start(beginning, given, SpecDrivenServer.home(), cause);
    }

    /** The answers to change: those that the command line gives, and those of the file that it names. */
    private Map<String, Json> edited() {
        Map<String, Json> file = answers.find().map(AnswersFile::read).orElse(Map.of());
        Map<String, Json> changed = new LinkedHashMap<>();
        for (String edit : edits.get()) {
            int sign = edit.indexOf('=');
            String question = sign < 0 ? edit : edit.substring(0, sign);
            Json answer = sign < 0 ? file.get(question) : Json.of(edit.substring(sign + 1));
            if (answer == null) {
                throw new UsageException("--edit " + question + " has no answer. Give it as --edit '" + question
                        + "=ANSWER', or in the file of --answers.");
            }
            changed.put(question, answer);
        }
        return changed;
    }

    /** Asks stage after stage, until nothing is asked or the person stops. */
    private FeatureGuide.Standing asked(FeatureGuide guide, FeatureGuide.Standing first, Cause cause) {
        FeatureGuide.Standing now = first;
        while (now.interview().isPresent()) {
            told(now);
            String goOn = "workflow specify --session " + now.session();
            new AskSession(console, now.interview().get(), Optional.of(goOn), cause).run();
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
        return console.done(json(now).with("revision", bench.states().head().number()), () -> {
            told(now);
            now.interview().flatMap(interview -> interview.now().next()).ifPresent(asked -> {
                console.paragraph("  Asked now: ", "    ", Console.plain(asked.text()) + " (" + asked.id() + ")");
                console.line(console.dim("  Go on with 'workflow specify --session " + now.session() + "'."));
            });
        });
    }

    private void told(FeatureGuide.Standing now) {
        console.line(console.bold(now.session() + " " + Console.plain(now.title())) + ", " + now.scenario() + ": "
                + now.progress() + (SAID.contains(now.status()) ? "" : ", " + now.status()));
        now.said().forEach(sentence -> console.paragraph("  ", sentence));
        for (Written document : now.documents()) {
            console.line("  " + document.what() + " " + Console.plain(document.path()));
            document.findings().forEach(finding -> console.paragraph("    ! ", finding));
        }
    }

    private void list(List<FeatureGuide.Standing> all, Workbench bench) {
        console.answer(Answers.at(bench.states().head()).with("features", Answers.list(all, one -> json(one))), () -> {
            if (all.isEmpty()) {
                console.line("No feature was begun. Begin one with 'workflow specify \"What it is about\"'.");
            }
            all.forEach(this::told);
        });
    }

    private static Json.Obj json(FeatureGuide.Standing now) {
        Json.Obj json = Json.Obj.EMPTY
                .with("session", now.session())
                .with("title", now.title())
                .with("scenario", now.scenario())
                .with("step", now.step())
                .with("status", now.status())
                .with("message", String.join(" ", now.said()))
                .with("documents", Answers.list(now.documents(), one -> json(one)));
        Optional<Json> next = now.interview()
                .flatMap(interview -> interview.now().next())
                .map(asked -> RecordCodec.of(InterviewAnswers.Asked.class).encode(InterviewAnswers.asked(asked)));
        return Answers.with(json, "question", next);
    }

    private static Json.Obj json(Written document) {
        return Json.Obj.EMPTY
                .with("path", document.path())
                .with("what", document.what())
                .with("findings", Json.strings(document.findings()));
    }
}
