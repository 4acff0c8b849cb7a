package io.workfloworchestrator.definition;

import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.rules.Invisible;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Hints for mistyped names. Pure functions. */
public final class Names {
    private static final int MOST_LISTED = 16;
    /** Room for " and 1000 more". */
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

    /** The names, sorted, numbers by their value; of many only the first, and how many more there are. */
    public static String listed(Collection<String> known) {
        return first(MOST_LISTED, known.stream().sorted(Names::inOrder).toList());
    }

    /** The first ones, and how many more there are: {@code a, b and 3 more}. */
    public static String first(int most, List<String> all) {
        String some = String.join(", ", all.subList(0, Math.min(most, all.size())));
        return all.size() > most ? some + " and " + (all.size() - most) + " more" : some;
    }

    /** As many of the first ones as fit into so many characters, and how many more there are; only the first may be cut. */
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

    /** The known name that was probably meant: at most half of its letters, and at most three, are wrong. */
    public static Optional<String> nearest(String wrong, Collection<String> known) {
        return Words.nearest(wrong, known, Math.max(1, Math.min(3, wrong.length() / 2)));
    }

    /** Says what a text cannot be, and names a character in it that nobody sees. */
    static String cannotBe(String text, String what) {
        String shown = "\"" + Invisible.shown(text) + "\"";
        String unseen = Invisible.told(text)
                .map(told -> " It" + told.substring(shown.length()))
                .orElse("");
        return shown + " cannot " + what + "." + unseen;
    }

    /** Numbers by their value, all else by its letters. */
    private static int inOrder(String one, String other) {
        int byLength = Integer.compare(digits(one), digits(other));
        return byLength != 0 ? byLength : one.compareTo(other);
    }

    private static int digits(String name) {
        return name.matches("[0-9]+") ? name.length() : 0;
    }
}
