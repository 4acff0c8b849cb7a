package io.workfloworchestrator.specdriven.imports;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A feature of another tool, in our documents. Immutable.
 *
 * @param source its folder, relative to the folder that was looked at
 * @param number that it had, such as {@code 001}; empty if it had none
 * @param files the documents by their paths in the feature's folder, such as {@code spec.md}
 * @param changes of living specifications, by capability
 */
record ForeignFeature(
        String source,
        Optional<String> number,
        String title,
        Map<String, String> files,
        Map<String, String> changes,
        Counts counts,
        boolean isDone,
        List<ImportNote> notes) {

    /** How many requirements and tasks there are, and how many of the tasks are done. */
    record Counts(int requirements, int tasks, int done) {}
}
