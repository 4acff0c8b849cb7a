package io.workfloworchestrator.specdriven.guide;

import java.util.regex.Pattern;

/** Whether a constitution says that protected health data is handled. Pure functions. */
final class HealthData {
    /** Whole words: "Delphi" and "graphics" say nothing of it. */
    private static final Pattern NAMED =
            Pattern.compile("\\b(HIPAA|PHI|ePHI|protected health (data|information))\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern DENIED =
            Pattern.compile("\\b(no|not|none|never|without|false)\\b", Pattern.CASE_INSENSITIVE);

    /** A line that forbids something of such data shows that there is some. */
    private static final Pattern RULE =
            Pattern.compile("\\b(must|shall|may|encrypt\\w*|log\\w*)\\b", Pattern.CASE_INSENSITIVE);

    private HealthData() {}

    static boolean isIn(String constitution) {
        return constitution
                .lines()
                .filter(line -> NAMED.matcher(line).find())
                .anyMatch(line ->
                        !DENIED.matcher(line).find() || RULE.matcher(line).find());
    }
}
