package io.workfloworchestrator.projectmanagement.setup;

import java.util.Locale;

/** What sort of project it is. */
enum ProjectType {
    SOFTWARE,
    RESEARCH,
    BUSINESS,
    PRODUCT;

    /** The word in answers and calls. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
