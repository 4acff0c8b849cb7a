package io.workfloworchestrator.projectmanagement.setup;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A goal that was named in the set-up, with what it is worth and what it costs. Immutable.
 *
 * @param text as it was said
 * @param impact high, medium or low
 * @param impactReason the id of the answer that says so, or by which word it was estimated
 * @param effort very-low, low, medium, high or very-high
 * @param tier Now, Next, Later or Someday
 * @param measures what shows that it is reached
 * @param needs the goals that come before it, in their own words
 * @param source the ids of the answers
 */
record SetupGoal(
        String text,
        String impact,
        String impactReason,
        String effort,
        String effortReason,
        String tier,
        List<String> measures,
        List<String> needs,
        List<String> source) {
    private static final int MOST_TITLE = 120;
    private static final double ALIKE = 0.6;
    private static final Set<String> SMALL_WORDS = Set.of(
            "a", "an", "the", "for", "to", "of", "and", "or", "in", "on", "with", "by", "that", "our", "we", "is",
            "their");

    SetupGoal {
        measures = List.copyOf(measures);
        needs = List.copyOf(needs);
        source = List.copyOf(source);
    }

    /** What it is called. */
    String title() {
        return cut(text);
    }

    /** The id of its answer to a question; that of the goals if it has none. */
    String sourceOf(String question) {
        return source.stream()
                .filter(id -> id.startsWith("Q-" + question + "."))
                .findFirst()
                .orElse(source.get(0));
    }

    /** A text as a title: a short one is its own, and a long one is cut at a word. */
    static String cut(String text) {
        if (text.length() <= MOST_TITLE) {
            return text;
        }
        int end = text.lastIndexOf(' ', MOST_TITLE - 2);
        return text.substring(0, end > MOST_TITLE / 2 ? end : MOST_TITLE - 2) + " …";
    }

    /** The goals of the set-up, in the order in which they were said. */
    static List<SetupGoal> all(Said said, SetupRules.Goals rules) {
        String source = said.find("goals").map(Said.One::id).orElse("");
        List<SetupGoal> goals = new ArrayList<>();
        for (String text : said.lines("goals")) {
            goals.add(of(text, source, said.about("goal", text), rules));
        }
        return goals;
    }

    private static SetupGoal of(String text, String source, Said.About about, SetupRules.Goals rules) {
        List<String> sources = new ArrayList<>(List.of(source));
        about.answers().values().forEach(one -> sources.add(one.id()));
        Estimate impact = said(about, "goal_impact", text, rules.highImpact(), rules.lowImpact());
        Estimate effort = said(about, "goal_effort", text, rules.highEffort(), rules.lowEffort());
        return new SetupGoal(
                text,
                impact.level(),
                impact.reason(),
                effort.level(),
                effort.reason(),
                tier(impact.level(), effort.level(), rules.tiers()),
                about.lines("goal_measure"),
                about.lines("goal_needs"),
                sources);
    }

    private record Estimate(String level, String reason) {}

    private static Estimate said(Said.About about, String question, String text, List<String> high, List<String> low) {
        Optional<Said.One> answer = about.find(question);
        if (answer.isPresent()) {
            return new Estimate(about.word(question), answer.get().source());
        }
        Optional<String> isHigh = WholeWords.first(high, text);
        Optional<String> isLow = WholeWords.first(low, text);
        return isHigh.map(word -> new Estimate("high", "estimated by the word \"" + word + "\""))
                .or(() -> isLow.map(word -> new Estimate("low", "estimated by the word \"" + word + "\"")))
                .orElse(new Estimate("medium", "estimated"));
    }

    private static String tier(String impact, String effort, Map<String, Map<String, String>> tiers) {
        String level = switch (effort) {
            case "very-low", "low" -> "low";
            case "medium" -> "medium";
            default -> "high";
        };
        return Optional.ofNullable(tiers.get(impact))
                .map(byEffort -> byEffort.get(level))
                .orElse("Later");
    }

    /** Whether somebody who names {@code words} means this goal. */
    boolean isMeantBy(String words) {
        Set<String> asked = tokens(words);
        return words.strip().equalsIgnoreCase(text.strip())
                || !asked.isEmpty() && tokens(text).containsAll(asked);
    }

    /** Whether two texts say nearly the same. */
    static boolean isAlike(String a, String b) {
        Set<String> one = tokens(a);
        Set<String> other = tokens(b);
        Set<String> both = new LinkedHashSet<>(one);
        both.retainAll(other);
        Set<String> all = new LinkedHashSet<>(one);
        all.addAll(other);
        return !all.isEmpty() && (double) both.size() / all.size() >= ALIKE;
    }

    /** Whether all that a text says is in another one: "patients" in "50,000 patients". */
    static boolean isWithin(String part, String whole) {
        Set<String> few = tokens(part);
        return !few.isEmpty() && tokens(whole).containsAll(few);
    }

    private static Set<String> tokens(String text) {
        Set<String> tokens = new LinkedHashSet<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            if (!word.isEmpty() && !SMALL_WORDS.contains(word)) {
                tokens.add(word.length() > 3 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word);
            }
        }
        return tokens;
    }
}
