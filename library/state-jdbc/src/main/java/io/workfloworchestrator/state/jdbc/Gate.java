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
 * lock on {@code open.lock}. Without it, a process could open the old database and then the log of the new one.
 *
 * <p>A process that does not get the lock in time opens the database all the same, but moves nothing. Where the file
 * system has no locks, nothing is opened, since SQLite's would be missing too. Confined to one thread.
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

    /** Takes the lock, or gives up after a while; see {@link #isHeld}. */
    static Gate shut(StateFolder folder, long patienceNanos) {
        Gate gate = new Gate(folder);
        StateFolder.uninterrupted("state-open", () -> gate.lock(patienceNanos));
        return gate;
    }

    /** Whether we hold the lock, and its file still is the one that others lock. */
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
                            + " Keep the project on a local disk, or have the lock service of this file system"
                            + " started.");
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
                // If somebody deleted the file meanwhile, others lock another one.
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
        held = false;
        StateFolder.close(channel);
        channel = null;
    }
}
