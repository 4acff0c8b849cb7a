package io.workfloworchestrator.specdriven.guide;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.interview.Interview;
import io.workfloworchestrator.interview.InterviewChange;
import io.workfloworchestrator.interview.InterviewMoment;
import io.workfloworchestrator.interview.QuestionSets;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import io.workfloworchestrator.specdriven.documents.Written;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Leads one feature from its first question to its tasks: whatever was answered last, it goes on by itself as far as it can, writes
 * what can be written, and stops at the next question. For one call. Not thread-safe.
 */
final class Guide {
    final FeatureSessions sessions;
    private final QuestionSets sets;
    private final StageDocuments documents;
    private final Clock clock;
    private final Map<String, Json.Obj> facts = new HashMap<>();
    private final List<Written> written = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private GivenAnswers pending = GivenAnswers.none();

    Guide(OpenProject project, QuestionSets sets, StageDocuments documents, Clock clock) {
        this.sessions = new FeatureSessions(project);
        this.sets = sets;
        this.documents = documents;
        this.clock = clock;
    }

    /**
     * @param asking the interview of the stage that asks now; empty if nothing is asked
     * @param said what the person should know, a sentence each
     */
    record Outcome(
            Session session,
            Optional<InterviewMoment> asking,
            Optional<InterviewChange> change,
            List<Written> written,
            List<String> said) {
        Outcome {
            written = List.copyOf(written);
            said = List.copyOf(said);
        }

        Outcome with(Optional<InterviewChange> done) {
            return new Outcome(session, asking, done, written, said);
        }
    }

    List<Revision> own() {
        return sessions.own;
    }

    StageInterviews interviews(Session session) {
        return new StageInterviews(
                sessions,
                session,
                sets,
                clock,
                () -> facts.computeIfAbsent(
                        session.id() + session.item().title(),
                        key -> SessionFacts.of(
                                sessions.project.workflow().project(),
                                sessions.folder,
                                TakenHandoff.planningTitle(sessions.project.state()),
                                Optional.of(session))));
    }

    /**
     * Begins a feature, or goes on with the one that is meant.
     *
     * @param home where a session of the forerunner may lie; it is taken over by the first start in a project
     */
    Outcome start(Start start, Path home, Cause cause) {
        said.addAll(sessions.renumbered(cause));
        if (sessions.all().isEmpty()) {
            Optional<ReferenceSession> old = reference(home);
            if (old.isPresent()) {
                return takenOver(old.get(), start, cause);
            }
        }
        Optional<Session> there = start.same(sessions.all());
        if (there.isPresent()) {
            said.add("The feature " + there.get().number() + ", "
                    + Words.clip(there.get().item().title(), 60)
                    + ", was begun before; it goes on, and nothing that was said is lost. For another feature, give"
                    + " another description.");
            return resume(there.get(), start.budget(), cause);
        }
        Session session = start.begin(sessions, cause);
        String why = String.join(" ", session.state().because());
        said.add("Feature " + session.number() + " is begun as "
                + session.state().scenario() + ". " + why + " Its documents go to "
                + sessions.roots.specs(session) + "/.");
        return advanced(session, Optional.empty(), cause);
    }

    /** Whether the first start in this project takes over a session of the forerunner. */
    boolean goesOnFromForerunner(Path home) {
        return sessions.all().isEmpty() && reference(home).isPresent();
    }

