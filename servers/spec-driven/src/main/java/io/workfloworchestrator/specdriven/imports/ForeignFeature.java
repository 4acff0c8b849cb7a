package io.workfloworchestrator.specdriven.imports;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A feature of another tool, in our documents by their paths in its folder, with changes of living specifications by capability.
 * Its number, such as {@code 001}, is empty if it had none. Immutable.
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

    record Counts(int requirements, int tasks, int done) {}
}
