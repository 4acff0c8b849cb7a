package io.workfloworchestrator.projectmanagement.migration;

import io.workfloworchestrator.definition.Names;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How sure a proposal is. */
enum Confidence {
    LOW,
    MEDIUM,
    HIGH;

    static final List<String> WORDS =
            Arrays.stream(values()).map(Confidence::word).toList();

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The confidence of that name.
     *
     * @throws MigrationException {@code E_MIGRATION_ACCEPT} if there is none
     */
    static Confidence of(String word) {
        String known = word.strip().toLowerCase(Locale.ROOT);
        if (!WORDS.contains(known)) {
            throw new MigrationException(
                    "E_MIGRATION_ACCEPT", "There is no confidence \"" + word + "\"." + Names.hint(known, WORDS));
        }
        return valueOf(known.toUpperCase(Locale.ROOT));
    }
}
