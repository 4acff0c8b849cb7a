package io.workfloworchestrator.json;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Helps messages that quote others: cuts long texts, and finds the known name that was probably meant. */
public final class Words {
    /** Longer names are not compared, since the cost grows with the square. */
    private static final int LONGEST = 100;

    private Words() {}

    /** The text, or so many characters of it and an ellipsis; never cut inside of a character. */
    public static String clip(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "…";
    }

    /**
     * The known name with the fewest {@link #edits}, ignoring case; the first in order among equals. A name that has nothing of
     * the wrong one is not near.
     *
     * @param most the most edits that a name may need
     */
    public static Optional<String> nearest(String wrong, Collection<String> known, int most) {
        String best = null;
        int least = most + 1;
        String given = wrong.toLowerCase(Locale.ROOT);
        for (String name : new TreeSet<>(known)) {
            if (Math.abs(name.length() - wrong.length()) < least && wrong.length() <= LONGEST) {
                int edits = edits(given, name.toLowerCase(Locale.ROOT));
                if (edits < least && edits < Math.max(given.length(), name.length())) {
                    least = edits;
                    best = name;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** How many letters must be added, removed, replaced, or exchanged with their neighbour (optimal string alignment). */
    public static int edits(String a, String b) {
        int[] beforePrevious = new int[b.length() + 1];
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int other = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + other);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    current[j] = Math.min(current[j], beforePrevious[j - 2] + 1);
                }
            }
            int[] spare = beforePrevious;
            beforePrevious = previous;
            previous = current;
            current = spare;
        }
        return previous[b.length()];
    }
}
