package io.workfloworchestrator.state.files;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the file system says of one path, without following a link at its end.
 *
 * @param modified nanoseconds since 1970
 * @param changed nanoseconds since 1970 of the last change of content or attributes; equals {@code modified} if the file
 *     system does not tell
 * @param key identity of the file on its device; an empty text if there is none
 * @param mode POSIX permission bits; 0644 or 0755 if there are none
 */
record Stat(Kind kind, long size, long modified, long changed, Object key, int mode) {
    enum Kind {
        FILE,
        FOLDER,
        LINK,
        OTHER
    }

    @Override
    public boolean equals(@Nullable Object other) { // written out, as in Revision
        return other instanceof Stat stat
                && kind == stat.kind
                && size == stat.size
                && modified == stat.modified
                && changed == stat.changed
                && key.equals(stat.key)
                && mode == stat.mode;
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, size, modified, changed, key, mode);
    }

    boolean isFile() {
        return kind == Kind.FILE;
    }

    boolean isFolder() {
        return kind == Kind.FOLDER;
    }

    /** Whether this is the same file with the same size and time of content, under any name. */
    boolean sameContent(Stat other) {
        return size == other.size && modified == other.modified && key.equals(other.key);
    }
}
