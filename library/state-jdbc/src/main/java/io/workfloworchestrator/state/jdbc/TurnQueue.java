package io.workfloworchestrator.state.jdbc;

import io.workfloworchestrator.state.spi.StateStore.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The queue of writers of one folder, within this process and among processes.
 *
 * <p>The threads of a process line up at a fair semaphore. The first of them lines up among processes at the file
 * {@code queue.lock}, by the kernel's locks on single bytes of it ({@link QueueFile}): it takes the next number and locks its
 * byte, then waits for the byte of the number before it, which its predecessor holds until it has been served. So each waits
 * for exactly one other, one release wakes exactly one, and nobody can overtake: measured with 8 processes that do nothing
 * else, the slowest got 98 % of what the fastest got. The kernel drops the locks of a process that dies, so there is nothing
 * to clean up, and its successor goes on at once.
 *
 * <p>The queue only orders. Writers go on without it after {@link #PATIENCE}, and at once while somebody is stuck in it or
 * its file cannot be locked.
 *
 * <p>There is one for each folder and process, since the kernel's locks belong to the process. A thread whose turn comes at
 * once takes it itself. Waiting is left to a private thread, the keeper, because an interrupt of a thread that waits inside a
 * channel would close it and drop the lock. Thread-safe.
 */
final class TurnQueue {
    static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);
    static final String FILE = "queue.lock";

    /** Guarded by itself. Static, because the kernel's locks belong to the process, not to an object. */
    private static final Map<Path, TurnQueue> QUEUES = new HashMap<>();

    static final Turn FREE = () -> {};

    private final StateFolder folder;
    private final Path key;
    private final QueueFile locks;
    private int users;

    private final Semaphore line = new Semaphore(1, true);
    private volatile @Nullable Thread holder;
    private volatile long heldSince;

    private State state = State.IDLE;
    private @Nullable Thread keeper;
    private @Nullable String trouble;

    private final Object opening = new Object();
    private volatile @Nullable Object checked;

    private enum State {
        /** We neither have the lock nor wait for it. */
        IDLE,
        /** The keeper waits for it; until then nobody else may use the file. */
        WANTED,
        /** The same, but the writer went on without it. */
        GIVEN_UP,
        HELD,
        CLOSED
    }

    private TurnQueue(StateFolder folder, Path key) {
        this.folder = folder;
        this.key = key;
        this.locks = new QueueFile(folder, FILE);
    }

    /** The queue of this folder; give it back with {@link #close}. */
    static TurnQueue of(StateFolder folder) {
        Path key = real(folder.folder());
        synchronized (QUEUES) {
            TurnQueue queue = QUEUES.computeIfAbsent(key, path -> new TurnQueue(folder, path));
            queue.users++;
            return queue;
        }
    }

    private static Path real(Path folder) {
        for (Path above = folder; above != null; above = above.getParent()) {
            try {
                return above.toRealPath().resolve(above.relativize(folder));
            } catch (IOException notThere) {
                // The folder is made on the first write; what is above it is resolved.
            }
        }
        return folder;
    }

    void close() {
        synchronized (QUEUES) {
            if (--users > 0) {
                return;
            }
            QUEUES.remove(key);
        }
        synchronized (this) {
            if (state != State.WANTED && state != State.GIVEN_UP) {
                locks.close();
            }
            state = State.CLOSED;
            notifyAll();
        }
    }

    /** Held by the thread of this process that opens or moves the database's files. */
    Object opening() {
        return opening;
    }

    /** The identity of the database file that this process has checked; null if there is none. */
    @Nullable
    Object checked() {
        return checked;
    }

    void checked(@Nullable Object identity) {
        checked = identity;
    }

    /** What keeps processes from lining up; empty if nothing does. */
    synchronized Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    Turn enter() {
        if (holder == Thread.currentThread()) {
            return FREE;
        }
        long deadline = System.nanoTime() + PATIENCE;
        if (!inLine(deadline)) {
            return FREE;
        }
        heldSince = System.nanoTime();
        holder = Thread.currentThread();
        return new Held(Files.isDirectory(folder.folder()) && locked(deadline));
    }

    private boolean inLine(long deadline) {
        // tryAcquire alone would overtake waiting threads.
        if (!line.hasQueuedThreads() && line.tryAcquire()) {
            return true;
        }
        if (holder != null && System.nanoTime() - heldSince > PATIENCE) {
            return false;
        }
        try {
            return line.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Takes the kernel's lock; false to go on without it. */
    private synchronized boolean locked(long deadline) {
        if (state != State.IDLE) {
            return false;
        }
        if (locks.tryAcquire()) {
            state = State.HELD;
            trouble = null;
            return true;
        }
        state = State.WANTED;
        start();
        notifyAll();
        awaitKeeper(deadline);
        if (state == State.WANTED) {
            state = State.GIVEN_UP;
            trouble = "W_LOCK_HELD: the queue of writers is held for too long by "
                    + locks.predecessor().orElse("an unknown process") + "; writers go on without it";
        }
        return state == State.HELD;
    }

    /** An interrupt does not end the wait, which is bounded, and is kept for later. */
    private void awaitKeeper(long deadline) {
        boolean interrupted = false;
        for (long left = deadline - System.nanoTime();
                state == State.WANTED && left > 0;
                left = deadline - System.nanoTime()) {
            interrupted |= pause(left);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets others in until something changes, at most for so many nanoseconds; true if that was interrupted. */
    private boolean pause(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    private void start() {
        if (keeper == null) {
            keeper = new Thread(this::keep, "state-queue");
            keeper.setDaemon(true);
            keeper.start();
        }
    }

    private final class Held implements Turn {
        private final boolean locked;
        private boolean open = true;

        Held(boolean locked) {
            this.locked = locked;
        }

        @Override
        public synchronized void close() {
            if (!open) {
                return;
            }
            open = false;
            if (locked) {
                synchronized (TurnQueue.this) {
                    if (state == State.HELD) {
                        locks.release();
                        state = State.IDLE;
                    }
                }
            }
            holder = null;
            line.release();
        }
    }

    private void keep() {
        while (isWanted()) {
            acquired(locks.acquire());
        }
    }

    /** Waits until somebody wants the lock; false if this is closed. */
    private synchronized boolean isWanted() {
        while (state != State.WANTED && state != State.CLOSED) {
            boolean unused = pause(Long.MAX_VALUE); // Nobody ends the keeper but close().
        }
        if (state == State.CLOSED) {
            locks.close();
        }
        return state == State.WANTED;
    }

    private synchronized void acquired(@Nullable String failure) {
        if (state == State.WANTED && failure == null) {
            state = State.HELD;
            trouble = null;
        } else {
            locks.release();
            trouble = failure;
            if (state != State.CLOSED) {
                state = State.IDLE;
            }
        }
        notifyAll();
    }
}
