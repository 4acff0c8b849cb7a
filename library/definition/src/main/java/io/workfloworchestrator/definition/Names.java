package io.workfloworchestrator.definition;

import io.workfloworchestrator.rules.Invisible;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Hints for mistyped names. Pure functions. */
public final class Names {
    private static final int MOST_LISTED = 16;
    /** Room for how many more there are. */
    private static final int MORE = 16;

    private Names() {}

    /** A hint such as {@code  Did you mean "when"? Known here: id, when.}, beginning with a space. */
    public static String hint(String wrong, Collection<String> known) {
        Optional<String> unseen = Invisible.told(wrong);
        if (unseen.isPresent()) {
            return " " + unseen.get();
        }
        if (known.isEmpty()) {
            return " Nothing is declared here.";
        }
        String near =
                nearest(wrong, known).map(n -> " Did you mean \"" + n + "\"?").orElse("");
        return near + " Known here: " + listed(known) + ".";
    }

    public static String listed(Collection<String> known) {
        String some =
                String.join(", ", known.stream().sorted().limit(MOST_LISTED).toList());
        return known.size() > MOST_LISTED ? some + " and " + (known.size() - MOST_LISTED) + " more" : some;
    }

    /** As many of them, from the first, as fit into so many characters, and how many more there are; never a part of one but the first. */
    public static String fitting(List<String> all, String separator, int longest) {
        StringBuilder out = new StringBuilder();
        int shown = 0;
        for (String one : all) {
            int room = shown == all.size() - 1 ? 0 : MORE;
            if (shown > 0 && out.length() + separator.length() + one.length() + room > longest) {
                break;
            }
            out.append(shown++ == 0 ? "" : separator).append(one);
        }
        String text = out.length() > longest ? out.substring(0, longest - MORE) + "…" : out.toString();
        return shown < all.size() ? text + " and " + (all.size() - shown) + " more" : text;
    }

    public static Optional<String> nearest(String wrong, Collection<String> known) {
        int most = Math.max(1, Math.min(3, wrong.length() / 2));
        return known.stream()
                .filter(name -> distance(wrong, name) <= most)
                .min(Comparator.comparingInt((String name) -> distance(wrong, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Edits (insert, delete, replace, swap neighbours) between two names, case ignored: optimal string alignment. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(java.util.Locale.ROOT);
        String b = right.toLowerCase(java.util.Locale.ROOT);
        if (Math.abs(a.length() - b.length()) > 3 || a.length() > 100) {
            return Integer.MAX_VALUE;
        }
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + same);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
