package io.workfloworchestrator.specdriven.guide;

import io.workfloworchestrator.definition.Definitions;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.interview.Interview;
import io.workfloworchestrator.interview.QuestionSets;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The guide for a program that leads the interview itself, such as a terminal: it gives the interview that asks now, and goes on when
 * that is done. What {@code sdd_guide} does for a client, it does for a person. Not thread-safe.
 */
public final class FeatureGuide {
    private final OpenProject project;
    private final QuestionSets sets;
    private final StageDocuments documents;
    private final Clock clock;
    private final Path home;

    /**
     * For a project.
     *
     * @param home the home folder of the user, where sessions of the forerunner lie
     */
    public FeatureGuide(OpenProject project, StageDocuments documents, Clock clock, Path home) {
        this.home = home;
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
     * @param documents what the step wrote
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
            List<WrittenDocument> documents,
            List<String> said,
            Optional<Interview> interview) {
        public Standing {
            documents = List.copyOf(documents);
            said = List.copyOf(said);
        }
    }

    /**
     * Begins a feature, or goes on with the one of the same description, or without one with the only one that is open.
     *
     * @param scenario as a word; empty to have it found
     * @param budget the most questions to ask
     * @param root the part of a monorepo to which the feature belongs, such as {@code packages/web}; empty for the project itself
     * @throws io.workfloworchestrator.json.CodedException E_SCENARIO, E_SESSION_SEVERAL, E_ARG_LENGTH, E_ROOT
     */
    public Standing start(
            String description,
            Optional<String> scenario,
            Optional<Integer> budget,
            Optional<String> root,
            Cause cause) {
        Guide guide = guide();
        return standing(
                guide,
                guide.start(
                        new Start(
                                description,
                                scenario.map(Scenario::of),
                                Optional.empty(),
                                budget,
                                Map.of(),
                                FeatureRoots.root(project.workflow().project(), root)),
                        home,
                        cause));
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
        return standing(guide, guide.resume(guide.sessions().get(session), Optional.empty(), cause));
    }

    /** Takes answers by the ids of their questions, also those of later stages; throws as {@link #resume}, and for answers that do not fit. */
    public Standing answer(Optional<String> session, Map<String, Json> answers, Cause cause) {
        Guide guide = guide();
        return standing(guide, guide.answer(guide.sessions().get(session), answers, cause));
    }

    /** Lets everything be decided that is open now and has a recommendation or a default; throws as {@link #resume}. */
    public Standing decide(Optional<String> session, Cause cause) {
        Guide guide = guide();
        return standing(guide, guide.step(guide.sessions().get(session), Interview::decideOpen, cause));
    }

    /** Calls a feature off; what was said and written stays. Throws as {@link #resume}. */
    public Standing cancel(Optional<String> session, Cause cause) {
        Guide guide = guide();
        return standing(guide, guide.cancel(guide.sessions().get(session), cause));
    }

    /** All features of which the guide knows, by their numbers; nothing is changed. */
    public List<Standing> all() {
        Guide guide = guide();
        return guide.sessions().all().stream()
                .map(session -> standing(guide, guide.status(session)))
                .toList();
    }

    /** What was answered for the feature of this folder's name, as it is now; empty if it was not begun by the guide. */
    public Optional<FeatureAnswers> answers(String featureId) {
        Guide guide = guide();
        return guide.sessions().ofFolder(featureId).map(guide::answers);
    }

    /**
     * What is known of a project, for recommendations of an interview that belongs to no feature.
     *
     * @throws io.workfloworchestrator.json.CodedException if the definition of a feature has problems
     */
    public static Json.Obj facts(ProjectFolder project) {
        return SessionFacts.of(
                project, Folder.of(project, Definitions.of(project).get("feature")));
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
