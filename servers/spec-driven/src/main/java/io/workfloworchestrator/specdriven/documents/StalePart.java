package io.workfloworchestrator.specdriven.documents;

import java.util.List;

/**
 * A part, such as {@code T003} or {@code Phase 1}, that was derived from something that has changed since, with the reasons, and the
 * stage by which it is derived again: constitution, spec, plan or tasks. Immutable.
 */
public record StalePart(String path, String part, String stage, List<Reason> reasons) {
    public StalePart {
        reasons = List.copyOf(reasons);
    }

    public String name() {
        return DocumentParts.file(path) + " " + part;
    }

    /**
     * Why it is stale: its source, such as {@code spec.md#FR-002} or {@code answer#Q-want.1}, is "changed" or "missing", with the
     * difference from what the part was derived from to what it is now, in unified format.
     */
    public record Reason(String source, String change, String difference) {}
}
