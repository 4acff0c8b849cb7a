package io.workfloworchestrator.state.jdbc;

import io.workfloworchestrator.state.StateException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Mutual exclusion, among processes, of those who open the database's files and those who move or make them: a kernel
 * lock on {@code open.lock}.
 *
 * <p>Without it, a process could open the old database and then the log of the new one, and each would destroy the other.
 * Opening goes on without it when it cannot be had, for nothing is moved by one who does not hold it; but not where nobody
 * can have it, because the file system has no locks: SQLite's would be missing too. Confined to one thread.
 */
final class Gate implements AutoCloseable {
    static final String FILE = "open.lock";

    private static final Set<OpenOption> OPEN =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final StateFolder folder;
    private final Path file;
    private @Nullable FileChannel channel;
    private volatile boolean held;
    private volatile @Nullable Object locked;
    private volatile boolean givenUp;
    private volatile @Nullable String withoutLocks;

    private Gate(StateFolder folder) {
        this.folder = folder;
        this.file = folder.folder().resolve(FILE);
    }

    /** Shuts the gate behind us, or gives up after a while; see {@link #isHeld}. */
    static Gate shut(StateFolder folder, long patienceNanos) {
        Gate gate = new Gate(folder);
        // An interrupt would close the channel and drop the lock, so a thread of its own handles it.
        Thread thread = new Thread(() -> gate.lock(patienceNanos), "state-open");
        thread.setDaemon(true);
        thread.start();
        StateFolder.join(thread);
        return gate;
    }

    /** Whether we are the only ones behind the gate: also that the file is still the one that others lock. */
    boolean isHeld() {
        try {
            return held && locked != null && Objects.equals(locked, identity());
        } catch (IOException e) {
            return false;
        }
    }

    Path file() {
        return file;
    }

    /** @throws StateException (E_LOCK_UNSUPPORTED) when the file system said that it does not lock files */
    void requireLocks() {
        String said = withoutLocks;
        if (said != null) {
            throw new StateException(
                    "E_LOCK_UNSUPPORTED",
                    "the file system of " + folder.folder() + " does not lock files (" + said
                            + "), and without locks processes would destroy each other's changes. Nothing was changed."
                            + " Keep the project on a local disk, or have the lock service of this file system started.");
        }
    }

    private void lock(long patienceNanos) {
        long deadline = System.nanoTime() + patienceNanos;
        try {
            while (!held && !givenUp) {
                BasicFileAttributes there = StateFolder.attributes(file);
                if (there != null && !there.isRegularFile()) {
                    // Opening a pipe would wait for ever.
                    return;
                }
                FileChannel open = FileChannel.open(file, OPEN, folder.privateTo("rw-------"));
                channel = open;
                Object identity = identity();
                FileLock lock = tried(open);
                while (lock == null && System.nanoTime() < deadline) {
                    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(500_000, 3_000_000));
                    lock = tried(open);
                }
                // Somebody may have deleted the file meanwhile; then this is not the lock that others see.
                locked = identity;
                held = lock != null && identity != null && Objects.equals(identity, identity());
                givenUp = lock == null;
                if (!held) {
                    close();
                }
            }
        } catch (IOException | OverlappingFileLockException | UnsupportedOperationException e) {
            close();
        }
    }

    private @Nullable FileLock tried(FileChannel open) throws IOException {
        try {
            return open.tryLock();
        } catch (IOException e) {
            withoutLocks = String.valueOf(e.getMessage());
            throw e;
        }
    }

    private @Nullable Object identity() throws IOException {
        BasicFileAttributes attributes = StateFolder.attributes(file);
        return attributes == null ? null : attributes.fileKey();
    }

    @Override
    public void close() {
        FileChannel open = channel;
        channel = null;
        held = false;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // The descriptor is gone either way, and the lock with it.
            }
        }
    }
}
