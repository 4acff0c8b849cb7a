package io.workfloworchestrator.state;

import io.workfloworchestrator.json.JsonText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who changed state, and why. Every commit has one; a history of causes reads like a log.
 *
 * <p>An {@link #withOperation operation id} makes a change repeatable: a caller that does not know whether its change
 * arrived sends it again with the same id, and it is applied once.
 *
 * @param actor which server, tool, agent or person; 1 to 200 characters
 * @param reason why, in a few words; at most 2,000 characters
 * @param operation the caller's id of this change, unique in the store; at most 200 characters
 */
public record Cause(String actor, String reason, Optional<String> operation) {
    private static final int MAX_ACTOR = 200;
    private static final int MAX_REASON = 2_000;
    private static final int MAX_HEADLINE = 200;

    private static final Pattern CUT = Pattern.compile("… \\(cut: it had (\\d+) characters\\)$");

    /** The reason of a cause {@linkplain #by without} one. */
    private static final String NOT_GIVEN = "no reason given";

    /** @throws StateException (E_CAUSE) when a text is empty or too long */
    public Cause {
        require(actor, "actor", MAX_ACTOR);
        require(reason, "reason", MAX_REASON);
        operation.ifPresent(id -> require(id, "operation", MAX_ACTOR));
    }

    public static Cause of(String actor, String reason) {
        return new Cause(actor, reason, Optional.empty());
    }

    /**
     * A cause of texts that a person or an agent wrote: a text that is too long is cut, not refused, and its end says so.
     *
     * @throws StateException (E_CAUSE) when a text is empty
     */
    public static Cause fitting(String actor, String reason) {
        return of(cut(actor, MAX_ACTOR), cut(reason, MAX_REASON));
    }

    /** A text that is cut tells its whole length at its end, even if it is cut a second time. */
    private static String cut(String text, int max) {
        return cut(text, max, text);
    }

    /** @param given what somebody wrote: the text, or the end of it */
    private static String cut(String text, int max, String given) {
        Matcher before = CUT.matcher(given);
        String length = before.find() ? before.group(1) : Integer.toString(given.length());
        return clipped(text, max, "… (cut: it had " + length + " characters)");
    }

    /** Cut between two characters, never inside one. */
    private static String clipped(String text, int max, String told) {
        if (text.length() <= max) {
            return text;
        }
        int end = max - told.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + told;
    }

    /** A cause without a reason of its own: {@linkplain #doing what was done} says enough. */
    public static Cause by(String actor) {
        return of(actor, NOT_GIVEN);
    }

    public boolean hasReason() {
        return !reason.equals(NOT_GIVEN);
    }

    /**
     * This cause with what was done, and to what, before the reason: {@code completed step "review": agreed with the team}.
     * If the reason becomes too long, it is cut.
     */
    public Cause doing(String action) {
        String done = hasReason() ? cut(action + ": " + reason, MAX_REASON, reason) : cut(action, MAX_REASON);
        return new Cause(actor, done, operation);
    }

    /** The first line of the reason, at most 200 characters: the part that a list shows. The rest of the reason is the evidence. */
    public String headline() {
        String text = reason.strip();
        int end = text.indexOf('\n');
        return clipped(end < 0 ? text : text.substring(0, end).strip(), MAX_HEADLINE, "…");
    }

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
