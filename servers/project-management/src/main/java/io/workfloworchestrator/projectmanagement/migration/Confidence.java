package io.workfloworchestrator.projectmanagement.migration;

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
}
