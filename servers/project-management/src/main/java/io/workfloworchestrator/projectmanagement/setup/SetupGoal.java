package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.projectmanagement.goals.GoalEstimate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A goal that was named in the set-up, with what it is worth and what it costs. Immutable.
 *
 * @param impact high, medium or low
 * @param impactReason the id of the answer that says so, or by which word it was estimated
 * @param effort very-low, low, medium, high or very-high
 * @param tier Now, Next, Later or Someday
 * @param needs the goals that come before it, in their own words
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

    static List<SetupGoal> all(Said said, ProjectFolder project) {
        String source = said.find("goals").map(Said.One::id).orElse("");
        return said.lines("goals").stream()
                .map(text -> of(text, source, said.about("goal", text), project))
                .toList();
    }

    /** What was answered counts; what was not is estimated by its words, as everywhere in the planning. */
    private static SetupGoal of(String text, String source, Said.About about, ProjectFolder project) {
        List<String> sources = new ArrayList<>(List.of(source));
        about.answers().values().forEach(one -> sources.add(one.id()));
        Optional<Said.One> impact = about.find("goal_impact");
        Optional<Said.One> effort = about.find("goal_effort");
        Optional<String> impactWord = impact.map(answer -> about.word("goal_impact"));
        Optional<String> effortWord = effort.map(answer -> about.word("goal_effort"));
        GoalEstimate estimate = GoalEstimate.of(project, text, impactWord, effortWord.map(SetupGoal::level));
        return new SetupGoal(
                text,
                impactWord.orElse(estimate.impact().toLowerCase(Locale.ROOT)),
                impact.map(Said.One::source).orElse(estimated(estimate.impactReason())),
                effortWord.orElse(estimate.effort().toLowerCase(Locale.ROOT)),
                effort.map(Said.One::source).orElse(estimated(estimate.effortReason())),
                estimate.tier(),
                about.lines("goal_measure"),
                about.lines("goal_needs"),
                sources);
    }

    /** One of five efforts as one of the three that the tiers know. */
    static String level(String effort) {
        return switch (effort) {
            case "very-low", "low" -> "low";
            case "medium" -> "medium";
            default -> "high";
        };
    }

    /** Whether somebody who names {@code words} means this goal. */
    boolean isMeantBy(String words) {
        Set<String> asked = tokens(words);
        return words.strip().equalsIgnoreCase(text.strip())
                || !asked.isEmpty() && tokens(text).containsAll(asked);
    }

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

    /** The reason of an estimate in brackets behind it: "By severity High." is "estimated by severity high". */
    private static String estimated(String reason) {
        return reason.startsWith("By ")
                ? "estimated by " + reason.substring(3).toLowerCase(Locale.ROOT).replaceFirst("\\.$", "")
                : "estimated";
    }
}
