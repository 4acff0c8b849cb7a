package io.workfloworchestrator.state;

import java.util.Optional;

/**
 * Who changed state, and why. Every commit has one; a history of causes reads like a log.
 *
 * <p>An {@link #withOperation operation id} makes a change repeatable: a caller that does not know whether its change
 * arrived asks again with the same id, and it is applied once.
 *
 * @param actor which server, tool, agent or person; 1 to 200 characters
 * @param reason why, in a few words; at most 2,000 characters
 * @param operation the caller's id of this change, unique in the store; at most 200 characters
 */
public record Cause(String actor, String reason, Optional<String> operation) {
    private static final int MAX_ACTOR = 200;
    private static final int MAX_REASON = 2_000;

    /** @throws StateException (E_CAUSE) when a text is empty or too long */
    public Cause {
        require(actor, "actor", MAX_ACTOR);
        require(reason, "reason", MAX_REASON);
        operation.ifPresent(id -> require(id, "operation", MAX_ACTOR));
    }

    /** A cause without operation id. */
    public static Cause of(String actor, String reason) {
        return new Cause(actor, reason, Optional.empty());
    }

    /**
     * A cause of texts that a person or an agent wrote: what is too long is cut instead of refused, and its end tells so.
     *
     * @throws StateException (E_CAUSE) when a text is empty
     */
    public static Cause fitting(String actor, String reason) {
        return of(cut(actor, MAX_ACTOR), cut(reason, MAX_REASON));
    }

    /** Between two characters, never inside one. */
    private static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        String told = "… (cut: it had " + text.length() + " characters)";
        int end = max - told.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + told;
    }

    /** This cause with the caller's id of the change. */
    public Cause withOperation(String id) {
        return new Cause(actor, reason, Optional.of(id));
    }

    private static void require(String text, String name, int max) {
        if (text.isBlank() || text.length() > max) {
            throw new StateException(
                    "E_CAUSE",
                    "the cause's " + name + " has " + text.length() + " characters; 1 to " + max + " are needed.");
        }
        JsonText.checkText(text);
    }

    @Override
    public String toString() {
        return actor + ": " + reason;
    }
}
