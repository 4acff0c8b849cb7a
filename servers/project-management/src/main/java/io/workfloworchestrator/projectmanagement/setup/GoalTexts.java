package io.workfloworchestrator.projectmanagement.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds goals in sentences: "we need to build a portal" and "Build a portal". Pure functions. */
final class GoalTexts {
    private static final int LEAST = 5;
    private static final int MOST = 200;
    private static final String ADVERBS = "(?:(?:also|first|then|therefore|still|finally|soon)\\s+)?";
    /** Behind a verb: a word before "and", "or" or a comma is a noun, as in "for sales, support and billing". */
    private static final String WITH_OBJECT = "\\s+(?!(?:and|or)\\b)";

    /** These begin a goal only where goals are asked for: elsewhere "the figures will show" is none. */
    private static final List<String> ANSWERING = List.of("let", "show", "allow", "make", "give", "keep", "help");

    /** "Our goals are a faster checkout, a wish list and fewer returns": each is one, without a verb. */
    private static final Pattern NAMED = Pattern.compile(
            "(?:.*\\b)?(?:goals|aims|objectives)\\s*(?:are|:)\\s*(.+)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern ELEMENTS =
            Pattern.compile("\\s*,\\s*(?:and\\s+)?|\\s+and\\s+", Pattern.CASE_INSENSITIVE);

    /** Where the goal ends and its reason begins. */
    private static final Pattern REASON = Pattern.compile(
            "\\s*,?\\s+(?:because|since|so that|in order to)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private GoalTexts() {}

    /**
     * The goals in their order, each once: of two that say nearly the same, the first.
     *
     * @param areGoals whether the text answers which goals there are, so that "Build a portal" is one
     */
    static List<String> in(List<String> sentences, boolean areGoals, SetupRules.Terms terms) {
        List<String> words = new ArrayList<>(terms.goalVerbs());
        if (areGoals) {
            words.addAll(ANSWERING);
        }
        String verbs = WholeWords.alternatives(words);
        int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL;
        Pattern led = Pattern.compile(
                WholeWords.alternatives(terms.goalLeads()) + "\\s+" + ADVERBS + "(" + verbs + "\\s.*)", flags);
        Pattern order = Pattern.compile("(" + verbs + "\\s.*)", flags);
        Pattern next = Pattern.compile(
                "(?:\\s*,\\s*(?:and\\s+)?|\\s+and\\s+)" + ADVERBS + "(?:to\\s+)?(?=" + verbs + WITH_OBJECT + ")",
                flags);
        List<String> goals = new ArrayList<>();
        for (String sentence : sentences) {
            Matcher found = led.matcher(sentence);
            Matcher ordered = order.matcher(sentence);
            String goal = found.find() ? found.group(1) : areGoals && ordered.matches() ? ordered.group(1) : "";
            Matcher named = NAMED.matcher(sentence);
            Pattern between = next;
            if (goal.isEmpty() && named.matches()) {
                goal = named.group(1);
                between = ELEMENTS;
            }
            for (String part : between.split(REASON.matcher(goal).replaceFirst(""))) {
                add(goals, part);
            }
        }
        return goals;
    }

    private static void add(List<String> goals, String part) {
        String goal = part.replaceFirst("[.!?,;:\\s]+$", "").strip();
        if (goal.length() < LEAST || goal.length() > MOST) {
            return;
        }
        String named = goal.substring(0, 1).toUpperCase(Locale.ROOT) + goal.substring(1);
        if (goals.stream().noneMatch(other -> SetupGoal.isAlike(other, named))) {
            goals.add(named);
        }
    }
}
