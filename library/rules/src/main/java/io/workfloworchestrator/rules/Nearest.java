package io.workfloworchestrator.rules;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the known name that is nearest to an unknown one, for hints. */
final class Nearest {
    private static final int LONGEST = 64;
    private static final int SHOWN = 8;

    private Nearest() {}

    /** The nearest name within a third of the length, ignoring case; the first in order among equals. */
    static Optional<String> to(String name, Collection<String> known) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        String best = null;
        int least = Math.max(1, name.length() / 3) + 1;
        String given = name.toLowerCase(Locale.ROOT);
        for (String candidate : new TreeSet<>(known)) {
            if (Math.abs(candidate.length() - name.length()) < least) {
                int distance = distance(given, candidate.toLowerCase(Locale.ROOT));
                if (distance < least) {
                    least = distance;
                    best = candidate;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** A clause to end a sentence with: the nearest name, else the known ones. */
    static String hint(String name, Collection<String> known) {
        Optional<String> unseen = Invisible.told(name);
        if (unseen.isPresent()) {
            return "; " + unseen.get().substring(0, unseen.get().length() - 1);
        }
        Optional<String> nearest = to(name, known);
        if (nearest.isPresent()) {
            return "; did you mean \"" + nearest.get() + "\"?";
        }
        if (known.isEmpty()) {
            return "; none is known here";
        }
        TreeSet<String> sorted = new TreeSet<>(known);
        String list = String.join(", ", sorted.stream().limit(SHOWN).toList());
        return "; known: " + list + (sorted.size() > SHOWN ? " and " + (sorted.size() - SHOWN) + " more" : "");
    }

    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        int[] beforePrevious = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + cost);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
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
