package io.workfloworchestrator.mcp;

import io.workfloworchestrator.json.Words;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody meant but wrote wrong. */
final class Nearest {
    private static final int LONGEST = 64;

    private Nearest() {}

    /** The known name whose spelling is nearest; empty if no name is near enough. */
    static Optional<String> of(String written, Collection<String> known) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        String plain = plain(written);
        String best = null;
        int bestDistance = (plain.length() < 5 ? 1 : Math.max(2, plain.length() / 3)) + 1;
        for (String name : known) {
            String candidate = plain(name);
            int distance = candidate.contains(plain) && plain.length() > 3 ? 1 : Words.edits(plain, candidate);
            if (distance < bestDistance) {
                best = name;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** A question behind a blank that names it, such as {@code  Did you mean "title"?}; empty if no name is near enough. */
    static String hint(String written, Collection<String> known) {
        return of(written, known).map(near -> " Did you mean \"" + near + "\"?").orElse("");
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }
}
