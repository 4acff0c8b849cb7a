package io.workfloworchestrator.projectmanagement.setup;

import java.util.Locale;

/** How much a constitution says. */
enum ConstitutionMode {
    QUICK,
    DEEP;

    /** The word in answers and calls. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
