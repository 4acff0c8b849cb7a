package io.workfloworchestrator.specdriven.guide;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import io.workfloworchestrator.state.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a caller gives to begin with. Immutable.
 *
 * @param description in the person's words; may be empty
 * @param scenario as a word; empty to have it found
 * @param budget the most questions that the person wants to be asked
 * @param known answers that are known from elsewhere, by the ids of their questions
 * @param root the part of a monorepo to which the feature belongs, such as {@code packages/web}; empty for the project itself
 */
record Start(
        String description,
        Optional<Scenario> scenario,
        Optional<GoalGiven> goal,
        Optional<Integer> budget,
        Map<String, Json> known,
        Optional<String> root) {
    static final int LONGEST_DESCRIPTION = 20_000;
    private static final int LONGEST_TITLE = 80;

    Start {
        known = Map.copyOf(known);
        description = description.strip();
        if (description.length() > LONGEST_DESCRIPTION) {
            throw new SpecDrivenException(
                    "E_ARG_LENGTH",
                    "the description has " + description.length() + " characters; at most " + LONGEST_DESCRIPTION
                            + " are taken. Put the rest into a file of the project, and name it.");
        }
    }

    /**
     * The session that is meant by this start: the open one of the same goal or description, or the only open one if neither is given.
     * Throws E_SESSION_SEVERAL if several are open and neither is given.
     */
    Optional<Session> same(List<Session> all) {
        List<Session> open = all.stream().filter(Session::isOpen).toList();
        boolean isBare = description.isEmpty() && goal.isEmpty();
        if (isBare && open.size() > 1) {
            throw FeatureSessions.several(open);
        }
        return isBare
                ? open.stream().findFirst()
                : open.stream().filter(this::isOf).findFirst();
    }

    private boolean isOf(Session session) {
        Optional<String> handoff = goal.flatMap(GoalGiven::handoff);
        if (handoff.isPresent() && session.item().state().text("handoff").equals(handoff)) {
            return true;
        }
        Optional<String> id = goal.flatMap(GoalGiven::id);
        return id.isPresent()
                ? session.item().state().text("goal").equals(id)
                : !description.isEmpty() && session.state().description().equals(description);
    }

    Session begin(FeatureSessions sessions, Cause cause) {
        ScenarioDetection.Found found = ScenarioDetection.of(sessions.folder, description);
        List<String> because =
                new ArrayList<>(scenario.isPresent() ? List.of("The caller chose it.") : found.because());
        Scenario chosen = scenario.orElse(found.scenario());
        Optional<Json> kept = goal.map(GoalGiven::fields);
        SessionState state =
                new SessionState(chosen.word(), because, description, kept, budget, known, List.of(), Map.of(), root);
        return sessions.begin(title(), state, goal, cause);
    }

    /** The same, with what the forerunner's session says where the caller says nothing. */
    Start after(ReferenceSession old) {
        String name = Optional.ofNullable(old.answers().get("feature_name"))
                .flatMap(Json::asText)
                .orElse("");
        return new Start(
                description.isEmpty() ? name : description,
                Optional.of(scenario.orElse(old.scenario())),
                goal.or(old::goal),
                budget,
                old.answers(),
                root);
    }

    /** What the feature is called until its name is asked: the goal's name, or the first sentence of the description. */
    private String title() {
        String sentence = description
                .lines()
                .map(line -> line.replaceAll("\\p{C}", " ").strip())
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("")
                .replaceFirst("(?<=\\p{L}{2})[.!?](\\s.*)?$", "");
        return Words.clip(
                goal.flatMap(GoalGiven::name)
                        .or(() -> Optional.of(sentence).filter(some -> !some.isEmpty()))
                        .orElse(FeatureSessions.UNNAMED),
                LONGEST_TITLE);
    }
}
