package io.workfloworchestrator.workflow;

import java.util.function.Function;

/** Files that move together with a commit: all of them, or none. */
public interface MovedFiles {
    /** Moves the files; a second call does nothing. */
    void carryOut();

    void takeBack();

    /**
     * Makes a commit together with the move; if it fails, the files are where they were. The given {@code Runnable} runs
     * inside of it, when nothing can be refused any more.
     */
    default <R> R with(Function<Runnable, R> commit) {
        try {
            return commit.apply(this::carryOut);
        } catch (RuntimeException e) {
            takeBack();
            throw e;
        }
    }
}
