package io.workfloworchestrator.app;

import java.io.PrintWriter;
import java.util.function.BooleanSupplier;

/**
 * Draws how far long work is, on one line of the terminal, and removes the line when the work ends.
 *
 * <p>Nothing is drawn in the first second, nor where stderr is no terminal: logs and scripts never see it. Thread-safe:
 * the work tells, a thread of its own draws.
 */
final class Progress implements AutoCloseable {
    private static final long QUIET_MILLIS = 1_000;
    private static final long FRAME_MILLIS = 200;
    private static final String SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";

    private final String label;
    private final int width;
    private final boolean colour;
    private final PrintWriter err;
    private final long began = System.nanoTime();
    private volatile long done;
    private volatile long total;
    private boolean ended;
    private boolean drawn;

    private Progress(String label, int width, boolean colour, PrintWriter err) {
        this.label = Console.plain(label);
        this.width = width;
        this.colour = colour;
        this.err = err;
    }

    /** Begins. {@code terminal} is asked only after a second of work, since asking starts a process. */
    static Progress begin(String label, int width, boolean colour, PrintWriter err, BooleanSupplier terminal) {
        Progress progress = new Progress(label, width, colour, err);
        Thread drawing = new Thread(() -> progress.draw(terminal), "progress");
        drawing.setDaemon(true);
        drawing.start();
        return progress;
    }

    /** How far the work is; a total of 0 or less means that the total is unknown. */
    void at(long newDone, long newTotal) {
        done = newDone;
        total = newTotal;
    }

    private void draw(BooleanSupplier terminal) {
        if (!sleep(QUIET_MILLIS) || !terminal.getAsBoolean()) {
            return;
        }
        do {
            show();
        } while (sleep(FRAME_MILLIS));
    }

    /** Waits; returns false if the work has ended. */
    private synchronized boolean sleep(long millis) {
        long until = System.nanoTime() + millis * 1_000_000;
        try {
            long left = millis;
            while (!ended && left > 0) {
                wait(left);
                left = (until - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return !ended;
    }

    private synchronized void show() {
        if (!ended) {
            drawn = true;
            err.print("\r" + frame(label, done, total, (System.nanoTime() - began) / 1_000_000, width, colour)
                    + "\u001b[K");
            err.flush();
        }
    }

    /** One picture, at most {@code width - 1} characters wide, since a full line would scroll. */
    static String frame(String label, long done, long total, long millis, int width, boolean colour) {
        String seconds = millis / 1_000 + " s";
        int room = width - 1;
        if (total <= 0) {
            char turn = SPINNER.charAt((int) (millis / FRAME_MILLIS % SPINNER.length()));
            return cut(turn + " " + label + "  " + seconds, room);
        }
        int percent = (int) Math.max(0, Math.min(100, done * 100.0 / total));
        String behind = String.format(" %3d %%  %s", percent, seconds);
        int cells = Math.min(40, room - label.length() - 2 - behind.length());
        if (cells < 5) {
            return cut(label + behind, room);
        }
        int full = percent * cells / 100;
        return label + "  " + Console.styled(colour, "32", "█".repeat(full))
                + Console.styled(colour, "2", "░".repeat(cells - full)) + behind;
    }

    private static String cut(String text, int room) {
        return text.length() <= room ? text : text.substring(0, Math.max(0, room));
    }

    @Override
    public synchronized void close() {
        ended = true;
        notifyAll();
        if (drawn) {
            drawn = false;
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
