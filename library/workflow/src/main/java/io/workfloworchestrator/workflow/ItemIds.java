package io.workfloworchestrator.workflow;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Makes ids such as {@code t-7f3a9c}: the first letter of the kind, and random digits. They are random and not counted, so
 * that two clones of a project that both add items never mean different things by one id. With {@value #DIGITS} digits out
 * of {@value #BASE}, two clones that add 1,000 items each meet with a chance of 1 in 1,000.
 */
final class ItemIds {
    /** Digits and letters without those that people read as another one: i, l, o and u. */
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final int BASE = 32;
    private static final int DIGITS = 6;

    private final RandomGenerator random;

    ItemIds(RandomGenerator random) {
        this.random = random;
    }

    /** An id that nothing has. */
    String fresh(String kind, Predicate<String> taken) {
        String prefix = kind.isEmpty() ? "i" : kind.substring(0, 1).toLowerCase(Locale.ROOT);
        while (true) {
            StringBuilder id = new StringBuilder(prefix).append('-');
            for (int i = 0; i < DIGITS; i++) {
                id.append(ALPHABET.charAt(random.nextInt(BASE)));
            }
            if (!taken.test(id.toString())) {
                return id.toString();
            }
        }
    }
}
