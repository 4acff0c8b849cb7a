package io.workfloworchestrator.specdriven.guide;

import io.workfloworchestrator.interview.Interview;
import io.workfloworchestrator.interview.InterviewChange;
import io.workfloworchestrator.interview.InterviewException;
import io.workfloworchestrator.interview.InterviewMoment;
import io.workfloworchestrator.interview.Interviews;
import io.workfloworchestrator.interview.QuestionSet;
import io.workfloworchestrator.interview.QuestionSets;
import io.workfloworchestrator.interview.Standing;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The interviews of one session: which set each stage asks, which interview that is, and whether it is done. Not thread-safe. */
final class StageInterviews {
    /** The constitution of the project, which all features share. */
    static final String SHARED = "constitution";

    private static final String DESCRIPTION = "problem_statement";

    private final FeatureSessions sessions;
    private final Session session;
    private final QuestionSets sets;
    private final Interviews interviews;
    /** The scenario whose set a stage asks, as far as somebody needed to know it. */
    private final Map<Stage, Optional<Scenario>> asks = new HashMap<>();

    /** @param facts what is known for recommendations */
    StageInterviews(
            FeatureSessions sessions, Session session, QuestionSets sets, Clock clock, Supplier<Json.Obj> facts) {
        this.sessions = sessions;
        this.session = session;
        this.sets = sets;
        this.interviews = Interviews.of(sessions.project.state(), sets, clock, facts);
    }

    private Optional<Scenario> asks(Stage stage) {
        if (!stage.isAsked()) {
            return Optional.empty();
        }
        return stage == Stage.CONSTITUTION
                ? asks.computeIfAbsent(stage, asked -> ofConstitution())
                : Optional.of(session.scenario());
    }

    private Optional<Scenario> ofConstitution() {
        Scenario scenario = session.scenario();
        if (scenario == Scenario.BUG_FIX) {
            return Optional.empty(); // A fix obeys the constitution that is there; it is no time to write one.
        }
        if (scenario == Scenario.ADD_FEATURE || interviews.exists(ownConstitution())) {
            return Optional.of(Scenario.ADD_FEATURE);
        }
        if (interviews.exists(SHARED)) {
            String set = interviews.open(SHARED).now().set().id();
            return Optional.of(Scenario.of(set.substring(set.indexOf('-') + 1)));
        }
        if (sessions.folder.constitution().isPresent()) {
            return Optional.of(Scenario.ADD_FEATURE);
        }
        if (scenario != Scenario.DESIGN_FIRST) {
            return Optional.of(scenario);
        }
        boolean hasCode = ScenarioDetection.code(sessions.folder, ".", 0).isPresent();
        return Optional.of(hasCode ? Scenario.EXISTING_PROJECT : Scenario.NEW_PROJECT);
    }

    private String ownConstitution() {
        return session.id() + ".constitution";
    }

    Optional<QuestionSet> set(Stage stage) {
        return asks(stage).map(scenario -> sets.get(GuideQuestions.id(stage, scenario)));
    }

    private String id(Stage stage) {
        return switch (stage) {
            case CONSTITUTION -> asks(stage).equals(Optional.of(Scenario.ADD_FEATURE)) ? ownConstitution() : SHARED;
            case SPECIFICATION -> session.id() + ".spec";
            default -> session.id() + ".plan";
        };
    }

    /** The interview of a stage; empty if it was not begun, or asks nothing. */
    Optional<Interview> begun(Stage stage) {
        return asks(stage).isPresent() && interviews.exists(id(stage))
                ? Optional.of(interviews.open(id(stage)))
                : Optional.empty();
    }

    /** The interview of a stage, begun if need be, with drafts of what is known; empty if the stage asks nothing. */
    Optional<Interview> open(Stage stage, Cause cause) {
        Optional<QuestionSet> set = set(stage);
        Optional<Interview> begun = begun(stage);
        if (set.isEmpty() || begun.isPresent()) {
            return begun;
        }
        Optional<Integer> budget = room().map(left -> Math.max(1, left));
        Interview interview;
        try {
            interview = interviews.start(set.get().id(), id(stage), budget, cause);
        } catch (InterviewException e) {
            if (!e.code().equals("E_INTERVIEW_EXISTS")) {
                throw e;
            }
            return begun(stage); // Somebody else began it at this moment.
        }
        sessions.own.add(interview.now().moment().revision());
        draft(interview, cause);
        return Optional.of(interview);
    }

    /** Drafts what the description and the goal say, each on its own: one that does not fit is left out. */
    private void draft(Interview interview, Cause cause) {
        Map<String, Json> known = new LinkedHashMap<>();
        Map<String, String> sources = new LinkedHashMap<>();
        session.state().known().forEach((question, value) -> {
            known.put(question, value);
            sources.put(question, "answered before it was asked");
        });
        String description = session.state().description();
        if (!description.isBlank() && known.putIfAbsent(DESCRIPTION, Json.of(description)) == null) {
            sources.put(DESCRIPTION, "the description given at the start");
        }
        session.goal()
                .ifPresent(goal -> goal.answers().forEach((question, value) -> {
                    boolean isNew = known.putIfAbsent(question, value) == null;
                    if (isNew) {
                        sources.put(question, goal.source());
                    }
                }));
        List<String> asked = interview.now().toAsk().stream().map(Standing::id).toList();
        known.forEach((question, value) -> {
            if (asked.contains(question)) {
                draft(interview, question, value, sources.getOrDefault(question, ""), cause);
            }
        });
    }

