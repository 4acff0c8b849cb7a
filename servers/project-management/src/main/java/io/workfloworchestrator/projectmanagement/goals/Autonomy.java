package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import java.util.List;
import java.util.Locale;

/**
 * How far an agent may go alone with a goal, by what kind of work it is: mending what is broken is the surest, then improving, then
 * making something new. Secrets and health data make it less sure. From 0.90 on it may work alone, from 0.70 with help. Pure functions.
 *
 * @param base broken, missing or improvement
 * @param confidence 0 to 1
 */
record Autonomy(String base, List<String> words, double confidence, boolean secret, boolean health) {
    private static final double ALONE = 0.90;
    private static final double ASSISTED = 0.70;

    /** @param sure whether its scope is clear and its time is said, which makes it surer */
    static Autonomy of(GoalRules rules, String text, boolean sure) {
        WordFinder words = WordFinder.of(text);
        boolean secret = words.hasAny(rules.list("autonomy.secret"));
        boolean health = words.hasAny(rules.list("autonomy.health"));
        List<String> broken = words.found(rules.list("autonomy.broken"));
        List<String> missing = words.found(rules.list("autonomy.missing"));
        List<String> improvement = words.found(rules.list("autonomy.improvement"));
        String base =
                !broken.isEmpty() ? "broken" : missing.isEmpty() && !improvement.isEmpty() ? "improvement" : "missing";
        double begin = switch (base) {
            case "broken" -> 0.75;
            case "improvement" -> 0.65;
            default -> missing.isEmpty() ? 0.50 : 0.60;
        };
        double confidence = (begin + (sure ? 0.15 : 0)) * (secret ? 0.8 : 1) * (health ? 0.7 : 1);
        List<String> found = !broken.isEmpty() ? broken : base.equals("improvement") ? improvement : missing;
        return new Autonomy(base, found, Math.round(confidence * 100) / 100.0, secret, health);
    }

    String level() {
        return confidence >= ALONE ? "autonomous" : confidence >= ASSISTED ? "assisted" : "manual";
    }

    Json.Obj json() {
        String issue = switch (base) {
            case "broken" -> "configuration";
            case "improvement" -> "performance";
            default -> "infrastructure";
        };
        String reasoning =
                (words.isEmpty() ? "No word says what kind of work it is" : base + " by " + String.join(", ", words))
                        + (secret ? "; it touches secrets" : "")
                        + (health ? "; it touches health data" : "") + ".";
        return Json.Obj.EMPTY
                .with("baseType", base)
                .with("issueType", issue)
                .with("confidence", confidence)
                .with("autonomyLevel", level())
                .with("autonomousEligible", confidence >= ALONE)
                .with("recommendedAction", level().toLowerCase(Locale.ROOT))
                .with("reasoning", reasoning)
                .with("autonomousThreshold", ALONE)
                .with("assistedThreshold", ASSISTED)
                .with(
                        "safetyChecks",
                        Json.Obj.EMPTY.with("isPhiRelated", health).with("isSecurityRelated", secret));
    }
}
