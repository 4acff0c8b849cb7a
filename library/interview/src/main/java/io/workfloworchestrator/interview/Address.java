package io.workfloworchestrator.interview;

import io.workfloworchestrator.files.Fingerprints;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/**
 * Names one question of an interview: its id, and in a loop the element's key. It is written {@code persona} or {@code
 * persona.login}; the id of its answer is that with {@code Q-} before it.
 *
 * <p>The key is made of the element's text alone, so that answers stay with their element when others are added, removed or moved.
 * Keys have only letters, digits and dashes: no text of a user gets into an id.
 */
final class Address {
    private static final String SIMPLE = "[a-z0-9][a-z0-9-]{0,39}";
    private static final int LONGEST_SLUG = 32;
    private static final int FINGERPRINT = 6;

    private Address() {}

    /** @param element the text of the loop's element; empty outside of loops */
    static String of(String question, String element) {
        return element.isEmpty() ? question : question + "." + key(element);
    }

    /** A text that is a short word stands for itself; any other one for its letters and a part of its fingerprint. */
    static String key(String element) {
        if (element.matches(SIMPLE)) {
            return element;
        }
        String ascii = Normalizer.normalize(element, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        String slug = ascii.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String cut = slug.substring(0, Math.min(LONGEST_SLUG, slug.length())).replaceAll("^-+|-+$", "");
        String print = Fingerprints.of(element.getBytes(StandardCharsets.UTF_8)).substring(0, FINGERPRINT);
        return cut.isEmpty() ? print : cut + "-" + print;
    }
}
