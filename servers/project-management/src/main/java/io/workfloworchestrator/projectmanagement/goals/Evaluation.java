package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a goal is worth, what it costs, and when it is worth doing. Pure functions. */
record Evaluation(Score impact, Score effort, Tier tier, String reasoning) {
    private static final int FEW_PEOPLE = 5;
    private static final int MANY_DEPENDENCIES = 3;

    /** The evaluation of a text; factors that are given count instead of its words. */
    static Evaluation of(GoalRules rules, String text, Factors given) {
        Score impact = ImpactJudge.of(rules, text, given);
        Score effort = EffortJudge.of(rules, text, given);
        Tier tier = given.tier().orElseGet(() -> rules.tier(impact.level(), effort.level()));
        String reasoning = given.tier().isPresent()
                ? "Given."
                : impact.level().word() + " impact and " + effort.level().word() + " effort.";
        return new Evaluation(impact, effort, tier, reasoning);
    }

    Json.Obj fields() {
        Json.Obj fields = Json.Obj.EMPTY
                .with("impact", impact.level().word())
                .with("impactReasoning", impact.reasoning())
                .with("impactConfidence", impact.confidence().word())
                .with("effort", effort.level().word())
                .with("effortReasoning", effort.reasoning())
                .with("effortConfidence", effort.confidence().word())
                .with("tier", tier.word());
        for (Factor factor : Factor.values()) {
            Json value = impact.factors()
                    .find(factor.scored())
                    .or(() -> effort.factors().find(factor.scored()))
                    .orElse(null);
            fields = value == null ? fields : fields.with(factor.field, value);
        }
        return fields;
    }

    /**
     * The same for a goal that is there: a value that is no level, such as an effort of "3 days", and a reasoning in a person's own
     * words stay as they are.
     */
    Json.Obj fields(Goal goal) {
        Json.Obj fields = fields();
        for (Factor factor : Factor.values()) {
            boolean isLevel = !factor.isCount() && factor != Factor.TIME;
            if (isLevel
                    && goal.text(factor.field)
                            .filter(word -> Level.find(word).isEmpty()
                                    && Tier.find(word).isEmpty())
                            .isPresent()) {
                fields = fields.without(factor.field);
            }
        }
        for (String name : List.of("impactReasoning", "effortReasoning")) {
            if (goal.text(name).filter(words -> !Score.isJudged(words)).isPresent()) {
                fields = fields.without(name);
            }
        }
        return fields;
    }

    Level confidence() {
        return impact.confidence().compareTo(effort.confidence()) > 0 ? impact.confidence() : effort.confidence();
    }

    Json.Obj tierJson(GoalRules rules) {
        return Json.Obj.EMPTY
                .with("tier", tier.word())
                .with("confidence", confidence().word())
                .with("reasoning", reasoning)
                .with("alternativeTiers", Json.array(alternatives(rules)));
    }

    /** What would have to be otherwise for each tier that the table has beside this one. */
    private List<Json> alternatives(GoalRules rules) {
        return Arrays.stream(Tier.values())
                .filter(other -> other != tier)
                .<Json>map(
                        other -> Json.Obj.EMPTY.with("tier", other.word()).with("reasoning", condition(rules, other)))
                .toList();
    }

    private String condition(GoalRules rules, Tier other) {
        for (Level level : Level.values()) {
            if (rules.tier(impact.level(), level) == other) {
                return "If the effort were " + level.word() + ".";
            }
        }
        for (Level level : Level.values()) {
            if (rules.tier(level, effort.level()) == other) {
                return "If the impact were " + level.word() + ".";
            }
        }
        return "If both impact and effort were otherwise.";
    }

    List<String> suggestions() {
        List<String> hints = new ArrayList<>();
        if (impact.confidence() == Level.LOW) {
            hints.add("Say who has the problem and how bad it is: the impact is a guess.");
        }
        if (effort.confidence() == Level.LOW) {
            hints.add("Say how long it takes, such as \"3 days\": the effort is a guess.");
        }
        if (number("people_affected", impact) < FEW_PEOPLE) {
            hints.add("It touches few people: is there a way to help more of them?");
        }
        if (word("problem_severity", impact) == Level.LOW) {
            hints.add("The problem is slight: say what happens if nothing is done.");
        }
        if (number("dependencies_count", effort) >= MANY_DEPENDENCIES) {
            hints.add("It depends on much: make what it waits for goals of their own.");
        }
        if (word("scope_clarity", effort) == Level.LOW) {
            hints.add("Its scope is vague: say what is done when it is done, as a measure.");
        }
        if (word("complexity", effort) == Level.HIGH) {
            hints.add("It is complex: look for a smaller first goal.");
        }
        return hints;
    }

    List<String> nextSteps(boolean written) {
        String write = written ? "It is written down" : "Write it down: create_potential_goal";
        return switch (tier) {
            case NOW ->
                List.of(
                        write,
                        "Select it: promote_to_selected with priority High",
                        "Over two weeks of work: prepare_spec_handoff");
            case NEXT ->
                List.of(
                        write,
                        "Say its objective, measures, dependencies and risks",
                        "Select it when a goal is done: promote_to_selected",
                        "Specify it: prepare_spec_handoff");
            case LATER -> List.of(write, "Look at it again each month: check_review_needed");
            case SOMEDAY ->
                List.of(
                        write,
                        "Look for a simpler way to the same end",
                        "Or shelve it with the reason: archive_goal with archiveType shelved");
        };
    }

    private static int number(String factor, Score score) {
        return score.factors()
                .find(factor)
                .map(value -> Integer.parseInt(value.toString()))
                .orElse(0);
    }

    private static Level word(String factor, Score score) {
        return Level.orMedium(score.factors().text(factor).orElse(""));
    }
}
