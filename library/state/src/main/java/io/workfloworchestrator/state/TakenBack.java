package io.workfloworchestrator.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * A commit that was taken back by a new one. If the commit was itself an undo, this brings a change back. In both cases
 * {@code change} is the change itself, however often it was taken back and brought back since.
 *
 * @param change the change itself: {@code undone}, or the change that {@code undone} took back or brought back
 * @param redo true if the change is in force again; false if it is taken back
 * @param commit the new commit; empty if nothing was left to take back
 * @param moment the state as of the new commit; as of now if there is none
 */
public record TakenBack(Commit undone, Commit change, boolean redo, Optional<Commit> commit, Moment moment) {
    /**
     * Those of these commits that can still be taken back as changes: without those that were, and without what took back or
     * brought back. What only older histories have, the undo of an undo, is not followed.
     *
     * @param history newest first
     */
    public static List<Commit> inForce(List<Commit> history) {
        Map<String, String> last = new HashMap<>();
        List<Commit> found = new ArrayList<>();
        for (Commit commit : history) {
            Matcher reason = Undoing.REASON.matcher(commit.cause().reason());
            if (reason.matches()) {
                last.putIfAbsent(reason.group(2), reason.group(1));
            } else if (!"undo".equals(last.get(commit.revision().toString()))) {
                found.add(commit);
            }
        }
        return found;
    }

    /** What happened, in one sentence for people. */
    public String toText() {
        if (commit.isEmpty()) {
            return "Nothing of revision " + undone.revision() + " is left to take back.";
        }
        String said = change.cause().headline();
        return (redo ? "Brought back revision " : "Took back revision ") + change.revision() + ": " + said
                + (said.endsWith(".") || said.endsWith("…") ? "" : ".");
    }
}
