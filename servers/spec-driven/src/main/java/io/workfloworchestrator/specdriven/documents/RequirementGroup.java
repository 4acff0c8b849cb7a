package io.workfloworchestrator.specdriven.documents;

import java.util.List;

/** Answers that become requirements, functional, of quality or constraints, below a heading of the specification. */
record RequirementGroup(String title, String type, List<String> questions) {
    static final String FUNCTIONAL = "functional";
    static final String QUALITY = "quality";
    static final String CONSTRAINT = "constraint";

    static final List<RequirementGroup> ALL = List.of(
            of(FUNCTIONAL, "User interface", "ui_requirements"),
            of(FUNCTIONAL, "Data", "data_requirements"),
            of(FUNCTIONAL, "Migration", "migration_details"),
            of(QUALITY, "Performance", "performance_requirements"),
            of(QUALITY, "Security", "security_requirements"),
            of(CONSTRAINT, "What must not change", "unchanged_behavior", "must_not_change", "unchanged"),
            of(CONSTRAINT, "Compatibility", "backward_compatibility"),
            of(CONSTRAINT, "Limits of the feature", "constraints"),
            of(CONSTRAINT, "Rules of this feature", "additional_constraints"));

    private static RequirementGroup of(String type, String title, String... questions) {
        return new RequirementGroup(title, type, List.of(questions));
    }
}