    private Optional<ReferenceSession> reference(Path home) {
        try {
            return ReferenceSession.of(home, sessions.project.root());
        } catch (SpecDrivenException e) {
            said.add(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Begins with what was answered to the forerunner, stage after stage, as far as it fits. */
    Outcome takenOver(ReferenceSession old, Start start, Cause cause) {
        Session session = start.after(old).begin(sessions, cause);
        said.add("Feature " + session.number() + " goes on from " + old.file() + ", as "
                + old.scenario().word() + ".");
        Outcome outcome = advanced(session, Optional.empty(), cause);
        Stage before = Stage.COMPLETE;
        while (outcome.asking().isPresent() && outcome.session().state().stage() != before) {
            before = outcome.session().state().stage();
            outcome = given(outcome.session(), old.answers(), cause);
        }
        return status(outcome.session());
    }

    private Outcome given(Session session, Map<String, Json> answers, Cause cause) {
        StageInterviews interviews = interviews(session);
        Stage stage = session.state().stage();
        Map<String, Json> these = interviews.fitting(stage, answers);
        Optional<Interview> interview = interviews.open(stage, cause);
        if (these.isEmpty() || interview.isEmpty()) {
            return status(session);
        }
        InterviewChange change = interview.get().answerWhatFits(these, cause);
        own(change);
        change.refused().forEach(problem -> said.add("Not taken over: " + problem.message()));
        return advanced(session, Optional.of(change), cause);
    }

    Outcome resume(Session session, Optional<Integer> budget, Cause cause) {
        Session open = sessions.cancelled(session, false, budget, cause);
        if (budget.isPresent()) {
            interviews(open).begun(open.state().stage()).ifPresent(interview -> own(interview.resume(budget, cause)));
        }
        return advanced(open, Optional.empty(), cause);
    }

    Outcome cancel(Session session, Cause cause) {
        Session cancelled = sessions.cancelled(session, true, Optional.empty(), cause);
        said.add("The feature " + session.number()
                + " is called off; its answers and documents stay. Resume it to go on.");
        return outcome(cancelled, Optional.empty(), Optional.empty());
    }

    Outcome status(Session session) {
        Optional<InterviewMoment> asking =
                interviews(session).begun(session.state().stage()).map(Interview::now);
        return withOpen(outcome(session, asking, Optional.empty()));
    }

    private Outcome withOpen(Outcome outcome) {
        Session session = outcome.session();
        List<String> open = interviews(session).openBefore();
        if (open.isEmpty()) {
            return outcome;
        }
        List<String> all = new ArrayList<>(outcome.said());
        if (all.isEmpty()) {
            all.add("The feature " + session.number() + " is at "
                    + session.state().stage().progress() + ".");
        }
        all.add("Required and still open: " + Names.listed(open)
                + ". Answer them with action edit; on the command line, workflow specify --session "
                + session.number() + " --edit '" + open.get(0) + "=…'.");
        return new Outcome(session, outcome.asking(), outcome.change(), outcome.written(), all);
    }

    /** One step in the interview that asks now, such as back or decide. */
    Outcome step(Session session, BiFunction<Interview, Cause, InterviewChange> step, Cause cause) {
        requireOpen(session);
        Interview interview = interviews(session)
                .open(session.state().stage(), cause)
                .orElseThrow(() -> new SpecDrivenException(
                        "E_GUIDE_COMPLETE",
                        "nothing is asked about the feature " + session.number()
                                + " any more. Change an answer with action edit."));
        InterviewChange change = step.apply(interview, cause);
        own(change);
        return advanced(session, Optional.of(change), cause);
    }

    private static void requireOpen(Session session) {
        if (session.isCancelled()) {
            throw new SpecDrivenException(
                    "E_GUIDE_CANCELLED",
                    "the feature " + session.number() + " was called off; its answers are kept. Resume it first.");
        }
    }

    /** Takes answers, also to questions of later stages: each stage takes its own, all or nothing, and the documents follow. */
    Outcome answer(Session session, Map<String, Json> answers, Cause cause) {
        requireOpen(session);
        if (answers.isEmpty()) {
            return status(session);
        }
        pending = GivenAnswers.of(session, interviews(session), answers, sets);
        Outcome outcome = advanced(session, Optional.empty(), cause);
        Stage stage = outcome.session().state().stage();
        Map<String, Json> later = pending.later(stage);
        Session now = outcome.session();
        if (!later.isEmpty()) {
            now = sessions.knows(now, later, cause);
            said.add("Kept as drafts until they are asked: " + Names.listed(later.keySet()) + "; " + stage.word()
                    + " still has open questions" + GivenAnswers.asked(interviews(now), stage) + ".");
        }
        said.addAll(pending.said());
        return status(now).with(outcome.change());
    }

    /** Takes what was kept as drafts for the stage that asks now, as far as it fits: whoever gave it lets the rest be decided. */
    Outcome takeKept(Session session, Cause cause) {
        Map<String, Json> these = interviews(session)
                .fitting(session.state().stage(), session.state().known());
        return these.isEmpty()
                ? status(session)
                : step(session, (interview, by) -> interview.answerWhatFits(these, by), cause);
    }

    /** Refuses an answer to a question that is named and belongs to another stage: it was meant for what is asked now. */
    void requireAskedNow(Session session, String question) {
        requireOpen(session);
        StageInterviews interviews = interviews(session);
        List<Stage> asking = interviews.stagesOf(question);
        if (!asking.isEmpty() && !asking.contains(session.state().stage())) {
            throw GivenAnswers.notNow(session, interviews, question);
        }
    }

    /** Changes answers, also of stages whose documents were written: these are written again. */
    Outcome edit(Session session, Map<String, Json> answers, Optional<Revision> seen, Cause cause) {
        requireOpen(session);
        Map<Stage, Map<String, Json>> byStage = new LinkedHashMap<>();
        StageInterviews interviews = interviews(session);
        answers.forEach((question, value) -> {
            List<Stage> stages = interviews.stagesOf(question);
            if (stages.isEmpty()) {
                throw GivenAnswers.unknown(session, interviews, question);
            }
            Stage meant = stages.stream()
                    .filter(stage -> interviews.begun(stage).isPresent())
                    .reduce((one, other) -> other)
                    .orElseThrow(() -> new SpecDrivenException(
                            "E_GUIDE_STAGE", "\"" + question + "\" was not asked yet; answer it when it is."));
            byStage.computeIfAbsent(meant, stage -> new LinkedHashMap<>()).put(question, value);
        });
        Optional<InterviewChange> change = Optional.empty();
        for (Map.Entry<Stage, Map<String, Json>> one : byStage.entrySet()) {
            Interview interview = interviews.begun(one.getKey()).orElseThrow();
            InterviewChange edited = interview.edit(one.getValue(), seen, cause);
            own(edited);
            change = Optional.of(edited);
        }
        Session now = sessions.get(Optional.of(session.id()));
        for (Stage stage : byStage.keySet()) {
            now = now.state().hasWritten(stage) ? write(now, stage, cause) : now;
        }
        return withOpen(advanced(told(now, cause), change, cause));
    }

    /** Says what was derived from answers that have changed, and remembers it for what is advised next. */
    private Session told(Session session, Cause cause) {
        if (!session.state().hasWritten(Stage.PLANNING)) {
            return session;
        }
        List<String> stale = documents.stale(sessions.project, answers(session));
        if (!stale.isEmpty()) {
            said.add("What was derived from it is stale now: " + Names.listed(stale)
                    + ". Derive it again: derive_again of " + session.number() + " with stage plan, then tasks; on the"
                    + " command line, workflow spec stale " + session.number() + ".");
        }
        return sessions.outdated(session, stale, cause);
    }

    private void own(InterviewChange change) {
        sessions.own(change.commit());
    }

    /** Goes on as far as it can without asking; each stage takes what was given for it. */
    private Outcome advanced(Session session, Optional<InterviewChange> before, Cause cause) {
        Session now = sessions.get(Optional.of(session.id()));
        Optional<InterviewChange> change = before;
        while (now.state().stage() != Stage.COMPLETE) {
            Stage stage = now.state().stage();
            StageInterviews interviews = interviews(now);
            Optional<Interview> interview = interviews.open(stage, cause);
            Map<String, Json> these = pending.take(stage);
            if (interview.isPresent() && !these.isEmpty()) {
                change = Optional.of(interview.get().answer(these, cause));
                change.ifPresent(this::own);
            }
            if (interview.isPresent() && !interviews.isDone(interview.get().now())) {
                return outcome(now, Optional.of(interview.get().now()), change);
            }
            if (interview.isPresent() && interviews.decideRest(interview.get(), cause)) {
                said.add("The budget is used up: what was open in " + stage.word()
                        + " is decided by its recommendations, and marked as assumed.");
            }
            boolean isWritten = interview.isPresent() || !stage.isAsked();
            now = isWritten ? write(now, stage, cause) : sessions.wrote(now, stage, List.of(), Optional.empty(), cause);
        }
        if (!written.isEmpty() || change.isEmpty()) {
            said.add(finished(now));
        }
        return outcome(now, Optional.empty(), change);
    }

    /** What was written, by name: nothing is said of a document that is not there. */
    private static String finished(Session session) {
        List<String> paths =
                session.state().documents().keySet().stream().sorted().toList();
        return "The feature " + session.number() + " is specified. "
                + (paths.isEmpty() ? "No document was written." : "Written: " + String.join(", ", paths) + ".")
                + " Its tasks are in the workflow feature/"
                + session.featureId().orElse("") + ".";
    }

    private Session write(Session session, Stage stage, Cause cause) {
        Session named = session;
        StageInterviews interviews = interviews(session);
        if (stage == Stage.SPECIFICATION) {
            named = sessions.named(session, interviews.title(), cause);
        }
        FeatureAnswers answers = answers(named);
        named = sessions.health(named, answers.health(), cause);
        List<Written> files;
        try {
            files = documents.write(sessions.project, answers, stage.document, cause);
        } catch (CodedException e) {
            throw new SpecDrivenException(
                    e.code(),
                    "Everything that was answered is kept, but the documents of " + stage.word() + " were not written: "
                            + e.getMessage() + " Then resume the feature.");
        }
        written.addAll(files);
        Optional<String> move = switch (stage) {
            case SPECIFICATION -> Optional.of("specify");
            case PLANNING -> Optional.of("plan");
            case TASKS -> Optional.of("divide");
            default -> Optional.empty();
        };
        List<String> paths = files.stream().map(Written::path).toList();
        return sessions.wrote(named, stage, paths, move, cause);
    }

    FeatureAnswers answers(Session session) {
        return interviews(session).answers();
    }

    private Outcome outcome(Session session, Optional<InterviewMoment> asking, Optional<InterviewChange> change) {
        return new Outcome(session, asking, change, written, said);
    }
}
