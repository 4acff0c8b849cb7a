package io.workfloworchestrator.workflow;

import java.util.Locale;

/**
 * Something that an item waits for, and that is not met.
 *
 * @param number the number of the needed item; its id where its kind has no numbers
 * @param title what people call it; the id if nothing is known of it
 * @param status its status, or its last one; empty if nothing is known of it
 */
public record Need(String id, String number, String title, Why why, String status) {
    /** Why a need is not met. */
    public enum Why {
        /** It is not done yet, and somebody can do it. */
        OPEN,
        /** It came to an end without being done. */
        DROPPED,
        REMOVED,
        /** It came from a list in which it no longer is, and it is not done. */
        MISSING,
        UNKNOWN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether waiting helps: somebody can still do it. */
    public boolean canBeMet() {
        return why == Why.OPEN;
    }

    /** For messages: {@code "Login" (T-07, dropped)}. */
    public String toText() {
        String state = why == Why.OPEN || why == Why.DROPPED ? status : why.word();
        return title.equals(id) ? number + " (" + state + ")" : "\"" + title + "\" (" + number + ", " + state + ")";
    }

    /** What to do about it; empty where it only has to be done. */
    public String wayOut() {
        return switch (why) {
            case OPEN -> "";
            case DROPPED -> "It will not be done: take the need away (unlink), or reopen it.";
            case REMOVED -> "Take the need away (unlink), or undo the removal.";
            case MISSING -> "Restore what it came from, or take the need away (unlink).";
            case UNKNOWN -> "Take the need away (unlink), or name the item that is meant.";
        };
    }
}
