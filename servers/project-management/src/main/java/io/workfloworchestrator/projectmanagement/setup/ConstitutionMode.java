package io.workfloworchestrator.projectmanagement.setup;

import java.util.Locale;

/** How much a constitution says. */
enum ConstitutionMode {
    QUICK,
    DEEP;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
