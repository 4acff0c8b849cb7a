package io.workfloworchestrator.local;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Has files written again once they have rested, on one thread of its own, which begins with the first. A file is written at most a tenth
 * of the time, so that it leaves the disk and the processor to the changes. Thread-safe.
 */
final class Rests implements AutoCloseable {
    /** A file rests so many times as long as it took to be written. */
    private static final int REST = 9;

    private static final long LONGEST_REST = TimeUnit.SECONDS.toNanos(3);

    /** Null before the first file rests: most programs end before that. */
    private @Nullable ScheduledThreadPoolExecutor thread;

    private boolean isClosed;

    /** How long a file rests that took so long, in nanoseconds. */
    static long after(long nanos) {
        return Math.min(LONGEST_REST, REST * nanos);
    }

    /** Runs this after so many nanoseconds, unless the project is closed before. */
    synchronized void in(long nanos, Runnable work) {
        if (isClosed) {
            return;
        }
        ScheduledThreadPoolExecutor pool = thread == null ? begun() : thread;
        thread = pool;
        Object unused = pool.schedule(work, nanos, TimeUnit.NANOSECONDS);
    }

    private static ScheduledThreadPoolExecutor begun() {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1, work -> {
            Thread named = new Thread(work, "rendered-files");
            named.setDaemon(true);
            return named;
        });
        pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return pool;
    }

    /** Nothing that waits is run any more. */
    @Override
    public synchronized void close() {
        isClosed = true;
        if (thread != null) {
            thread.shutdown();
        }
    }
}
