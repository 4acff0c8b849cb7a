package io.workfloworchestrator.detect;

import java.util.Objects;

/**
 * A path of which a fact says something else than in the scan before.
 *
 * @param own whether the caller announced it by {@link StateDetector#wrote}, so it is no outside change
 */
public record PathChange(String path, Kind kind, boolean own) implements Comparable<PathChange> {
    /** The kinds of changes. */
    public enum Kind {
        /** It is there and was not. */
        ADDED,
        /** The fact says something else of it. */
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
