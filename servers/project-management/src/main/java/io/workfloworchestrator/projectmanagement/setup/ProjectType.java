package io.workfloworchestrator.projectmanagement.setup;

import java.util.Locale;

/** What sort of project it is. */
enum ProjectType {
    SOFTWARE,
    RESEARCH,
    BUSINESS,
    PRODUCT;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
