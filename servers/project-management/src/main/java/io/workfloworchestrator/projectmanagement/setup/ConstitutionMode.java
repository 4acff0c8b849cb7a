package io.workfloworchestrator.projectmanagement.setup;

import java.util.Locale;

enum ConstitutionMode {
    QUICK,
    DEEP;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
