package io.workfloworchestrator.detect;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one file: size, time and identity at the last look, and what was read from it since.
 *
 * <p>Belongs to a {@link FileLooks}, and is guarded by its owner.
 */
final class FileLook {

    final String path;
    final Path full;

    boolean exists;

    @Nullable
    Object key;

    long size;
    Instant modified = Scan.NEVER;
    /** When the content was last read; the attributes are from then or later. */
    Instant read = Scan.NEVER;

    @Nullable
    FileContent content;

    long checked = -1;
    long changed;
    boolean trusted;

    FileLook(String path, Path full) {
        this.path = path;
        this.full = full;
    }

    boolean same(BasicFileAttributes found) {
        return exists
                && size == found.size()
                && modified.equals(found.lastModifiedTime().toInstant())
                && Objects.equals(key, found.fileKey());
    }

    void take(BasicFileAttributes found) {
        exists = true;
        key = found.fileKey();
        size = found.size();
        modified = found.lastModifiedTime().toInstant();
    }
}
