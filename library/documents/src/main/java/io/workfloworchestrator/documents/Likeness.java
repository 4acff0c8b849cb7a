package io.workfloworchestrator.documents;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** How alike two texts are: the Dice coefficient of their pairs of letters, 0 to 1. A text that begins with the other has 0.95. */
final class Likeness {
    private static final Pattern MARKS = Pattern.compile("[^\\p{L}\\p{N}]+");
    static final double ENOUGH = 0.7;
    private static final double BEGINNING = 0.95;
    private static final int SHORTEST_BEGINNING = 6;
    private static final int MOST_LETTERS = 2_000;

    private final String text;
    private final int[] pairs;

    Likeness(String text) {
        String normal = normal(text);
        this.text = normal.length() > MOST_LETTERS ? normal.substring(0, MOST_LETTERS) : normal;
        this.pairs = new int[Math.max(0, this.text.length() - 1)];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = this.text.charAt(i) << 16 | this.text.charAt(i + 1);
        }
        Arrays.sort(pairs);
    }

    /** The letters and digits of a text, without case and marks. */
    static String normal(String text) {
        return MARKS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }

    double to(Likeness other) {
        if (text.equals(other.text)) {
            return text.isEmpty() ? 0 : 1;
        }
        int shorter = Math.min(text.length(), other.text.length());
        if (shorter >= SHORTEST_BEGINNING && (text.startsWith(other.text) || other.text.startsWith(text))) {
            return BEGINNING;
        }
        if (pairs.length == 0 || other.pairs.length == 0) {
            return 0;
        }
        int common = 0;
        int i = 0;
        int j = 0;
        while (i < pairs.length && j < other.pairs.length) {
            if (pairs[i] == other.pairs[j]) {
                common++;
                i++;
                j++;
            } else if (pairs[i] < other.pairs[j]) {
                i++;
            } else {
                j++;
            }
        }
        return 2.0 * common / (pairs.length + other.pairs.length);
    }
}
