package io.workfloworchestrator.state;

import java.util.Arrays;
import java.util.Optional;

/**
 * A commit that came from the disk, or from a look at it, not from a caller: its cause names one of these in the place of an actor. The histories of
 * projects have the names, so they never change.
 */
public enum DiskChange {
    /** What a look at the project found to be so, such as a step that is complete. */
    DETECTED("detected on disk"),

    /** What the same look found to follow from a change of the state: nothing on disk decided it. */
    OF_STATE("detected in state"),
    EDITED("edited on disk"),

    /** What a caller of this program had written into a file that people edit too; its name stands behind. */
    WRITTEN("written by "),
    CHECKED_OUT("git checkout"),

    /** What the files said where the store had no commits. */
    RESTORED("restored from files");

    private final String actor;

    DiskChange(String actor) {
        this.actor = actor;
    }

    /** The actor that such a commit names; of {@link #WRITTEN} what stands before the caller's name. */
    public String actor() {
        return actor;
    }

    public boolean isOfFile() {
        return this == EDITED || this == WRITTEN || this == CHECKED_OUT;
    }

    /** Whether a look at the project made the commit, so that it says only what was found, and the next look finds it again. */
    public static boolean isFound(Cause cause) {
        return cause.actor().equals(DETECTED.actor) || cause.actor().equals(OF_STATE.actor);
    }

    /** Which of them a cause tells of; empty if a caller made the commit. */
    public static Optional<DiskChange> of(Cause cause) {
        return Arrays.stream(values())
                .filter(one -> one == WRITTEN
                        ? cause.actor().startsWith(one.actor)
                        : cause.actor().equals(one.actor))
                .findFirst();
    }

    /** The cause of a commit that takes in what a caller had written into files. */
    public static Cause written(String caller, String files) {
        return Cause.fitting(WRITTEN.actor + caller, files);
    }
}
