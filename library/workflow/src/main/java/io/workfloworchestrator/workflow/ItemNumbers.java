package io.workfloworchestrator.workflow;

import java.util.OptionalLong;

/**
 * The numbers of items that people see, by a pattern such as {@code G-00}: a beginning, then a counter with at least as many
 * digits as the pattern has zeros. A number that was given once, also to an item that is gone, is never given again. Pure
 * functions.
 */
record ItemNumbers(String beginning, int digits) {
    /** A counter with more digits is no counter. */
    private static final int MOST_DIGITS = 15;

    static ItemNumbers of(String pattern) {
        int zeros = 0;
        while (zeros < pattern.length() && pattern.charAt(pattern.length() - 1 - zeros) == '0') {
            zeros++;
        }
        return new ItemNumbers(pattern.substring(0, pattern.length() - zeros), zeros);
    }

    /** The counter in a number; empty if it does not follow the pattern. */
    OptionalLong counter(String number) {
        String digitsOf = number.startsWith(beginning) ? number.substring(beginning.length()) : "";
        boolean counts = !digitsOf.isEmpty()
                && digitsOf.length() <= MOST_DIGITS
                && digitsOf.chars().allMatch(c -> c >= '0' && c <= '9');
        return counts ? OptionalLong.of(Long.parseLong(digitsOf)) : OptionalLong.empty();
    }

    /** The number after so many. */
    String number(long counter) {
        String text = Long.toString(counter);
        return beginning + "0".repeat(Math.max(0, digits - text.length())) + text;
    }

    /** The highest counter that was ever given to an item of the kind; 0 if there is no number yet. */
    long highest(WorkflowState<?> state, String kind) {
        long highest = 0;
        for (ItemState item : state.items(kind).values()) {
            highest = Math.max(highest, item.number().map(this::counterOrZero).orElse(0L));
        }
        for (RemovedItem item : state.removed(kind).values()) {
            highest = Math.max(highest, item.number().map(this::counterOrZero).orElse(0L));
        }
        return highest;
    }

    private long counterOrZero(String number) {
        return counter(number).orElse(0);
    }
}
