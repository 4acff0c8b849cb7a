package io.workfloworchestrator.specdriven.analysis;

import java.util.List;

/**
 * A feature in a list. Immutable.
 *
 * @param id the name of its folder, such as {@code 001-login}; its number while it has no folder
 * @param status as {@link io.workfloworchestrator.specdriven.guide.FeatureStatus} says it, such as {@code planned}; {@code
 *     unknown} if it was not begun here
 * @param documents the names of those that are there, of specification, plan and tasks
 * @param met how many of its requirements are ticked
 * @param done how many of its tasks are ticked
 */
public record FeatureRow(
        String id,
        String title,
        String status,
        List<String> documents,
        int requirements,
        int met,
        int tasks,
        int done) {
    /** The status of a folder that nobody has begun here. */
    public static final String UNKNOWN = "unknown";

    public FeatureRow {
        documents = List.copyOf(documents);
    }
}
