package io.workfloworchestrator.specdriven.analysis;

import java.time.Instant;
import java.util.List;

/**
 * What the last analysis of a feature came to, and whether that still counts. Immutable.
 *
 * @param result {@code consistent}, or {@code failed: } with the number of errors
 * @param fresh whether every document and test that was looked at is as it was, and none came or went
 * @param changed what is not, such as {@code specs/001-login/spec.md}
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
