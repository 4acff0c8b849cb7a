package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * What stands in a goal and counts as given: each value that the goal's own words do not say. A person wrote it into the file, or it
 * was given with a call; either way an evaluation keeps it. A value that the words say anyway was made by an evaluation, and may
 * change with them. Pure functions.
 */
record StandingFactors(GoalRules rules, String text, Goal goal) {
    private static final List<Factor> SIMPLE = List.of(
            Factor.PEOPLE, Factor.SEVERITY, Factor.STRATEGIC, Factor.COMPLEXITY, Factor.DEPENDENCIES, Factor.CLARITY);

    static Factors of(GoalRules rules, String text, Goal goal) {
        return new StandingFactors(rules, text, goal).all();
    }

    private Factors all() {
        Factors simple = simple();
        Optional<Level> effort = level(Factor.EFFORT);
        Score usual = EffortJudge.of(rules, text, simple.with(Factor.EFFORT, effort));
        Factors timed = simple.with(
                Factor.TIME,
                goal.text("timeEstimate")
                        .filter(time -> !usual.factors().text("time_estimate").equals(Optional.of(time))));
        Evaluation made = Evaluation.of(rules, text, timed);
        Optional<Level> impact = level(Factor.IMPACT);
        Optional<Tier> tier = goal.text("tier").flatMap(Tier::find);
        Tier byTable = rules.tier(
                impact.orElse(made.impact().level()),
                effort.orElse(made.effort().level()));
        return timed.with(
                        Factor.IMPACT,
                        impact.filter(level -> level != made.impact().level()))
                .with(
                        Factor.EFFORT,
                        effort.filter(level -> level != made.effort().level()))
                .with(Factor.TIER, tier.filter(one -> one != byTable));
    }

    /** The factors of which impact and effort are made, without the time. */
    private Factors simple() {
        Json.Obj impact = ImpactJudge.of(rules, text, Factors.NONE).factors();
        Json.Obj effort = EffortJudge.of(rules, text, Factors.NONE).factors();
        Factors simple = Factors.NONE;
        for (Factor factor : SIMPLE) {
            Optional<Json> said = impact.find(factor.scored()).or(() -> effort.find(factor.scored()));
            simple = simple.with(
                    factor,
                    factor.isCount()
                            ? goal.number(factor.field)
                                    .filter(count -> count >= 0 && !said.equals(Optional.of(Json.of(count))))
                            : level(factor).filter(level -> !said.equals(Optional.of(Json.of(level.word())))));
        }
        return simple;
    }

    private Optional<Level> level(Factor factor) {
        return goal.text(factor.field).flatMap(Level::find);
    }
}
