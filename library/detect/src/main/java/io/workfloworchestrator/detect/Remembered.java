package io.workfloworchestrator.detect;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is remembered of a folder or a file: its identity and time at the last look. Guarded by its owner. */
abstract class Remembered {
    /** From the project, with '/'; empty for the project itself. */
    final String path;

    private final Path root;
    private @Nullable Path full;

    boolean exists;

    @Nullable
    Object key;

    Instant modified = Scan.NEVER;
    /** The scan that last looked. */
    long checked = -1;
    /** The scan that last found it different. */
    long changed;
    /** Whether a watch reports each change since the last look. */
    boolean trusted;

    Remembered(String path, Path root) {
        this.path = path;
        this.root = root;
    }

    /** The full path; made at the first look, since few of the remembered ones are looked at. */
    final Path full() {
        Path known = full;
        if (known == null) {
            known = root.resolve(path);
            full = known;
        }
        return known;
    }

    /** Whether this identity is the known one, and not that of another thing in its place. */
    final boolean isThat(@Nullable Object found) {
        if (!Scan.sameKey(key, found)) {
            return false;
        }
        key = found;
        return true;
    }
}
