package io.workfloworchestrator.specdriven.guide;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.interview.AskedQuestion;
import io.workfloworchestrator.interview.Interview;
import io.workfloworchestrator.interview.InterviewMoment;
import io.workfloworchestrator.interview.QuestionSets;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import io.workfloworchestrator.specdriven.documents.Written;
import io.workfloworchestrator.specdriven.tasks.Features;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.Workflow;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The guide for a program that leads the interview itself, such as a terminal: it gives the interview that asks now, and goes on when
 * that is done. What {@code sdd_guide} does for a client, it does for a person. Not thread-safe.
 */
public final class FeatureGuide {
    private static final StageDocuments WRITES_NOTHING = (any, given, stage, by) -> List.of();

    private final OpenProject project;
    private final QuestionSets sets;
    private final StageDocuments documents;
    private final Clock clock;

    /** For a project whose documents are not written: it only tells what was answered. */
    public FeatureGuide(OpenProject project, Clock clock) {
        this(project, WRITES_NOTHING, clock);
    }

    public FeatureGuide(OpenProject project, StageDocuments documents, Clock clock) {
        this.project = project;
        this.sets = QuestionSets.of(project.workflow().project(), GuideQuestions.sets());
        this.documents = documents;
        this.clock = clock;
    }

    /**
     * Where a feature stands. Immutable, but for the interview.
     *
     * @param session by which it is called, such as {@code 001}
     * @param step constitution, specification, planning, tasks or complete
     * @param progress the same for people, such as {@code 2/5 (Specification)}
     * @param status open, done, cancelled or dropped
     * @param said what a person should know of the step, a sentence each
     * @param interview the one that asks now; empty if nothing is asked
     */
    public record Standing(
            String session,
            String title,
            String scenario,
            String step,
            String progress,
            String status,
            List<Written> documents,
            List<String> said,
            Optional<Interview> interview) {
        public Standing {
            documents = List.copyOf(documents);
            said = List.copyOf(said);
        }

        /** The same, with what an earlier step of one command said and wrote in front. */
        public Standing after(Standing before) {
            List<Written> all = new ArrayList<>(before.documents);
            all.addAll(documents);
            List<String> sentences = new ArrayList<>(before.said);
            sentences.addAll(said);
            return new Standing(session, title, scenario, step, progress, status, all, sentences, interview);
        }
    }

    /**
     * What a person begins with.
     *
     * @param about in the person's words; empty for the only feature that is open
     * @param scenario as a word; empty to have it found
     * @param budget the most questions to ask
     * @param root the part of a monorepo to which the feature belongs, such as {@code packages/web}; empty for the project itself
     */
    public record Beginning(String about, Optional<String> scenario, Optional<Integer> budget, Optional<String> root) {}

    /**
     * Begins a feature, or goes on with the one of the same description, or without one with the only one that is open, and takes
     * answers.
     *
     * @param answers by the ids of their questions, also of later stages; may be empty
     * @param home the home folder of the user, where sessions of the forerunner lie
     * @throws io.workfloworchestrator.json.CodedException E_SCENARIO, E_SESSION_SEVERAL, E_ARG_LENGTH, E_ROOT; E_GUIDE_DESCRIPTION if
     *     nothing says what the feature is about, and none is open; for an answer that does not fit. No feature is begun then
     */
    public Standing start(Beginning beginning, Map<String, Json> answers, Path home, Cause cause) {
        Start start = start(beginning);
        Guide guide = guide();
        boolean isNew = start.same(guide.sessions.all()).isEmpty();
        boolean isSaid = !beginning.about().isBlank() || !answers.isEmpty();
        if (isNew && !isSaid && !guide().goesOnFromForerunner(home)) {
            throw withoutDescription(guide);
        }
        if (isNew && !answers.isEmpty()) {
            rehearse(start, answers, cause);
        }
        Guide.Outcome begun = guide.start(start, home, cause);
        return standing(guide, answers.isEmpty() ? begun : guide.answer(begun.session(), answers, cause));
    }

    private Start start(Beginning beginning) {
        return new Start(
                beginning.about(),
                beginning.scenario().map(Scenario::of),
                Optional.empty(),
                beginning.budget(),
                Map.of(),
                FeatureRoots.root(project.workflow().project(), beginning.root()));
    }

    private static SpecDrivenException withoutDescription(Guide guide) {
        List<Session> all = guide.sessions.all();
        return new SpecDrivenException(
                "E_GUIDE_DESCRIPTION",
                (all.isEmpty() ? "no feature was begun here yet" : "no feature is open")
                        + ", and nothing says what a new one is about. Nothing was begun. Say it in your words:"
                        + " workflow specify \"Customers see where their parcel is\"."
                        + (all.isEmpty()
                                ? ""
                                : " To go on with one that is there, or was called off: workflow specify --session "
                                        + all.get(all.size() - 1).number() + "."));
    }

