package io.workfloworchestrator.state.jdbc;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Forces the write-ahead log of an open database to the disk. SQLite would do that with its write lock held (see
 * {@link Durability}). Everything that is visible in the database was written to the log before, so one sync also covers what
 * others committed. What a checkpoint moved out of the log, SQLite has synced.
 *
 * <p>The channel is opened before the first write, since a failed write-back is reported only to those who had the file open
 * then. It is an asynchronous one because only those survive an interrupt. SQLite locks the database and its shared memory,
 * never the log, so closing the channel drops no lock of SQLite's. Thread-safe.
 */
final class Log implements AutoCloseable {
    private static final int PART = 1 << 20;

    private final StateFolder folder;
    private final @Nullable Object identity;
    private final ConfirmedMark mark;
    private @Nullable AsynchronousFileChannel channel;

    /** Held by the thread that syncs. Threads that come meanwhile share the next sync, and its failure. */
    private final ReentrantLock syncing = new ReentrantLock();

    /** The revision up to which everything is known to be durable. */
    private volatile long sure;

    private volatile boolean lost;

    /** The number of calls of {@link #hold}, the newest revision that they had seen, and how many of them a sync covered. */
    private long tickets;

    private long seen;
    private long covered;
    private int holders;
    private boolean closed;

    Log(StateFolder folder, @Nullable Object identity, boolean lost) {
        this.folder = folder;
        this.identity = identity;
        this.mark = new ConfirmedMark(folder);
        this.lost = lost;
    }

    /**
     * A commit that is durable, or not yet.
     *
     * @param digest of the commit of that revision
     */
    record Point(Log log, String lineage, long revision, long digest) {}

    boolean has(long revision) {
        return revision <= sure;
    }

    /** Opens the file; fails if the one at the path is another one. */
    synchronized AsynchronousFileChannel open() throws IOException {
        AsynchronousFileChannel open = channel;
        if (open == null) {
            if (closed) {
                throw new ClosedChannelException();
            }
            open = AsynchronousFileChannel.open(folder.wal(), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            try {
                requireSame();
            } catch (IOException e) {
                open.close();
                throw e;
            }
            channel = open;
        }
        return open;
    }

    /** @throws NoSuchFileException if the log at the path is not the one of this database */
    private void requireSame() throws IOException {
        if (!Objects.equals(identity, StateFolder.identity(folder.wal()))) {
            throw new NoSuchFileException(folder.wal().toString(), null, "it was replaced");
        }
    }

    /**
     * Waits until the disk has everything that was written before a ticket was given, not only commits.
     *
     * @throws IOException if the disk does not confirm it, or a sync failed before: that one is not repeated, since the
     *     kernel may have dropped what it could not write
     */
    void force(Point point, long ticket) throws IOException {
        syncing.lock();
        try {
            if (!isCovered(ticket)) {
                sync(point);
            }
        } finally {
            syncing.unlock();
        }
    }

    private synchronized boolean isCovered(long ticket) {
        return ticket <= covered;
    }

    private void sync(Point point) throws IOException {
        long upTo;
        long revision;
        synchronized (this) {
            upTo = tickets;
            revision = Math.max(seen, point.revision());
        }
        if (lost || mark.read(point.lineage()).lost()) {
            throw new IOException("a sync of the log failed before");
        }
        try {
            open().force(false);
        } catch (IOException e) {
            lost = true;
            throw e;
        }
        synchronized (this) {
            covered = upTo;
        }
        confirm(point.lineage(), revision);
    }

    void await(Point point) throws IOException {
        if (has(point.revision())) {
            return;
        }
        ConfirmedMark.Said said = mark.read(point.lineage());
        if (said.revision() >= point.revision()) {
            raise(said.revision());
            return;
        }
        syncing.lock();
        try {
            if (!has(point.revision())) {
                sync(point);
            }
        } finally {
            syncing.unlock();
        }
    }

    /**
     * Writes the whole file once more, and waits until the disk has it. Pages that the kernel dropped after a failed sync are
     * still in its memory, and count as changed again. The caller holds SQLite's write lock.
     */
    void rewrite() throws IOException {
        open();
        try (RandomAccessFile file = new RandomAccessFile(folder.wal().toFile(), "rw")) {
            requireSame();
            byte[] part = new byte[PART];
            long at = 0;
            for (int read = file.read(part); read > 0; read = file.read(part)) {
                file.seek(at);
                file.write(part, 0, read);
                at += read;
            }
            file.getFD().sync();
        }
    }

    void confirm(String lineage, long revision) {
        lost = false;
        mark.write(lineage, new ConfirmedMark.Said(raise(revision), false));
    }

    /** Notes that a sync has failed: until {@link #rewrite}, no sync proves anything. */
    void lose(String lineage) {
        lost = true;
        try (ConfirmedMark anew = new ConfirmedMark(folder)) {
            anew.write(lineage, new ConfirmedMark.Said(sure, true));
        }
    }

    private synchronized long raise(long revision) {
        sure = Math.max(sure, revision);
        return sure;
    }

    /** Keeps the channel open until {@link #release}; gives a ticket for {@link #force}. */
    synchronized long hold(long revision) {
        holders++;
        seen = Math.max(seen, revision);
        return ++tickets;
    }

    synchronized void release() {
        holders--;
        if (closed) {
            close();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (holders > 0) {
            return;
        }
        mark.close();
        StateFolder.close(channel);
        channel = null;
    }
}
