package io.workfloworchestrator.rules;

import java.util.List;

/**
 * One condition's outcome, with the facts it was decided by.
 *
 * @param condition the condition's id
 * @param text the expression; for a lambda, what it reads
 * @param outcome whether it holds
 * @param message where it does not hold, what to do about it ("otherwise"), where it failed, how; else empty
 * @param facts what was read, each with its source; at most {@link Limits#EXPLAINED_FACTS}
 * @param missing the smallest set of things that would have to become true, in words; empty if it holds
 */
public record Reason(
        String condition, String text, Outcome outcome, String message, List<Fact> facts, List<String> missing) {
    /** Whether a condition holds. */
    public enum Outcome {
        /** It is true. */
        HOLDS,
        /** It is false. */
        FAILS,
        /** It is neither: evaluating it failed. */
        ERROR
    }

    /** Keeps its own copies. */
    public Reason {
        facts = List.copyOf(facts);
        missing = List.copyOf(missing);
    }

    /** Whether the condition holds. */
    public boolean holds() {
        return outcome == Outcome.HOLDS;
    }
}
