package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Judges the effort of a goal from its words. An amount of time decides where one is said: up to a day is 20 points, up to a week 45,
 * up to two weeks 65, more 80. Otherwise complex words make 65 points, simple ones 20, neither 40. Each dependency adds 5, at most 25;
 * a vague scope adds 10. From 60 points on the effort is High, below 35 it is Low. Factors that are given count instead of words.
 * Pure functions.
 */
final class EffortJudge {
    private static final int HIGH = 60;
    private static final int LOW = 35;
    private static final int MOST_FOR_DEPENDENCIES = 25;
    private static final int LONG_TEXT = 100;
    private static final double DAY = 8;

    private EffortJudge() {}

    static Score of(GoalRules rules, String text, Factors given) {
        WordFinder words = WordFinder.of(text);
        List<String> reasons = new ArrayList<>();
        List<String> complex = words.found(rules.list("effort.complex"));
        List<String> simple = words.found(rules.list("effort.simple"));
        List<String> waits = dependencies(rules, words);
        int count = given.count(Factor.DEPENDENCIES).orElse(counted(rules, words));
        Level complexity = given.level(Factor.COMPLEXITY)
                .orElse(!complex.isEmpty() || count > 2 ? Level.HIGH : simple.isEmpty() ? Level.MEDIUM : Level.LOW);
        ImpactJudge.reason(
                reasons,
                "complexity " + complexity.word(),
                given.level(Factor.COMPLEXITY).isPresent(),
                complex.isEmpty() ? simple : complex);
        ImpactJudge.reason(
                reasons,
                count + " dependencies",
                given.count(Factor.DEPENDENCIES).isPresent(),
                waits);
        Level clarity = given.level(Factor.CLARITY).orElseGet(() -> clarity(rules, words, text));
        ImpactJudge.reason(
                reasons,
                "scope clarity " + clarity.word(),
                given.level(Factor.CLARITY).isPresent(),
                List.of());
        OptionalDouble hours = EffortText.hours(given.time().orElse(text));
        if (hours.isPresent()) {
            reasons.add(shown(hours.getAsDouble()) + " hours of work ("
                    + (given.time().isPresent() ? "given" : "said") + ")");
        }
        int base = hours.isPresent()
                ? ofTime(hours.getAsDouble())
                : complexity == Level.HIGH ? 65 : complexity == Level.MEDIUM ? 40 : 20;
        int points = Score.within(base + Math.min(MOST_FOR_DEPENDENCIES, 5 * count) + (clarity == Level.LOW ? 10 : 0));
        Level level = points >= HIGH ? Level.HIGH : points < LOW ? Level.LOW : Level.MEDIUM;
        Level confidence = hours.isPresent()
                ? Level.HIGH
                : !reasons.isEmpty() && (text.length() > LONG_TEXT || clarity == Level.HIGH) ? Level.MEDIUM : Level.LOW;
        String time = given.time()
                .orElseGet(() -> usualTime(given.level(Factor.EFFORT).orElse(level), count));
        Json.Obj factors = Json.Obj.EMPTY
                .with("complexity", complexity.word())
                .with("dependencies_count", count)
                .with("scope_clarity", clarity.word())
                .with("technical_complexity", complexity.word())
                .with("time_estimate", time);
        return Score.of(given.level(Factor.EFFORT), level, points, confidence, factors, reasons);
    }

    private static int ofTime(double hours) {
        return hours <= DAY ? 20 : hours <= 5 * DAY ? 45 : hours <= 10 * DAY ? 65 : 80;
    }

    private static int counted(GoalRules rules, WordFinder words) {
        return words.found(rules.list("effort.waits")).size()
                + (words.hasAny(rules.list("effort.connections")) ? 2 : 0)
                + (words.hasAny(rules.list("effort.several")) ? 1 : 0)
                + (words.hasAny(rules.list("effort.approvals")) ? 1 : 0)
                + (words.hasAny(rules.list("effort.infrastructure")) ? 1 : 0);
    }

    private static List<String> dependencies(GoalRules rules, WordFinder words) {
        return Stream.of("waits", "connections", "several", "approvals", "infrastructure")
                .flatMap(list -> words.found(rules.list("effort." + list)).stream())
                .toList();
    }

    private static Level clarity(GoalRules rules, WordFinder words, String text) {
        if (words.hasAny(rules.list("effort.vague"))) {
            return Level.LOW;
        }
        boolean exact = words.hasAny(rules.list("effort.clear")) || text.chars().anyMatch(Character::isDigit);
        return exact ? Level.HIGH : Level.MEDIUM;
    }

    private static String usualTime(Level level, int dependencies) {
        return switch (level) {
            case HIGH -> dependencies > 3 ? "1-2 weeks" : "3-5 days";
            case MEDIUM -> dependencies > 1 ? "1-2 days" : "4-8 hours";
            case LOW -> "2-4 hours";
        };
    }

    private static String shown(double hours) {
        return hours == Math.rint(hours) ? String.valueOf((long) hours) : String.valueOf(hours);
    }
}
