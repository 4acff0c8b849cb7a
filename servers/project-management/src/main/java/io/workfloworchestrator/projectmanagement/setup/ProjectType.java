package io.workfloworchestrator.projectmanagement.setup;

import java.util.Locale;

enum ProjectType {
    SOFTWARE,
    RESEARCH,
    BUSINESS,
    PRODUCT;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
