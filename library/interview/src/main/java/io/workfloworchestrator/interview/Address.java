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
 *
 * @param question the question's id
 * @param key the element's key; empty outside of loops
 */
record Address(String question, String key) {
    private static final String SIMPLE = "[a-z0-9][a-z0-9-]{0,39}";
    private static final int LONGEST_SLUG = 32;
    private static final int FINGERPRINT = 6;

    static Address of(String question) {
        return new Address(question, "");
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

    /** The id of the answer, as documents quote it. */
    String answerId() {
        return "Q-" + this;
    }

    @Override
    public String toString() {
        return key.isEmpty() ? question : question + "." + key;
    }
}
