package io.workfloworchestrator.projectmanagement.setup;

import java.util.Arrays;
import java.util.Locale;

/** A document of the set-up: the section of answers that goes into it, its template, and the name of its path in a definition. */
enum SetupDocument {
    CONSTITUTION("constitution", "CONSTITUTION.md"),
    ROADMAP("roadmap", "ROADMAP.md"),
    STAKEHOLDERS("stakeholders", "STAKEHOLDERS.md"),
    RESOURCES("resourceIndex", "RESOURCES.md");

    final String path;

    /** The file's name in a project whose definition has no such path. */
    final String file;

    SetupDocument(String path, String file) {
        this.path = path;
        this.file = file;
    }

    String section() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The template's name: a project's own is {@code .ai-planning/templates/<name>.mustache}. */
    String template() {
        return "setup-" + section() + ".md";
    }

    static boolean isSection(String section) {
        return Arrays.stream(values()).anyMatch(document -> document.section().equals(section));
    }
}
