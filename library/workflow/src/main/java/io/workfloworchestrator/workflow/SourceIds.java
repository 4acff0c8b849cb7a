package io.workfloworchestrator.workflow;

import io.workfloworchestrator.files.Fingerprints;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * The ids of items that come from a list: made of the element's key, so that every clone of a project gives the same element the
 * same id. Pure functions.
 */
final class SourceIds {
    private static final int DIGITS = 6;

    private SourceIds() {}

    static String of(String kind, String key, Predicate<String> taken) {
        String prefix = kind.substring(0, 1).toLowerCase(Locale.ROOT) + "-";
        for (int tries = 0; ; tries++) {
            String text = kind + "\n" + key + (tries == 0 ? "" : "\n" + tries);
            String hash = Fingerprints.of(text.getBytes(StandardCharsets.UTF_8));
            String id = prefix + hash.substring(0, DIGITS);
            if (!taken.test(id)) {
                return id;
            }
        }
    }
}
