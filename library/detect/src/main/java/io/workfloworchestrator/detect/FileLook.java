package io.workfloworchestrator.detect;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one file: size, time and identity at the last look, and the content that was read since. Guarded by its owner.
 */
final class FileLook extends Remembered {
    long size;
    /** When the content was last read; the attributes are from then or later. */
    Instant read = Scan.NEVER;
    /** The time of its last change of any kind (ctime) before it was read; null if not known. */
    @Nullable
    Instant status;
    /** Whether this comes from another process, and this process has not looked yet. */
    private boolean restored;

    @Nullable
    FileContent content;
    /** How much its content counts of {@link ScanLimits#totalBytes}, or would have counted at the last read. */
    long charge;

    long held;

    FileLook(String path, Path root) {
        super(path, root);
    }

    boolean same(BasicFileAttributes found) {
        return exists
                && size == found.size()
                && modified.equals(found.lastModifiedTime().toInstant())
                && isThat(found.fileKey());
    }

    /** Whether a change since the content was read could have left no trace. */
    boolean isRacy() {
        return Scan.racy(modified, read) || (restored && status != null && Scan.racy(status, read));
    }

    /** Whether one look shows the file as another process knew it. */
    boolean isAsRestored(Scan scan) {
        if (!restored || status == null) {
            return false;
        }
        scan.looked(1);
        Map<String, Object> found = Scan.lookClosely(full());
        boolean same =
                Scan.shows(found, size, Scan.nanos(modified), Scan.nanos(status)) && isThat(found.get("fileKey"));
        restored = !same;
        return same;
    }

    /** Whether it was overwritten between two processes and its time set back; looks only at the first call. */
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

    void same(long scan) {
        checked = scan;
        restored = false;
    }

    /** Whether its size, times and identity are proof of its content, also for another process. */
    boolean isFirm() {
        return exists
                && (content == null || (isKnown() && !isRacy() && !Scan.racy(Objects.requireNonNull(status), read)));
    }

    /** Whether another process may be told of it. */
    boolean isTellable() {
        Instant changed = status == null ? modified : status;
        return exists && (content == null || isKnown()) && Scan.isNear(modified) && Scan.isNear(changed);
    }

    private boolean isKnown() {
        return status != null && !read.equals(Scan.NEVER);
    }

    void take(BasicFileAttributes found) {
        restore(found.fileKey(), found.size(), found.lastModifiedTime().toInstant());
        charge = 0;
        restored = false;
    }
}
