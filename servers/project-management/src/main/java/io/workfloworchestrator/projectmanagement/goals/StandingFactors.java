package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What stands in a goal and counts as given: each value that the goal's own words do not say. A person wrote it into the file, or it
 * was given with a call; either way an evaluation keeps it. A value that the words say anyway was made by an evaluation, and may
 * change with them. Pure functions.
 */
record StandingFactors(GoalRules rules, String text, Goal goal) {
    /**
     * The factors that count as given.
     *
     * @param text the goal's own words
     */
    static Factors of(GoalRules rules, String text, Goal goal) {
        return new StandingFactors(rules, text, goal).all();
    }

    private Factors all() {
        Factors simple = simple();
        Optional<Level> effort = level("effort");
        Score usual = EffortJudge.of(rules, text, simple.withEffort(effort));
        Factors timed = simple.withTime(goal.text("timeEstimate")
                .filter(time -> !usual.factors().text("time_estimate").equals(Optional.of(time))));
        Evaluation made = Evaluation.of(rules, text, timed);
        Optional<Level> impact = level("impact");
        Optional<Tier> tier = goal.text("tier").flatMap(StandingFactors::tier);
        Tier byTable = rules.tier(
                impact.orElse(made.impact().level()),
                effort.orElse(made.effort().level()));
        return timed.withImpact(impact.filter(level -> level != made.impact().level()))
                .withEffort(effort.filter(level -> level != made.effort().level()))
                .withTier(tier.filter(one -> one != byTable));
    }

    /** The factors of which impact and effort are made, without the time. */
    private Factors simple() {
        Json.Obj impact = ImpactJudge.of(rules, text, Factors.NONE).factors();
        Json.Obj effort = EffortJudge.of(rules, text, Factors.NONE).factors();
        return new Factors(
                Optional.empty(),
                number("peopleAffected", impact, "people_affected"),
                level("problemSeverity", impact, "problem_severity"),
                level("strategicValue", impact, "strategic_value"),
                Optional.empty(),
                level("technicalComplexity", effort, "technical_complexity"),
                number("dependenciesCount", effort, "dependencies_count"),
                level("scopeClarity", effort, "scope_clarity"),
                Optional.empty(),
                Optional.empty());
    }

    private Optional<Level> level(String field) {
        return goal.text(field)
                .flatMap(word -> Arrays.stream(Level.values())
                        .filter(level -> level.word().equalsIgnoreCase(word.strip()))
                        .findFirst());
    }

    private Optional<Level> level(String field, Json.Obj said, String factor) {
        return level(field).filter(level -> !said.text(factor).equals(Optional.of(level.word())));
    }

    private Optional<Integer> number(String field, Json.Obj said, String factor) {
        return goal.number(field)
                .filter(count -> count >= 0 && !said.find(factor).equals(Optional.of(Json.of(count))));
    }

    private static Optional<Tier> tier(String word) {
        return Arrays.stream(Tier.values())
                .filter(tier -> tier.word().equalsIgnoreCase(word.strip()))
                .findFirst();
    }

    /** What is kept, for people: {@code effort Low}. */
    static List<String> said(Factors kept) {
        List<String> said = new ArrayList<>();
        kept.impact().ifPresent(level -> said.add("impact " + level.word()));
        kept.people().ifPresent(count -> said.add("peopleAffected " + count));
        kept.severity().ifPresent(level -> said.add("problemSeverity " + level.word()));
        kept.strategic().ifPresent(level -> said.add("strategicValue " + level.word()));
        kept.effort().ifPresent(level -> said.add("effort " + level.word()));
        kept.complexity().ifPresent(level -> said.add("technicalComplexity " + level.word()));
        kept.dependencies().ifPresent(count -> said.add("dependenciesCount " + count));
        kept.clarity().ifPresent(level -> said.add("scopeClarity " + level.word()));
        kept.time().ifPresent(time -> said.add("timeEstimate " + Choice.shown(time)));
        kept.tier().ifPresent(tier -> said.add("tier " + tier.word()));
        return said;
    }
}
