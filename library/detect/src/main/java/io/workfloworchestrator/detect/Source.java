package io.workfloworchestrator.detect;

import java.util.Objects;

/**
 * The source of a value: a path in the project, or the glob that matched nothing, and a line from 1; 0 for the whole
 * file. An immutable value.
 */
public record Source(String path, int line) {
    public Source {
        Objects.requireNonNull(path, "path");
        if (line < 0) {
            throw new IllegalArgumentException("line " + line + " is negative");
        }
    }

    /** {@code path} or {@code path:line}. */
    @Override
    public String toString() {
        return line == 0 ? path : path + ":" + line;
    }
}
