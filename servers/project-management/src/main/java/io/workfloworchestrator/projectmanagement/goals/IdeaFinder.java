package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds ideas in people's notes. What its author marked as open work, by an open box or by TODO, is one. A list item is one if
 * it has a verb, a wish or a phrase of a feature, or under a heading that speaks of ideas also if it says what should be; each
 * list item under a heading that speaks of wishes is one; a sentence is one if it has a wish, or a verb and besides a phrase of
 * a problem or of a feature. It begins at 0.5; a mark, verbs, a wish, an amount of time, a technique, a heading that speaks of
 * ideas, and a verb beside a problem make it surer; doubts and a question mark less sure. Pure functions.
 */
record IdeaFinder(GoalRules rules) {
    private static final int SHORTEST = 21;
    private static final int SHORTEST_MARKED = 8;
    private static final int MOST_CONTEXT = 200;
    private static final int AROUND = 2;
    private static final int MOST_NAME = 40;
    private static final int NAME_WORDS = 4;
    private static final Pattern TIME = Pattern.compile(
            "\\b\\d+\\s*-?(?:weeks?|months?|days?|hours?|Tage?n?|Wochen?|Stunden?|días?|semanas?|jours?|semaines?)\\b");

    /** The ideas of a file that are at least so sure, the surest first. */
    List<Idea> in(String file, String text, double atLeast) {
        List<String> lines = text.lines().toList();
        List<Idea> ideas = new ArrayList<>();
        for (NoteLines.Thought thought : NoteLines.of(lines)) {
            Idea idea = idea(file, lines, thought);
            if (idea.confidence() >= Math.max(0.01, atLeast)) {
                ideas.add(idea);
            }
        }
        ideas.sort(Comparator.comparingDouble(Idea::confidence).reversed().thenComparingInt(Idea::line));
        return ideas;
    }

    /** The idea that a thought is; one with a confidence of 0 if it is no idea. */
    private Idea idea(String file, List<String> lines, NoteLines.Thought thought) {
        WordFinder words = WordFinder.of(thought.text());
        List<String> verbs = words.found(rules.list("ideas.verbs"));
        List<String> problems = words.found(rules.list("ideas.problems"));
        List<String> features = words.found(rules.list("ideas.features"));
        boolean among = WordFinder.of(thought.heading()).hasAny(rules.list("ideas.headings"));
        List<String> wishes = words.found(rules.list("ideas.wishes"));
        boolean says = thought.item()
                ? !verbs.isEmpty() || !features.isEmpty() || among && !problems.isEmpty()
                : !verbs.isEmpty() && !(problems.isEmpty() && features.isEmpty());
        boolean isWished = thought.item() && WordFinder.of(thought.heading()).hasAny(rules.list("ideas.wish-headings"));
        boolean is = thought.marked() || isWished
                ? thought.text().length() >= SHORTEST_MARKED
                : thought.text().length() >= SHORTEST && (says || !wishes.isEmpty());
        if (!is) {
            return new Idea(thought.text(), file, thought.line(), thought.heading(), "", 0, "", "");
        }
        List<String> reasons = new ArrayList<>();
        double score = 0.5;
        score += thought.marked() ? add(reasons, 0.1, "marked", List.of("open")) : 0;
        score += add(reasons, 0.1, "wish", wishes);
        score += add(reasons, Math.min(0.1 * verbs.size(), 0.2), "verb", verbs);
        score += add(reasons, verbs.isEmpty() || problems.isEmpty() ? 0 : 0.1, "problem", problems);
        score += add(reasons, 0, "feature", features);
        score += TIME.matcher(thought.text()).find() ? add(reasons, 0.1, "time", List.of("an amount")) : 0;
        score += add(reasons, 0.05, "technique", words.found(rules.list("ideas.techniques")));
        score += among ? add(reasons, 0.1, "under", List.of(thought.heading())) : 0;
        score += add(reasons, -0.1, "doubt", words.found(rules.list("ideas.doubts")));
        score += thought.text().contains("?") ? add(reasons, -0.1, "doubt", List.of("?")) : 0;
        double confidence = Math.round(Math.max(0, Math.min(1, score)) * 100) / 100.0;
        return new Idea(
                thought.text(),
                file,
                thought.line(),
                thought.heading(),
                context(lines, thought.line()),
                confidence,
                name(thought.text()),
                String.join("; ", reasons));
    }

    /** Says the words, and gives the points for them; 0 if there are no words. */
    private static double add(List<String> reasons, double points, String what, List<String> words) {
        if (words.isEmpty()) {
            return 0;
        }
        reasons.add(what + ": " + Words.clip(String.join(", ", words), 80));
        return points;
    }

    private static String context(List<String> lines, int line) {
        List<String> around = new ArrayList<>();
        for (int i = Math.max(0, line - 1 - AROUND); i < Math.min(lines.size(), line + AROUND); i++) {
            if (i != line - 1 && !lines.get(i).isBlank()) {
                around.add(lines.get(i).strip());
            }
        }
        return Words.clip(String.join(" / ", around), MOST_CONTEXT);
    }

    /** A short name: from the first verb on, so many words that say something. */
    private String name(String text) {
        String[] words = text.replaceAll("[`*_\\[\\]()]", "").split("[\\s,;:.!?]+");
        Set<String> verbs = new TreeSet<>(rules.list("ideas.verbs"));
        int begin = 0;
        for (int i = 0; i < words.length; i++) {
            String word = words[i].toLowerCase(Locale.ROOT);
            if (verbs.stream().anyMatch(verb -> WordFinder.isForm(word, verb))) {
                begin = i;
                break;
            }
        }
        List<String> name = new ArrayList<>();
        for (int i = begin; i < words.length && name.size() < NAME_WORDS; i++) {
            if (i == begin || words[i].length() > 3) {
                name.add(words[i]);
            }
        }
        String joined = String.join(" ", name);
        while (joined.length() > MOST_NAME && name.size() > 1) {
            name.remove(name.size() - 1);
            joined = String.join(" ", name);
        }
        return Words.clip(
                joined.isEmpty() ? text : joined.substring(0, 1).toUpperCase(Locale.ROOT) + joined.substring(1),
                MOST_NAME);
    }

    /**
     * Something in people's notes that could become a goal.
     *
     * @param line the number of its first line, from 1
     * @param context the lines around it, at most 200 characters
     * @param confidence 0 to 1
     */
    record Idea(
            String text,
            String file,
            int line,
            String heading,
            String context,
            double confidence,
            String name,
            String reasoning) {}
}
