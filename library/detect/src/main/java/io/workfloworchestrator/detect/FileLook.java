package io.workfloworchestrator.detect;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one file: size, time and identity at the last look, and what was read from it since.
 *
 * <p>Belongs to a {@link FileLooks}, and is guarded by its owner.
 */
final class FileLook {

    final String path;
    private final Path root;
    private @Nullable Path full;

    boolean exists;

    @Nullable
    Object key;

    long size;
    Instant modified = Scan.NEVER;
    /** When the content was last read; the attributes are from then or later. */
    Instant read = Scan.NEVER;
    /** When anything about it had last changed before it was read; null when unknown. */
    @Nullable
    Instant status;
    /** Whether what is known comes from another process, and nothing was looked at since. */
    private boolean restored;

    @Nullable
    FileContent content;
    /** What its content counts for in {@link ScanLimits#totalBytes}, or would have counted when it was last read. */
    long charge;
    /** What it counts for now. */
    long held;

    long checked = -1;
    long changed;
    boolean trusted;

    /** @param root of the project */
    FileLook(String path, Path root) {
        this.path = path;
        this.root = root;
    }

    /** Where it lies; as {@link Folder#full}. */
    Path full() {
        Path known = full;
        if (known == null) {
            known = root.resolve(path);
            full = known;
        }
        return known;
    }

    boolean same(BasicFileAttributes found) {
        return exists
                && size == found.size()
                && modified.equals(found.lastModifiedTime().toInstant())
                && isThat(found.fileKey());
    }

    private boolean isThat(@Nullable Object found) {
        if (!Scan.sameKey(key, found)) {
            return false;
        }
        key = found;
        return true;
    }

    /** Whether a change since the content was read could have left no trace. */
    boolean isRacy() {
        return Scan.racy(modified, read) || (restored && status != null && Scan.racy(status, read));
    }

    /** Whether one look tells that all is as another process knew it. */
    boolean isAsRestored(Scan scan) {
        if (!restored) {
            return false;
        }
        scan.looked();
        Map<String, Object> found = Scan.lookClosely(full());
        boolean same = Boolean.TRUE.equals(found.get("isRegularFile"))
                && Long.valueOf(size).equals(found.get("size"))
                && found.get("lastModifiedTime") instanceof FileTime time
                && modified.equals(time.toInstant())
                && found.get("ctime") instanceof FileTime changing
                && changing.toInstant().equals(status)
                && isThat(found.get("fileKey"));
        restored = !same;
        return same;
    }

    /** Whether it was written over and set back between two processes; looks at the first call only. */
    boolean isTouched(Scan scan) {
        boolean touched = restored && !Objects.equals(status, scan.lookAtStatus(full()));
        restored = false;
        return touched;
    }

    void restore(@Nullable Object newKey, long newSize, Instant newModified) {
        exists = true;
        key = newKey;
        size = newSize;
        modified = newModified;
    }

    void restore(Instant newStatus, Instant newRead, FileContent known) {
        restored = true;
        status = newStatus;
        read = newRead;
        content = known;
        charge = Math.max(size, known.weight());
    }

    /** A scan found it as it was restored. */
    void same(long scan) {
        checked = scan;
        restored = false;
    }

    /** Whether its size, times and identity vouch for all that is known of it, also in another process. */
    boolean isFirm() {
        return exists
                && (content == null || (isKnown() && !isRacy() && !Scan.racy(Objects.requireNonNull(status), read)));
    }

    /** Whether it can be told of another process. */
    boolean isTellable() {
        Instant changed = status == null ? modified : status;
        return exists && (content == null || isKnown()) && Scan.isNear(modified) && Scan.isNear(changed);
    }

    private boolean isKnown() {
        return status != null && !read.equals(Scan.NEVER);
    }

    void take(BasicFileAttributes found) {
        exists = true;
        charge = 0;
        restored = false;
        key = found.fileKey();
        size = found.size();
        modified = found.lastModifiedTime().toInstant();
    }
}
