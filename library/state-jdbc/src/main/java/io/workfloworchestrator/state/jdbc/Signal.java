package io.workfloworchestrator.state.jdbc;

import java.util.concurrent.TimeUnit;

/** Wakes those who wait for a commit when this store has made one. Thread-safe. */
final class Signal {
    private long count;

    synchronized long count() {
        return count;
    }

    synchronized void give() {
        count++;
        notifyAll();
    }

    /** Waits until the signal was given more often than {@code seen}, at most this long; false when interrupted. */
    synchronized boolean await(long seen, long nanos) {
        long end = System.nanoTime() + nanos;
        try {
            for (long left = nanos; count == seen && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
