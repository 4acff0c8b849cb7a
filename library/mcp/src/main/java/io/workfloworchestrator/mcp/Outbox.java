package io.workfloworchestrator.mcp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The only writer of the protocol's output. Any thread may queue lines; the writer's own thread writes them, so
 * that no line is ever torn. A full queue makes {@link #put} wait: a client that does not read slows us down
 * instead of filling our memory. Once the client is gone, lines are dropped. Thread-safe.
 */
final class Outbox {
    private static final int MAX_LINES = 256;
    private static final int MAX_BYTES = 4 << 20;
    private static final int PIECE = 1 << 16;

    private final OutputStream out;
    private final Runnable onBroken;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<byte[]> lines = new ArrayDeque<>();
    private int queuedBytes;
    private long written;
    private boolean writing;
    private boolean broken;
    private boolean closed;

    /** {@code onBroken} is called once, on the writer's thread, when the client no longer takes what we write. */
    Outbox(OutputStream out, Runnable onBroken) {
        this.out = out;
        this.onBroken = onBroken;
        this.thread = new Thread(this::write, "mcp-writer");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Queues one line, given without its line feed; waits while the queue is full. */
    void put(String json) {
        byte[] line = (json + "\n").getBytes(StandardCharsets.UTF_8);
        lock.lock();
        try {
            while (!broken && (lines.size() >= MAX_LINES || queuedBytes > 0 && queuedBytes + line.length > MAX_BYTES)) {
                changed.awaitUninterruptibly();
            }
            if (!broken) {
                lines.add(line);
                queuedBytes += line.length;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everything is written, or until nothing could be written for {@code stallMillis}. */
    void flush(long stallMillis) {
        lock.lock();
        try {
            long seen = written;
            long left = TimeUnit.MILLISECONDS.toNanos(stallMillis);
            while (!broken && (writing || !lines.isEmpty()) && left > 0) {
                left = changed.awaitNanos(left);
                if (seen != written) {
                    seen = written;
                    left = TimeUnit.MILLISECONDS.toNanos(stallMillis);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the writer's thread once the queue is empty. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void write() {
        try {
            for (byte[] batch = take(); batch.length > 0; batch = take()) {
                for (int at = 0; at < batch.length; at += PIECE) {
                    out.write(batch, at, Math.min(PIECE, batch.length - at));
                    out.flush();
                    progress();
                }
            }
        } catch (IOException e) {
            lock.lock();
            try {
                broken = true;
                writing = false;
                lines.clear();
                changed.signalAll();
            } finally {
                lock.unlock();
            }
            onBroken.run();
        }
    }

    private void progress() {
        lock.lock();
        try {
            written++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The next bytes to write, several short lines at once; empty when closed. */
    private byte[] take() {
        lock.lock();
        try {
            writing = false;
            changed.signalAll();
            while (lines.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            writing = !lines.isEmpty();
            ByteArrayOutputStream batch = new ByteArrayOutputStream();
            for (byte[] next = lines.peek();
                    next != null && (batch.size() == 0 || batch.size() + next.length <= PIECE);
                    next = lines.peek()) {
                batch.writeBytes(lines.remove());
            }
            queuedBytes -= batch.size();
            changed.signalAll();
            return batch.toByteArray();
        } finally {
            lock.unlock();
        }
    }
}
