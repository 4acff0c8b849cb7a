package io.workfloworchestrator.state.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which folder is at a path, and when its entries last changed. While the stamp is the same, its names stand for the same
 * files.
 *
 * <p>The time is the ctime, which nobody can set. File systems stamp by a clock that ticks, so a second change within the
 * tick of the first leaves the stamp as it is; a stamp says nothing until its time is past ({@link #isSettled}).
 */
record FolderStamp(long device, long inode, FileTime changed) {
    /** Twice the longest tick of a kernel's clock, and a little. */
    private static final Duration TICK = Duration.ofMillis(30);

    /** The stamp of a folder; null if there is no folder, or the system has no such stamps. */
    static @Nullable FolderStamp of(Path folder) {
        try {
            Map<String, Object> found = Files.readAttributes(folder, "unix:dev,ino,ctime", LinkOption.NOFOLLOW_LINKS);
            return found.get("dev") instanceof Long device
                            && found.get("ino") instanceof Long inode
                            && found.get("ctime") instanceof FileTime changed
                    ? new FolderStamp(device, inode, changed)
                    : null;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return null;
        }
    }

    /** Whether every change from now on changes the stamp. False for clocks that count whole seconds only. */
    boolean isSettled() {
        Instant time = changed.toInstant();
        boolean coarse = time.truncatedTo(ChronoUnit.SECONDS).equals(time);
        return !coarse && time.isBefore(Instant.now().minus(TICK));
    }

    @Override
    public boolean equals(@Nullable Object other) { // written out, as in Revision
        return other instanceof FolderStamp that
                && device == that.device
                && inode == that.inode
                && changed.equals(that.changed);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(inode);
    }
}
