package io.workfloworchestrator.detect;

import java.util.Objects;

/**
 * A path that a fact sees differently than in the scan before.
 *
 * @param path relative to the project
 * @param kind what happened to it
 * @param own whether it was announced by {@link StateDetector#wrote}, and so is no outside change
 */
public record PathChange(String path, Kind kind, boolean own) implements Comparable<PathChange> {

    /** What happened to a path. */
    public enum Kind {
        /** It is there and was not. */
        ADDED,
        /** What a fact says of it is different. */
        CHANGED,
        /** It was there and is not. */
        REMOVED
    }

    public PathChange {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(kind, "kind");
    }

    @Override
    public int compareTo(PathChange other) {
        int byPath = path.compareTo(other.path);
        return byPath != 0 ? byPath : kind.compareTo(other.kind);
    }
}
