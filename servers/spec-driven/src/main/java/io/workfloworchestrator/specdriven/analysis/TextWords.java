package io.workfloworchestrator.specdriven.analysis;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A sentence as the words that carry its meaning, its numbers, and whether it says no: what two sentences are compared by. Immutable.
 *
 * @param words in lower case, without small words and a plural's s
 * @param numbers as they stand, without leading zeros; number words up to twelve count too
 * @param isNegative whether something is forbidden or must not be
 */
record TextWords(Set<String> words, Set<String> numbers, boolean isNegative) {
    private static final double ENOUGH = 0.6;
    private static final Set<String> SMALL = Set.of(
            "the", "and", "for", "with", "that", "this", "shall", "must", "will", "should", "can", "may", "when",
            "then", "given", "what", "which", "from", "into", "system", "feature", "their", "they", "have", "has",
            "are", "not", "never", "its", "each", "all", "any", "who", "was", "been", "being", "does", "after",
            "within", "than");
    private static final Set<String> NEGATIONS = Set.of("not", "never", "no", "cannot", "without", "nobody", "nothing");
    private static final List<String> NUMBER_WORDS = List.of(
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");
    /** Marks, and numbers that only say which one is meant. */
    private static final Pattern NOISE = Pattern.compile(
            "(?i)`|\\*\\*|\\b(?:FR|NFR|REQ|SC|US|T)-?\\d+\\b|\\b(?:story|phase|step|stage|line|page|version|article|task|requirement|"
                    + "level|question|chapter|section|no\\.?|order|number)\\s+\\d+");

    private static final Pattern BREAK = Pattern.compile("[^\\p{L}\\p{N}.]+");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");

    static TextWords of(String text) {
        Set<String> words = new HashSet<>();
        Set<String> numbers = new TreeSet<>();
        boolean[] no = {false};
        boolean hasNoise = text.chars().anyMatch(c -> c == '`' || c == '*' || Character.isDigit(c));
        String plain = hasNoise ? NOISE.matcher(text).replaceAll(" ") : text;
        Arrays.stream(BREAK.split(plain.toLowerCase(Locale.ROOT)))
                .map(word -> word.replaceAll("^\\.+|\\.+$", ""))
                .forEach(word -> {
                    no[0] |= NEGATIONS.contains(word);
                    int counted = NUMBER_WORDS.indexOf(word);
                    if (counted > 1) {
                        numbers.add(String.valueOf(counted));
                    } else if (NUMBER.matcher(word).matches()) {
                        numbers.add(word.replaceFirst("^0+(?=\\d)", ""));
                    } else if (word.length() > 2 && !SMALL.contains(word)) {
                        words.add(stem(word));
                    }
                });
        return new TextWords(Set.copyOf(words), Set.copyOf(numbers), no[0]);
    }

    private static String stem(String word) {
        return word.length() > 3 && word.endsWith("s") && !word.endsWith("ss")
                ? word.substring(0, word.length() - 1)
                : word;
    }

    /** How alike two sentences are: common words by all words (Jaccard), 0 to 1; 0 if one has no words. */
    double alike(TextWords other) {
        int common = common(other);
        int all = words.size() + other.words.size() - common;
        return common == 0 ? 0 : (double) common / all;
    }

    /** The share of the shorter one's words that stand in the other too, 0 to 1. */
    double within(TextWords other) {
        int fewer = Math.min(words.size(), other.words.size());
        return fewer == 0 ? 0 : (double) common(other) / fewer;
    }

    /** Whether one of the two says what the other says, perhaps with more words. */
    boolean isLike(TextWords other) {
        return Math.min(words.size(), other.words.size()) > 1 && within(other) >= ENOUGH;
    }

    private int common(TextWords other) {
        Set<String> fewer = words.size() <= other.words.size() ? words : other.words;
        Set<String> more = fewer == words ? other.words : words;
        int common = 0;
        for (String word : fewer) {
            common += more.contains(word) ? 1 : 0;
        }
        return common;
    }
}
