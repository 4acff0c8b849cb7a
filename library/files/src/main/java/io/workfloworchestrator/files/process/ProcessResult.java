package io.workfloworchestrator.files.process;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How a program ended.
 *
 * @param end in which way
 * @param exit the exit code; empty if it ended in another way than by itself
 * @param output what it printed, or why it was not started; of much output the beginning and the end
 * @param bytes how much it printed
 * @param took how long it ran
 * @param leftBehind how many processes that it had started were still there when it had ended, and were ended then
 */
public record ProcessResult(End end, OptionalInt exit, String output, long bytes, Duration took, int leftBehind) {
    /** Unix shells and the JDK tell a signal as 128 and its number. */
    private static final int SIGNALS = 128;

    private static final int MOST_SIGNALS = 64;

    /** The way in which a program ended. */
    public enum End {
        /** It ended by itself, or by a signal of somebody else. */
        EXITED,
        TIMED_OUT,
        /** Whoever asked for it no longer wants it. */
        CANCELLED,
        /** It printed more than anybody could want. */
        FLOODED,
        /** There is no such program, or it may not be started. */
        NOT_STARTED
    }

    public ProcessResult withOutput(String text) {
        return new ProcessResult(end, exit, text, bytes, took, leftBehind);
    }

    /** Whether it ended by itself with exit code 0. */
    public boolean isPassed() {
        return end == End.EXITED && exit.isPresent() && exit.getAsInt() == 0;
    }

    /** How it ended, in a few words, such as {@code exit 1} or {@code ended after its time-out of 600 s}. */
    public String words() {
        return switch (end) {
            case EXITED -> exited();
            case TIMED_OUT -> "ended after its time-out, at " + took.toSeconds() + " s";
            case CANCELLED -> "cancelled";
            case FLOODED -> "ended after it had printed " + (bytes >> 20) + " MB";
            case NOT_STARTED -> "not started";
        };
    }

    private String exited() {
        int code = exit.orElse(-1);
        boolean signal = code > SIGNALS && code <= SIGNALS + MOST_SIGNALS;
        return "exit " + code + (signal ? ", as after signal " + (code - SIGNALS) : "");
    }
}
