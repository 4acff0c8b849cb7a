package io.workfloworchestrator.state.jdbc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file at which processes line up: each locks the byte of its number, and waits for the one before it.
 *
 * <p>Numbers are given under the lock of byte {@link #DOOR}; the last one stands in the first eight bytes of the file. Confined
 * to one thread, but for {@link #predecessor}.
 */
final class QueueFile {
    /** Locked while a number is taken. */
    private static final long DOOR = 8;

    private static final long FIRST = 16;
    private static final long NUMBERS = 1L << 40;
    private static final Set<OpenOption> OPEN = Set.of(
            StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final StateFolder folder;
    private final Path file;
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
    private @Nullable FileChannel channel;
    private @Nullable Object identity;
    private @Nullable FileLock served;
    private volatile long waitingFor;

    QueueFile(StateFolder folder, String name) {
        this.folder = folder;
        this.file = folder.folder().resolve(name);
    }

    /** The process that we wait for, as far as the system tells. */
    Optional<String> predecessor() {
        return Holder.of(file, waitingFor);
    }

    /** Waits for our turn; null when it is ours, else why we go on without. */
    @Nullable
    String acquire() {
        try {
            FileChannel open = open();
            if (open == null) {
                return "E_LOCK_FILE: " + file + " is not a regular file; writers go on without their queue";
            }
            long place;
            FileLock door = locked(open, DOOR);
            try {
                place = takeNumber(open);
                served = locked(open, place);
            } finally {
                door.release();
            }
            waitingFor = before(place);
            locked(open, waitingFor).release();
            return null;
        } catch (IOException | OverlappingFileLockException | UnsupportedOperationException e) {
            close();
            return "E_LOCK_FILE: " + file + " cannot be locked (" + e.getMessage()
                    + "); writers go on without their queue";
        }
    }

    private FileLock locked(FileChannel open, long place) throws IOException {
        FileLock lock = open.tryLock(place, 1, false);
        return lock == null ? open.lock(place, 1, false) : lock;
    }

    /** The next place in line. What is in the file need not make sense; it only has to change. */
    private long takeNumber(FileChannel open) throws IOException {
        number.clear();
        int read = open.read(number, 0);
        long last = read == Long.BYTES ? number.getLong(0) : 0;
        long place = FIRST + Math.floorMod(last - FIRST + 1, NUMBERS);
        number.clear();
        number.putLong(0, place);
        open.write(number, 0);
        return place;
    }

    private long before(long place) {
        return FIRST + Math.floorMod(place - FIRST - 1, NUMBERS);
    }

    /** The channel on the file that is at the path now; null when that is no regular file. */
    private @Nullable FileChannel open() throws IOException {
        BasicFileAttributes now = StateFolder.attributes(file);
        if (now != null && !now.isRegularFile()) {
            close();
            return null;
        }
        if (channel != null && now != null && Objects.equals(now.fileKey(), identity)) {
            return channel;
        }
        close();
        FileChannel opened = FileChannel.open(file, OPEN, folder.privateTo("rw-------"));
        channel = opened;
        BasicFileAttributes made = StateFolder.attributes(file);
        identity = made == null ? null : made.fileKey();
        return opened;
    }

    void release() {
        FileLock held = served;
        served = null;
        if (held != null) {
            try {
                held.release();
            } catch (IOException e) {
                close();
            }
        }
    }

    void close() {
        FileChannel open = channel;
        channel = null;
        identity = null;
        served = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // The descriptor is gone either way, and the lock with it.
            }
        }
    }
}
