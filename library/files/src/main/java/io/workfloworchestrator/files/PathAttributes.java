package io.workfloworchestrator.files;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Objects;

/** The kind of one path, its size in bytes (0 for a folder) and time of last modification. */
public record PathAttributes(Kind kind, long size, Instant modified) {
    /** The kind of thing at a path. */
    public enum Kind {
        FILE,
        DIRECTORY,
        /** A pipe, socket or device: never opened. */
        OTHER
    }

    public PathAttributes {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(modified, "modified");
        if (size < 0) {
            throw new IllegalArgumentException("size " + size + " is negative");
        }
    }

    static PathAttributes of(BasicFileAttributes found) {
        return new PathAttributes(
                kind(found),
                found.isRegularFile() ? found.size() : 0,
                found.lastModifiedTime().toInstant());
    }

    static Kind kind(BasicFileAttributes found) {
        if (found.isRegularFile()) {
            return Kind.FILE;
        }
        return found.isDirectory() ? Kind.DIRECTORY : Kind.OTHER;
    }
}
