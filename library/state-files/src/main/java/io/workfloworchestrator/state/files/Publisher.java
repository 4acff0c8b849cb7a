package io.workfloworchestrator.state.files;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes files on one thread that nobody interrupts: the newest value of each key, once for all its changes. Thread-safe.
 */
final class Publisher implements AutoCloseable {
    /** Other processes publish their own changes. If the file is still old after this, we do it. */
    private static final long OTHERS = 250_000_000L;

    /** A file that is being written by somebody, or that git works on, is tried again after this. */
    private static final long BUSY = 50_000_000L;

    /** It is tried so often, and then with the next change. */
    private static final int BUSY_TRIES = 40;

    /** A file is written at most a tenth of the time, so that it leaves the disk and the processor to the updates. */
    private static final int REST = 9;

    private static final long LONGEST_REST = 3_000_000_000L;

    /** {@link #flush} waits no longer for a file if somebody committed during each of so many writes. */
    private static final int MOVES = 100;

    /** {@link #flush} gives up if no file could be written for so long, as when others write it all the time. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    private final FileWriter writer;
    private long progressed;
    private boolean gaveUp;
    private final StoreFs fs;
    private final Map<String, Long> due = new HashMap<>();
    private final Set<String> failed = new HashSet<>();
    private final Map<String, Rest> rests = new HashMap<>();
    private final Map<String, Integer> tries = new HashMap<>();
    private boolean flushing;
    private boolean running;
    private boolean closed;
    private boolean busy;
    private int moves;
    private @Nullable Thread thread;

    /** How long a file rests after anybody's write, and until when after ours; in nanoseconds. */
    private record Rest(long nanos, long until) {}

    /** What is to be written, and how long a file must not have been written by others for that; in nanoseconds. */
    private record Next(String key, long quiet) {}

    Publisher(FileWriter writer, StoreFs fs) {
        this.writer = writer;
        this.fs = fs;
    }

    /** Has this key's file written now, even if it should rest. */
    synchronized void now(String key) {
        rests.remove(key);
        enqueue(List.of(key), 0);
    }

    /** Has this key's file written once it has rested. */
    void soon(String key) {
        enqueue(List.of(key), 0);
    }

    /** Has this key's file compared with the state, unless that happens anyway. */
    void later(String key) {
        enqueue(List.of(key), OTHERS);
    }

    /** Has the files of these keys written, which were committed here, and those that failed before. */
    synchronized void committed(List<String> keys) {
        List<String> all = new ArrayList<>(keys);
        all.addAll(failed);
        failed.clear();
        enqueue(all, 0);
    }

    private synchronized void enqueue(List<String> keys, long delay) {
        if (closed) {
            return;
        }
        long now = fs.nanos();
        boolean sooner = false;
        for (String key : keys) {
            Rest rest = delay == 0 ? rests.get(key) : null;
            long wanted = rest == null || rest.until - now < 0 ? now + delay : rest.until;
            Long before = due.get(key);
            if (before == null || wanted - before < 0) {
                due.put(key, wanted);
                sooner = true;
            }
        }
        if (thread == null) {
            thread = new Thread(this::run, "state-files");
            thread.setDaemon(true);
            running = true;
            thread.start();
        }
        if (sooner) { // else the thread has nothing to do yet, and waking it would hold up a busy writer
            notifyAll();
        }
    }

    private void run() {
        try {
            for (Next next = next(); next != null; next = next()) {
                long start = fs.nanos();
                Outcome outcome = writer.publish(next.key, next.quiet);
                finished(next, outcome, fs.nanos() - start);
            }
        } finally {
            ended();
        }
    }

    private synchronized void ended() {
        running = false;
        busy = false;
        notifyAll();
    }

    private synchronized void finished(Next next, Outcome outcome, long took) {
        String key = next.key;
        busy = false;
        long now = fs.nanos();
        if (outcome == Outcome.DONE || outcome == Outcome.MOVED) {
            progressed = now;
        }
        if (outcome == Outcome.RESTING) {
            due.merge(key, now + next.quiet, Math::min);
        } else if (outcome == Outcome.BUSY) {
            int times = tries.merge(key, 1, Integer::sum);
            if (times <= BUSY_TRIES) {
                due.merge(key, now + BUSY, Math::min);
            } else {
                tries.remove(key);
                failed.add(key);
            }
        } else {
            tries.remove(key);
            long nanos = Math.min(LONGEST_REST, REST * took);
            // After a failure the file does not rest if others write it, or nobody would find out that it can be
            // written.
            Rest rest = new Rest(outcome == Outcome.FAILED ? 0 : nanos, now + nanos);
            rests.put(key, rest);
            if (outcome == Outcome.FAILED) {
                failed.add(key);
            } else if (outcome == Outcome.MOVED && (!isAwaited() || ++moves < MOVES)) {
                due.merge(key, rest.until, Math::min);
            }
        }
        notifyAll();
    }

    private boolean isAwaited() {
        return flushing || closed;
    }

    /** Waits for the time of the next key; null if there is none and this is closed. */
    private synchronized @Nullable Next next() {
        while (true) {
            String first = null;
            long at = Long.MAX_VALUE;
            for (Map.Entry<String, Long> entry : due.entrySet()) {
                boolean earlier = first == null || entry.getValue() - at < 0;
                if (earlier) {
                    first = entry.getKey();
                    at = entry.getValue();
                }
            }
            if (closed && (first == null || gaveUp)) {
                return null;
            }
            long wait = first == null ? Long.MAX_VALUE : at - fs.nanos();
            if (first != null && (wait <= 0 || isAwaited() && !tries.containsKey(first))) {
                due.remove(first);
                busy = true;
                Rest rest = rests.get(first);
                return new Next(first, rest == null || isAwaited() ? 0 : rest.nanos);
            }
            boolean unused = pause(wait); // Nobody ends this thread but close().
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

    synchronized boolean isPending() {
        return running && (busy || !due.isEmpty());
    }

    /**
     * Waits until everything pending was written, or tried in vain and named in the notices. What could not even be tried for ten
     * seconds is left to the process that keeps it from being written, or to the next one that looks.
     */
    void flush() {
        boolean interrupted = false;
        synchronized (this) {
            if (!failed.isEmpty()) {
                List<String> again = new ArrayList<>(failed);
                failed.clear();
                enqueue(again, 0);
            }
            flushing = true;
            moves = 0;
            gaveUp = false;
            progressed = fs.nanos();
            notifyAll();
            while (running && (busy || !due.isEmpty()) && !gaveUp) {
                interrupted |= pause(PATIENCE);
                gaveUp = !busy && fs.nanos() - progressed > PATIENCE;
            }
            flushing = false;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        flush();
        boolean ended;
        boolean interrupted = false;
        synchronized (this) {
            closed = true;
            ended = thread != null;
            thread = null;
            notifyAll();
            while (running) {
                interrupted |= pause(PATIENCE);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (ended) {
            writer.close();
        }
    }
}
