package io.workfloworchestrator.specdriven.documents;

import java.util.List;

/**
 * Answers that become requirements below a heading of the specification.
 *
 * @param part the part of the specification: functional, quality or constraint
 */
record RequirementGroup(String title, String type, String part, List<String> questions) {
    static final String FUNCTIONAL = "functional";
    static final String QUALITY = "quality";
    static final String CONSTRAINT = "constraint";

    /** All groups, in the order of the document. */
    static final List<RequirementGroup> ALL = List.of(
            functional("User interface", "ui_requirements"),
            functional("Data", "data_requirements"),
            functional("Migration", "migration_details"),
            quality("Performance", "performance_requirements"),
            quality("Security", "security_requirements"),
            constraint("What must not change", "unchanged_behavior", "must_not_change", "unchanged"),
            constraint("Compatibility", "backward_compatibility"),
            constraint("Limits of the feature", "constraints"),
            constraint("Rules of this feature", "additional_constraints"));

    private static RequirementGroup functional(String title, String... questions) {
        return new RequirementGroup(title, FUNCTIONAL, FUNCTIONAL, List.of(questions));
    }

    private static RequirementGroup quality(String title, String... questions) {
        return new RequirementGroup(title, QUALITY, QUALITY, List.of(questions));
    }

    private static RequirementGroup constraint(String title, String... questions) {
        return new RequirementGroup(title, CONSTRAINT, CONSTRAINT, List.of(questions));
    }
}
