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
 * The file at which processes line up: each locks the byte of its number, and waits for the byte before it.
 *
 * <p>A process takes a number while it holds the lock of byte {@link #DOOR}. The first eight bytes of the file have the last
 * number.
 *
 * <p>An interrupt closes the channel that its thread is reading or writing, and with it the locks are gone. So only a thread
 * that nobody interrupts waits ({@link #acquire}). Any thread may do what needs no wait ({@link #tryAcquire}): it puts its
 * interrupt aside meanwhile. An interrupt that comes within these microseconds costs the place in line, and {@link #acquire}
 * takes another one.
 *
 * <p>Used by one thread at a time, except for {@link #predecessor}.
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

    /** The place whose turn has come: everybody before it was served, and nobody else gets there any more. */
    private long free;

    QueueFile(StateFolder folder, String name) {
        this.folder = folder;
        this.file = folder.folder().resolve(name);
    }

    /** The process that we wait for; empty if the system does not tell. */
    Optional<String> predecessor() {
        return Holder.of(file, waitingFor);
    }

    /** Whether it is our turn at once. If not, {@link #acquire} waits, or says what is wrong. */
    boolean tryAcquire() {
        boolean interrupted = Thread.interrupted();
        try {
            FileChannel open = open();
            return open != null && acquire(open, false);
        } catch (IOException | OverlappingFileLockException | UnsupportedOperationException e) {
            close();
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits for our turn; null when it has come, else the reason to go on without it. */
    @Nullable
    String acquire() {
        try {
            FileChannel open = open();
            if (open == null) {
                return "E_LOCK_FILE: " + file + " is not a regular file; writers go on without their queue";
            }
            acquire(open, true);
            return null;
        } catch (IOException | OverlappingFileLockException | UnsupportedOperationException e) {
            close();
            return "E_LOCK_FILE: " + file + " cannot be locked (" + e.getMessage()
                    + "); writers go on without their queue";
        }
    }

    /** Takes a place, unless we have one already, and checks whether its turn has come. */
    private boolean acquire(FileChannel open, boolean wait) throws IOException {
        if (served == null) {
            FileLock door = locked(open, DOOR, wait);
            if (door == null) {
                return false;
            }
            try {
                served = place(open, wait);
            } finally {
                door.release();
            }
            if (served == null) {
                return false;
            }
        }
        if (served.position() == free) {
            return true;
        }
        FileLock before = locked(open, waitingFor, wait);
        if (before == null) {
            return false;
        }
        before.release();
        free = served.position();
        return true;
    }

    private static @Nullable FileLock locked(FileChannel open, long place, boolean wait) throws IOException {
        FileLock lock = open.tryLock(place, 1, false);
        return lock == null && wait ? open.lock(place, 1, false) : lock;
    }

    /**
     * Locks our place in line: the last number if its owner has left, so that nothing is written, else the next one.
     */
    private @Nullable FileLock place(FileChannel open, boolean wait) throws IOException {
        long last = lastNumber(open);
        FileLock left = open.tryLock(last, 1, false);
        if (left != null) {
            waitingFor = before(last);
            return left;
        }
        long place = FIRST + Math.floorMod(last - FIRST + 1, NUMBERS);
        number.clear();
        number.putLong(0, place);
        open.write(number, 0);
        waitingFor = last;
        return locked(open, place, wait);
    }

    /** Any eight bytes will do, as long as all processes read the same. */
    private long lastNumber(FileChannel open) throws IOException {
        number.clear();
        int read = open.read(number, 0);
        return FIRST + Math.floorMod((read == Long.BYTES ? number.getLong(0) : 0) - FIRST, NUMBERS);
    }

    private long before(long place) {
        return FIRST + Math.floorMod(place - FIRST - 1, NUMBERS);
    }

    /** The channel on the file that is at the path now; null if that is no regular file. */
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
        identity = null;
        served = null;
        free = 0;
        StateFolder.close(channel);
        channel = null;
    }
}
