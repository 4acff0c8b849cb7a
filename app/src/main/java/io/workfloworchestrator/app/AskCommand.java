package io.workfloworchestrator.app;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.interview.Interview;
import io.workfloworchestrator.interview.InterviewChange;
import io.workfloworchestrator.interview.InterviewException;
import io.workfloworchestrator.interview.InterviewMoment;
import io.workfloworchestrator.interview.InterviewState;
import io.workfloworchestrator.interview.Interviews;
import io.workfloworchestrator.interview.QuestionSet;
import io.workfloworchestrator.interview.QuestionSets;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.Planning;
import io.workfloworchestrator.projectmanagement.setup.SetupQuestions;
import io.workfloworchestrator.server.RepositoryFacts;
import io.workfloworchestrator.specdriven.guide.FeatureGuide;
import io.workfloworchestrator.specdriven.guide.GuideQuestions;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.WorkflowState;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

@Command(
        name = "ask",
        description = "Ask the questions of a set, on the terminal or from a file; goes on where it stopped.")
final class AskCommand extends ChangingCommand {
    private final Given<String> set =
            maybe("SET", "The question set; all sets and interviews are listed when not given.");
    private final Given<String> session = option("--session ID", "Which interview; named like its set when not given.");
    private final Given<String> answers = option("--answers FILE", "Answers in YAML or JSON; - for stdin.");
    private final Given<Boolean> partial =
            flag("--partial", "Take the answers of the file that fit, instead of all or nothing.");
    private final Given<Boolean> edit =
            flag("--edit", "Let the answers of the file take the place of earlier ones; else these are refused.");
    private final Given<Integer> budget =
            option("--budget N", Integer.class, "Ask at most the N most important questions.");
    private final Given<Boolean> decide =
            flag("--decide", "Let what is open be decided, where there is a recommendation or a default.");
    private final Given<Boolean> review = flag("--review", "Show what is known, assumed and open, and ask nothing.");
    private final Given<Boolean> cancel = flag("--cancel", "Call the interview off; its answers are kept.");

    @Override
    ExitCode run(Workbench bench) {
        Interviews interviews = Interviews.of(
                bench.states(),
                QuestionSets.of(bench.folder(), sets()),
                Clock.systemUTC(),
                () -> facts(bench.folder(), bench.states()));
        AskView view = new AskView(console, Optional.empty());
        if (!set.isGiven() && !session.isGiven()) {
            view.list(interviews, bench.states().now());
            return ExitCode.OK;
        }
        Cause cause = bench.cause(Optional.empty());
        Interview interview = opened(bench, interviews, cause);
        Optional<InterviewChange> change = fromOptions(interview, cause);
        boolean typing = console.input().isPresent() && !console.isJson();
        if (typing && !answers.isGiven() && !review.get() && !cancel.get() && !decide.get()) {
            new AskSession(console, interview, Optional.empty(), cause).run();
        }
        InterviewMoment now = interview.now();
        view.answer(now, change, review.get());
        return change.filter(done -> !decide.get())
                .flatMap(done -> done.refused().stream().findFirst())
                .map(problem -> ExitCode.of(problem.code())) // as without --partial
                .orElse(ExitCode.OK);
    }

    private Interview opened(Workbench bench, Interviews interviews, Cause cause) {
        String id = session.find().or(() -> set.find()).orElseThrow();
        if (set.isGiven() && !interviews.exists(id)) {
            bench.requireOwnPlan(false);
            return interviews.start(set.get(), id, budget.find(), cause);
        }
        Interview interview = interviews.open(id);
        InterviewMoment now = interview.now();
        set.find().filter(asked -> !asked.equals(now.set().id())).ifPresent(asked -> {
            throw new UsageException("the interview " + id + " is about "
                    + now.set().id() + ", not " + asked + ". Begin another one with --session ID.");
        });
        boolean cancelled = now.state().status() == InterviewState.Status.CANCELLED;
        if (!review.get() && !cancel.get() && (cancelled || budget.isGiven())) {
            InterviewChange unused = interview.resume(budget.find(), cause);
        }
        return interview;
    }

    private Optional<InterviewChange> fromOptions(Interview interview, Cause cause) {
        Optional<InterviewChange> change = Optional.empty();
        if (edit.get() && (!answers.isGiven() || partial.get())) {
            throw new UsageException(
                    !answers.isGiven()
                            ? "--edit changes answers by a file: give it with --answers FILE."
                            : "--edit takes all answers of the file or none: leave --partial out.");
        }
        if (answers.isGiven()) {
            Map<String, Json> given = AnswersFile.read(answers.get());
            change = Optional.of(given(interview, given, cause));
        }
        if (decide.get()) {
            change = Optional.of(interview.decideOpen(cause));
        }
        return cancel.get() ? Optional.of(interview.cancel(cause)) : change;
    }

    private InterviewChange given(Interview interview, Map<String, Json> given, Cause cause) {
        if (edit.get()) {
            return interview.edit(given, Optional.empty(), cause);
        }
        try {
            return partial.get() ? interview.answerWhatFits(given, cause) : interview.answer(given, cause);
        } catch (InterviewException e) {
            boolean isSaid =
                    e.problems().stream().anyMatch(problem -> problem.code().equals("E_ANSWER_EXISTS"));
            if (isSaid && !console.isJson()) {
                console.error(e.code(), "to change answers that are there, run it again with --edit.");
            }
            throw e;
        }
    }

    private static Map<String, Supplier<QuestionSet>> sets() {
        Map<String, Supplier<QuestionSet>> sets = new LinkedHashMap<>(SetupQuestions.sets());
        sets.putAll(GuideQuestions.sets());
        return sets;
    }

    /** What is known for their recommendations. */
    private static Json.Obj facts(ProjectFolder folder, StateManager state) {
        String title = Planning.begun(state)
                .flatMap(key -> state.find(StateKey.of(key, WorkflowState.codec(Json.class))))
                .map(planning -> planning.value().title())
                .orElse("");
        Json.Obj facts = RepositoryFacts.titled(SetupQuestions.facts(folder), title);
        Json.Obj said = FeatureGuide.facts(folder, state);
        return said.find("said").map(some -> facts.with("said", some)).orElse(facts);
    }
}
