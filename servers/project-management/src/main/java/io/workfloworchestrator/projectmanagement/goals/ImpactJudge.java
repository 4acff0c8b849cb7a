package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges the impact of a goal from its words. It begins at 40 points; a severe problem adds 30 and a slight one takes 20, a word of
 * the business adds 15, a sensitive field adds 15, more than 20, 100 or 1,000 people add 10, 15 or 25, fewer than 3 take 10. From 65
 * points on the impact is High, below 35 it is Low. Factors that are given count instead of words. Pure functions.
 */
final class ImpactJudge {
    private static final int HIGH = 65;
    private static final int LOW = 35;
    private static final int USUAL_PEOPLE = 5;
    private static final int MANY_PEOPLE = 50;
    private static final int SOME_PEOPLE = 10;
    private static final Pattern NUMBER_OF =
            Pattern.compile("(\\d{1,3}(?:[.,' ]\\d{3})+|\\d+)\\s*(k|m)?\\s+(?:\\p{L}+\\s+)?(\\p{L}+)");

    private ImpactJudge() {}

    /** How many people a text speaks of, and the words that say it; the words are empty if nothing does. */
    private record People(int count, String because) {}

    static Score of(GoalRules rules, String text, Factors given) {
        WordFinder words = WordFinder.of(text);
        List<String> reasons = new ArrayList<>();
        List<String> severe = words.found(rules.list("impact.severe"));
        List<String> slight = words.found(rules.list("impact.slight"));
        Level severity = given.level(Factor.SEVERITY)
                .orElse(!severe.isEmpty() ? Level.HIGH : slight.isEmpty() ? Level.MEDIUM : Level.LOW);
        reason(
                reasons,
                "severity " + severity.word(),
                given.level(Factor.SEVERITY).isPresent(),
                severe.isEmpty() ? slight : severe);
        List<String> valuable = words.found(rules.list("impact.valuable"));
        Level strategic = given.level(Factor.STRATEGIC)
                .orElse(!valuable.isEmpty() ? Level.HIGH : slight.isEmpty() ? Level.MEDIUM : Level.LOW);
        reason(
                reasons,
                "strategic value " + strategic.word(),
                given.level(Factor.STRATEGIC).isPresent(),
                valuable);
        List<String> sensitive = words.found(rules.list("impact.sensitive"));
        reason(reasons, "a sensitive field", false, sensitive);
        People people = given.count(Factor.PEOPLE)
                .map(count -> new People(count, "given"))
                .orElseGet(() -> people(rules, words, text));
        if (!people.because().isEmpty()) {
            reasons.add(people.count() + " people (" + people.because() + ")");
        }
        int points = Score.within(40
                + points(severity, 30, -20)
                + (strategic == Level.HIGH ? 15 : strategic == Level.LOW ? -10 : 0)
                + (sensitive.isEmpty() ? 0 : 15)
                + crowd(people.count()));
        Level level = points >= HIGH ? Level.HIGH : points < LOW ? Level.LOW : Level.MEDIUM;
        Level confidence = reasons.size() >= 2 ? Level.HIGH : reasons.isEmpty() ? Level.LOW : Level.MEDIUM;
        Json.Obj factors = Json.Obj.EMPTY
                .with("people_affected", people.count())
                .with("problem_severity", severity.word())
                .with("business_value", strategic.word())
                .with("strategic_value", strategic.word());
        return Score.of(given.level(Factor.IMPACT), level, points, confidence, factors, reasons);
    }

    private static int points(Level level, int high, int low) {
        return level == Level.HIGH ? high : level == Level.LOW ? low : 0;
    }

    private static int crowd(int people) {
        return people > 1000 ? 25 : people > 100 ? 15 : people > 20 ? 10 : people < 3 ? -10 : 0;
    }

    static void reason(List<String> reasons, String what, boolean given, List<String> words) {
        if (given) {
            reasons.add(what + " (given)");
        } else if (!words.isEmpty()) {
            reasons.add(what + " (" + String.join(", ", words) + ")");
        }
    }

    private static People people(GoalRules rules, WordFinder words, String text) {
        Matcher matcher = NUMBER_OF.matcher(text.toLowerCase(Locale.ROOT));
        List<String> nouns = rules.list("people.nouns");
        int at = 0;
        while (matcher.find(at)) {
            String noun = matcher.group(3);
            String before = matcher.group().replaceFirst("\\s+\\p{L}+$", "");
            boolean counts = nouns.stream()
                    .anyMatch(one -> WordFinder.isForm(noun, one)
                            || WordFinder.of(before).hasAny(List.of(one)));
            if (counts) {
                return new People(number(matcher), matcher.group().strip());
            }
            at = matcher.end(1);
        }
        List<String> all = words.found(rules.list("people.everyone"));
        List<String> some = words.found(rules.list("people.some"));
        List<String> one = words.found(rules.list("people.one"));
        return !all.isEmpty()
                ? new People(MANY_PEOPLE, all.get(0))
                : !some.isEmpty()
                        ? new People(SOME_PEOPLE, some.get(0))
                        : one.isEmpty() ? new People(USUAL_PEOPLE, "") : new People(1, one.get(0));
    }

    private static int number(Matcher matcher) {
        String digits = matcher.group(1).replaceAll("[.,' ]", "");
        String times = matcher.group(2);
        double factor = times == null ? 1 : times.equals("k") ? 1_000 : 1_000_000;
        return (int) Math.min(Integer.MAX_VALUE, Double.parseDouble(digits) * factor);
    }
}
