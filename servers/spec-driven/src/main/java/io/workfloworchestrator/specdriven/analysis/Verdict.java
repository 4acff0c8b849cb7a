package io.workfloworchestrator.specdriven.analysis;

import java.time.Instant;
import java.util.List;

/**
 * What the last analysis of a feature came to, {@code consistent} or {@code failed: } with the number of errors, and whether that
 * still counts: every document and test that was looked at is as it was, or named as changed. Immutable.
 */
public record Verdict(String result, String by, Instant at, boolean fresh, List<String> changed) {
    static final String CONSISTENT = "consistent";

    public Verdict {
        changed = List.copyOf(changed);
    }

    /** Whether the feature was found consistent, and nothing has changed since. */
    public boolean isConsistent() {
        return fresh && result.equals(CONSISTENT);
    }
}
