package io.workfloworchestrator.rules;

import java.util.List;

/**
 * The outcome of one condition, with the facts that decided it.
 *
 * @param text the expression; for a lambda, the facts that it reads
 * @param message an advice ("otherwise") if it does not hold; the reason if it could not be evaluated; else empty
 * @param facts the facts that were read, with their sources; at most {@link Limits#EXPLAINED_FACTS}
 * @param missing the smallest set of things that would have to become true, in words; empty if it holds. If it could not be evaluated,
 *     its name and what is wrong
 */
public record Reason(
        String condition, String text, Outcome outcome, String message, List<Fact> facts, List<String> missing) {
    /** Whether a condition holds. */
    public enum Outcome {
        /** It is true. */
        HOLDS,
        /** It is false. */
        FAILS,
        /** It could not be evaluated. */
        ERROR
    }

    public Reason {
        facts = List.copyOf(facts);
        missing = List.copyOf(missing);
    }

    /** Whether the condition holds. */
    public boolean holds() {
        return outcome == Outcome.HOLDS;
    }

    /** The message for the middle of a sentence: of a failure only what is wrong, without the excerpt that marks its place. */
    public String sentence() {
        return outcome == Outcome.ERROR && !missing.isEmpty()
                ? missing.get(0).substring(condition.length() + 2)
                : message;
    }
}
