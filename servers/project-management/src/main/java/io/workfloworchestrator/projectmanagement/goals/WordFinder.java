package io.workfloworchestrator.projectmanagement.goals;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A text as a row of words, in which listed words and phrases are found: whole words with their usual English endings, so that
 * "all" is not found in "small", and not right behind a "not", "no" or "without". Immutable and thread-safe.
 */
record WordFinder(List<String> words) {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:[-'’][\\p{L}\\p{N}]+)*");
    private static final Set<String> NEGATIONS = Set.of("not", "no", "without", "never", "isn't", "non");
    private static final List<String> ENDINGS = List.of("s", "es", "d", "ed", "ing", "er", "ers");

    static WordFinder of(String text) {
        return new WordFinder(WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .toList());
    }

    List<String> found(List<String> listed) {
        return listed.stream().filter(this::stands).distinct().toList();
    }

    boolean hasAny(List<String> listed) {
        return listed.stream().anyMatch(this::stands);
    }

    private boolean stands(String phrase) {
        String[] parts = phrase.toLowerCase(Locale.ROOT).split(" ");
        for (int at = 0; at + parts.length <= words.size(); at++) {
            boolean negated = at > 0 && NEGATIONS.contains(words.get(at - 1));
            if (!negated && stands(parts, at)) {
                return true;
            }
        }
        return false;
    }

    private boolean stands(String[] parts, int at) {
        for (int i = 0; i < parts.length; i++) {
            if (!isForm(words.get(at + i), parts[i])) {
                return false;
            }
        }
        return true;
    }

    static boolean isForm(String word, String listed) {
        if (word.equals(listed)) {
            return true;
        }
        int last = listed.length() - 1;
        if (last < 2 || !word.startsWith(listed.substring(0, last))) {
            return false;
        }
        String stem = listed.substring(0, last);
        char end = listed.charAt(last);
        return ENDINGS.stream()
                .anyMatch(ending -> word.equals(listed + ending)
                        || (end == 'e' && word.equals(stem + ending) && !ending.equals("s") && !ending.equals("d"))
                        || (end == 'y' && word.equals(stem + "i" + ending))
                        || word.equals(listed + end + ending) && !ending.equals("s"));
    }
}
