package io.workfloworchestrator.workflow;

import io.workfloworchestrator.files.Fingerprints;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Makes ids such as {@code t-7f3a9c}: the first letter of the kind, and random digits. They are random and not counted, so
 * that two clones of a project that both add items never mean different things by one id. With {@value #DIGITS} digits out
 * of {@value #BASE}, two clones that add 1,000 items each meet with a chance of 1 in 1,000.
 */
record ItemIds(RandomGenerator random) {
    /** Digits and letters without those that people read as another one: i, l, o and u. */
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final int BASE = 32;
    private static final int DIGITS = 6;

    String fresh(String kind, Predicate<String> taken) {
        while (true) {
            StringBuilder id = new StringBuilder(beginning(kind));
            for (int i = 0; i < DIGITS; i++) {
                id.append(ALPHABET.charAt(random.nextInt(BASE)));
            }
            if (!taken.test(id.toString())) {
                return id.toString();
            }
        }
    }

    /** Made of the element's key, so that every clone of a project gives the same element of a list the same id. */
    static String ofElement(String kind, String key, Predicate<String> taken) {
        for (int tries = 0; ; tries++) {
            String text = kind + "\n" + key + (tries == 0 ? "" : "\n" + tries);
            String hash = Fingerprints.of(text.getBytes(StandardCharsets.UTF_8));
            String id = beginning(kind) + hash.substring(0, DIGITS);
            if (!taken.test(id)) {
                return id;
            }
        }
    }

    private static String beginning(String kind) {
        return (kind.isEmpty() ? "i" : kind.substring(0, 1).toLowerCase(Locale.ROOT)) + "-";
    }
}
