package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.interview.InterviewMoment;
import io.workfloworchestrator.json.Json;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The answers of a set-up with the goals that a call means, in a plan. Immutable. */
record SetupPlan(Said said, SetupRules rules, LocalDate start, RoadmapPlan roadmap) {
    /** @param given goals that the call names; all of the set-up if it names none */
    static SetupPlan of(SetupSession session, InterviewMoment interview, List<Map<String, Json>> given) {
        Said said = Said.of(interview);
        SetupRules rules = session.rules();
        LocalDate start = session.firstDay(interview);
        List<SetupGoal> goals = GivenGoals.of(
                given, SetupGoal.all(said, session.project().workflow().project()));
        return new SetupPlan(said, rules, start, RoadmapPlan.of(goals, start, rules.roadmap()));
    }

    Json.Obj values(Optional<String> timeframe) {
        return Roadmap.of(said, roadmap, start, rules.roadmap(), timeframe);
    }

    Json.Obj values(SetupDocument document) {
        return switch (document) {
            case CONSTITUTION -> Constitution.of(said, rules, Optional.empty(), List.of());
            case ROADMAP -> values(Optional.empty());
            case STAKEHOLDERS -> Stakeholders.of(said, rules);
            case RESOURCES -> ResourceIndex.of(said, rules);
        };
    }
}
