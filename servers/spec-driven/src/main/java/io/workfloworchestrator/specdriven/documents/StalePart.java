package io.workfloworchestrator.specdriven.documents;

import java.util.List;

/**
 * A part of a document that was derived from something that has changed since. Immutable.
 *
 * @param path of the document, relative to the project
 * @param part its name in the document, such as {@code T003}, {@code Phase 1} or a heading
 * @param stage by which it is derived again: constitution, spec, plan or tasks
 * @param reasons at least one
 */
public record StalePart(String path, String part, String stage, List<Reason> reasons) {
    public StalePart {
        reasons = List.copyOf(reasons);
    }

    public String name() {
        return DocumentParts.file(path) + " " + part;
    }

    /**
     * Why it is stale.
     *
     * @param source such as {@code spec.md#FR-002} or {@code answer#Q-want.1}
     * @param change "changed" or "missing"
     * @param difference of the source from what the part was derived from to what it is now, in unified format
     */
    public record Reason(String source, String change, String difference) {}
}