    private void draft(Interview interview, String question, Json value, String source, Cause cause) {
        try {
            sessions.own(interview.draft(Map.of(question, value), source, cause).commit());
        } catch (InterviewException e) {
            return; // It is asked as if nothing were known.
        }
    }

    Map<Stage, InterviewMoment> now() {
        Map<Stage, InterviewMoment> all = new LinkedHashMap<>();
        for (Stage stage : Stage.values()) {
            begun(stage).ifPresent(interview -> all.put(stage, interview.now()));
        }
        return all;
    }

    /** What was answered for the feature so far, as those who write its documents need it. */
    FeatureAnswers answers() {
        Json.Obj answers = Json.Obj.EMPTY;
        Map<Stage, InterviewMoment> moments = now();
        for (Map.Entry<Stage, InterviewMoment> one : moments.entrySet()) {
            answers = answers.with(one.getKey().word(), one.getValue().answers());
        }
        // A feature inherits from the constitution that it handles health data, however that came about.
        boolean isHealth = moments.values().stream()
                        .anyMatch(moment -> given(moment, "phi_handling").anyMatch(Json.of(true)::equals))
                || session.isHealth()
                || sessions.folder.handlesHealthData();
        return new FeatureAnswers(
                answers,
                session.featureId()
                        .orElseGet(() -> FeatureSessions.provisional(
                                session.item(), session.item().title())),
                session.state().scenario(),
                session.goal().map(GoalGiven::fields),
                isHealth);
    }

    String title() {
        return begun(Stage.SPECIFICATION).stream()
                .flatMap(interview -> given(interview.now(), "feature_name"))
                .flatMap(answer -> answer.asText().stream())
                .findFirst()
                .orElse(session.item().title());
    }

    private static Stream<Json> given(InterviewMoment moment, String question) {
        return moment.standings().stream()
                .filter(standing -> standing.id().equals(question) && standing.counts())
                .flatMap(standing -> standing.answer().stream())
                .map(answer -> answer.value());
    }

    /** The required questions of earlier stages that nobody has answered: a count that is raised later asks for more. */
    List<String> openBefore() {
        List<String> open = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            if (stage.compareTo(session.state().stage()) < 0) {
                begun(stage)
                        .ifPresent(interview -> interview.now().missing().forEach(missing -> open.add(missing.id())));
            }
        }
        return open;
    }

    private Optional<Integer> room() {
        return session.state().budget().map(most -> {
            long asked = now().values().stream()
                    .flatMap(moment -> moment.standings().stream())
                    .filter(standing ->
                            standing.status() == Standing.Status.KNOWN || standing.status() == Standing.Status.SKIPPED)
                    .count();
            return (int) Math.max(0, most - asked);
        });
    }

    /** Whether nothing is to be asked any more: everything has an answer, or the budget is used up. */
    boolean isDone(InterviewMoment now) {
        return now.next().isEmpty() || room().filter(left -> left == 0).isPresent();
    }

    /**
     * What the budget left open is decided, where there is advice, and recorded as an assumption; the rest stays open. Gives whether
     * something was decided.
     */
    boolean decideRest(Interview interview, Cause cause) {
        boolean isOpen = interview.now().standings().stream().anyMatch(s -> s.status() == Standing.Status.OPEN);
        if (!isOpen) {
            return false;
        }
        InterviewChange change = interview.decideOpen(cause);
        sessions.own(change.commit());
        return !change.taken().isEmpty();
    }

    /** The id of a question without the element of a loop: {@code persona} for {@code persona.2}. */
    static String plain(String question) {
        return question.replaceFirst("[.\\[].*$", "");
    }

    /** The stages that have a question of this name, which may name an element: {@code persona.2}. */
    List<Stage> stagesOf(String question) {
        String id = plain(question);
        return Arrays.stream(Stage.values())
                .filter(stage -> set(stage).flatMap(set -> set.question(id)).isPresent())
                .toList();
    }

    Map<String, Json> fitting(Stage stage, Map<String, Json> answers) {
        Map<String, Json> these = new LinkedHashMap<>(answers);
        these.keySet().removeIf(question -> !stagesOf(question).contains(stage));
        return these;
    }

    List<String> questions() {
        return Arrays.stream(Stage.values())
                .flatMap(stage -> set(stage).stream())
                .flatMap(set -> set.topics().stream())
                .flatMap(topic -> topic.questions().stream())
                .map(question -> question.id())
                .toList();
    }
}
