package io.workfloworchestrator.state;

import java.util.Optional;

/**
 * A commit that was taken back by a new one. If the commit was itself an undo, this brings a change back. In both cases
 * {@code change} is the change itself, however often it was taken back and brought back since.
 *
 * @param undone the commit that was taken back
 * @param change the change itself: {@code undone}, or the change that {@code undone} took back or brought back
 * @param redo true if the change is in force again; false if it is taken back
 * @param commit the new commit; empty if nothing was left to take back
 * @param moment the state as of the new commit; as of now if there is none
 */
public record TakenBack(Commit undone, Commit change, boolean redo, Optional<Commit> commit, Moment moment) {
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
