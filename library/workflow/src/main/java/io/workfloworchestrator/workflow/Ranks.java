package io.workfloworchestrator.workflow;

import java.util.List;
import java.util.Optional;

/**
 * Texts that sort as their items do. Between two of them there is always another one, so that moving an item changes that
 * item alone, and two people who move different items never meet.
 *
 * <p>A rank is six digits in base 36, which count the items as they are added, and then any number of digits that divide
 * the room between two neighbours, as in a decimal fraction. Pure functions.
 */
final class Ranks {
    private static final int BASE = 36;
    private static final int WHOLE = 6;

    /** Leaves room for more items before the first one than anybody has. */
    private static final long FIRST = BASE * (long) BASE * BASE * BASE * BASE;

    private Ranks() {}

    static String after(Optional<String> last) {
        return last.map(rank -> whole(whole(rank) + 1)).orElse(whole(FIRST));
    }

    /** The rank of an item after all these, which are in their order. */
    static String last(List<Item> others) {
        return after(others.stream()
                .reduce((one, later) -> later)
                .map(item -> item.state().order()));
    }

    /**
     * The rank of an item right before another one.
     *
     * @throws ItemException {@code E_ITEM} if the other one is not among them
     */
    static String before(Item item, Item next, List<Item> others) {
        int place = others.stream().map(Item::id).toList().indexOf(next.id());
        if (place < 0) {
            throw new ItemException(
                    "E_ITEM",
                    item.shown() + " was not moved: it cannot stand before " + next.shown()
                            + (next.id().equals(item.id()) ? ", which is itself." : ", of another kind."));
        }
        String high = others.get(place).state().order();
        return place == 0 ? before(high) : between(others.get(place - 1).state().order(), high);
    }

    private static String before(String first) {
        return whole(first) > 0 ? whole(whole(first) - 1) : between("", first);
    }

    /** A rank after {@code low} and before {@code high}, which is the higher of the two. */
    private static String between(String low, String high) {
        StringBuilder rank = new StringBuilder();
        boolean bounded = true;
        for (int i = 0; ; i++) {
            int from = i < low.length() ? digit(low.charAt(i)) : 0;
            int to = bounded && i < high.length() ? digit(high.charAt(i)) : BASE;
            if (to - from > 1) {
                return rank.append(character((from + to) / 2)).toString();
            }
            rank.append(character(from));
            bounded = bounded && from == to;
        }
    }

    private static long whole(String rank) {
        long value = 0;
        for (int i = 0; i < WHOLE; i++) {
            value = value * BASE + (i < rank.length() ? digit(rank.charAt(i)) : 0);
        }
        return value;
    }

    private static String whole(long value) {
        String digits = Long.toString(value, BASE);
        return "0".repeat(Math.max(0, WHOLE - digits.length())) + digits;
    }

    /** A character that is no digit, from a hand edit, counts as the lowest one. */
    private static int digit(char c) {
        return Math.max(0, Character.digit(c, BASE));
    }

    private static char character(int digit) {
        return Character.forDigit(digit, BASE);
    }
}