    /** Gives the answers to a feature that is only in memory, so that one that is refused takes no number. */
    private void rehearse(Start start, Map<String, Json> answers, Cause cause) {
        StateManager memory = StateManager.inMemory();
        StateKey<Json> constitution = StateKey.json("interview/" + StageInterviews.SHARED);
        project.state().find(constitution).ifPresent(there -> memory.create(constitution, there.value(), cause));
        ProjectFolder folder = project.workflow().project();
        OpenProject rehearsed = new OpenProject(
                project.root(),
                memory,
                Workflow.of(folder, Features.ALL, memory).open());
        Guide guide = new Guide(rehearsed, sets, WRITES_NOTHING, clock);
        Session session = start.begin(guide.sessions, cause);
        guide.answer(session, answers, cause);
    }

    /**
     * Begins a feature with a session of the forerunner, whose file is only read: answers that fit are taken, the others are named.
     *
     * @throws io.workfloworchestrator.json.CodedException E_GUIDE_OLD if the file holds none
     */
    public Standing takeOver(Path file, Cause cause) {
        Guide guide = guide();
        Start bare = new Start("", Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Optional.empty());
        return standing(guide, guide.takenOver(ReferenceSession.at(file), bare, cause));
    }

    /**
     * Goes on as far as nothing is asked.
     *
     * @param session a number or folder; empty for the only open one
     * @throws io.workfloworchestrator.json.CodedException E_SESSION, E_SESSION_NONE, E_SESSION_SEVERAL
     */
    public Standing resume(Optional<String> session, Cause cause) {
        Guide guide = guide();
        return standing(guide, guide.resume(guide.sessions.get(session), Optional.empty(), cause));
    }

    /** Takes answers by the ids of their questions, also those of later stages; throws as {@link #resume}, and for answers that do not fit. */
    public Standing answer(Optional<String> session, Map<String, Json> answers, Cause cause) {
        Guide guide = guide();
        return standing(guide, guide.answer(guide.sessions.get(session), answers, cause));
    }

    /** Changes answers by the ids of their questions; their documents follow. Throws as {@link #resume}, and for answers that do not fit. */
    public Standing edit(Optional<String> session, Map<String, Json> answers, Cause cause) {
        Guide guide = guide();
        return standing(guide, guide.edit(guide.sessions.get(session), answers, Optional.empty(), cause));
    }

    /**
     * Lets everything be decided that has a recommendation or a default, stage after stage, and leaves out what is optional and has
     * neither, until a question is left that only a person can answer; throws as {@link #resume}.
     */
    public Standing decide(Optional<String> session, Cause cause) {
        Guide guide = guide();
        Guide.Outcome now = guide.status(guide.sessions.get(session));
        Optional<AskedQuestion> before = Optional.empty();
        Optional<AskedQuestion> asked = asked(now);
        Optional<Stage> taken = Optional.empty();
        while (asked.isPresent() && !asked.equals(before)) {
            Optional<Stage> stage = Optional.of(now.session().state().stage());
            if (taken.equals(stage)) {
                now = decideOrLeaveOut(guide, now.session(), asked.get(), cause);
                before = asked;
            } else {
                now = guide.takeKept(now.session(), cause);
                taken = stage;
            }
            asked = asked(now);
        }
        return standing(guide, now);
    }

    private static Guide.Outcome decideOrLeaveOut(Guide guide, Session session, AskedQuestion asked, Cause cause) {
        boolean hasAdvice =
                asked.recommendation().isPresent() || asked.defaultValue().isPresent();
        return asked.required() || hasAdvice
                ? guide.step(session, Interview::decideOpen, cause)
                : guide.step(session, (interview, by) -> interview.skip(Optional.empty(), by), cause);
    }

    private static Optional<AskedQuestion> asked(Guide.Outcome now) {
        return now.asking().flatMap(InterviewMoment::next);
    }

    /** Calls a feature off; what was said and written stays. Throws as {@link #resume}. */
    public Standing cancel(Optional<String> session, Cause cause) {
        Guide guide = guide();
        return standing(guide, guide.cancel(guide.sessions.get(session), cause));
    }

    /** All features of which the guide knows, by their numbers; nothing is changed. */
    public List<Standing> all() {
        Guide guide = guide();
        return guide.sessions.all().stream()
                .map(session -> standing(guide, guide.status(session)))
                .toList();
    }

    /** What was answered for the feature of this folder's name, as it is now; empty if it was not begun by the guide. */
    public Optional<FeatureAnswers> answers(String featureId) {
        Guide guide = guide();
        return guide.sessions.ofFolder(featureId).map(guide::answers);
    }

    /**
     * What is known of a project, for recommendations of an interview that belongs to no feature.
     *
     * @param state of the project, which may have a planning with a title
     * @throws io.workfloworchestrator.json.CodedException if the definition of a feature has problems
     */
    public static Json.Obj facts(ProjectFolder project, StateManager state) {
        return SessionFacts.of(
                project, FeatureDocumentPaths.of(project), TakenHandoff.planningTitle(state), Optional.empty());
    }

    private Guide guide() {
        return new Guide(project, sets, documents, clock);
    }

    private static Standing standing(Guide guide, Guide.Outcome outcome) {
        Session session = outcome.session();
        Optional<Interview> interview = session.isOpen()
                ? guide.interviews(session).begun(session.state().stage())
                : Optional.empty();
        return new Standing(
                session.number(),
                session.item().title(),
                session.state().scenario(),
                session.state().stage().word(),
                session.state().stage().progress(),
                session.status(),
                outcome.written(),
                outcome.said(),
                interview);
    }
}
