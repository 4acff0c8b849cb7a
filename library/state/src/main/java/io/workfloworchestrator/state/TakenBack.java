package io.workfloworchestrator.state;

import java.util.Optional;

/**
 * A commit that was taken back by a new one. What was itself an undo is brought back by that: both are said of the change
 * that it is all about, however often it was taken back and brought back since.
 *
 * @param undone the commit that was taken back
 * @param change the change that it is about: {@code undone}, or what {@code undone} had taken or brought back
 * @param redo whether the change is in force again by this; false when it is taken back
 * @param commit the new commit; empty when there was nothing left to take back
 * @param moment the state as of the new commit; as of now when there is none
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
