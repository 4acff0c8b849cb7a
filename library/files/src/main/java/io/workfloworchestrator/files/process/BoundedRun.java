package io.workfloworchestrator.files.process;

import io.workfloworchestrator.files.process.ProcessResult.End;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Runs a program and waits for it.
 *
 * <p>It gets nothing to read and its own time; what it prints is read all the time, so it never hangs on a full pipe, and only
 * the beginning and the end are kept. It is ended with everything that it started when its time is over, when it prints too
 * much, when nobody wants its answer any more, or when this process ends.
 *
 * <p>Thread-safe; each call runs one program on the caller's thread.
 */
public final class BoundedRun {
    private static final long LOOK_MILLIS = 100;
    private static final long REST_OF_OUTPUT_MILLIS = 2_000;

    private final Duration time;
    private final long bytes;
    private final int tailBytes;
    private final BooleanSupplier cancelled;
    private final Consumer<Duration> running;

    private BoundedRun(
            Duration time, long bytes, int tailBytes, BooleanSupplier cancelled, Consumer<Duration> running) {
        this.time = time;
        this.bytes = bytes;
        this.tailBytes = tailBytes;
        this.cancelled = cancelled;
        this.running = running;
    }

    /**
     * Runs within limits.
     *
     * @param time after it the program is ended
     * @param bytes of output; whatever prints more is ended
     * @param tailBytes how much of the end of a long output is kept, beside {@link BoundedOutput#HEAD_BYTES} of its beginning
     */
    public static BoundedRun within(Duration time, long bytes, int tailBytes) {
        return new BoundedRun(time, bytes, tailBytes, () -> false, some -> {});
    }

    /** The same, ended once this answers true; it is asked several times a second. */
    public BoundedRun until(BooleanSupplier isCancelled) {
        return new BoundedRun(time, bytes, tailBytes, isCancelled, running);
    }

    /** The same, telling several times a second for how long it has been running. */
    public BoundedRun telling(Consumer<Duration> whileRunning) {
        return new BoundedRun(time, bytes, tailBytes, cancelled, whileRunning);
    }

    /**
     * Runs a program to its end.
     *
     * @param builder with words, folder and environment; what it says of streams is replaced
     * @param mark unique to this run; the program and what it starts carry it in their environment
     */
    public ProcessResult run(ProcessBuilder builder, String mark) {
        long start = System.nanoTime();
        builder.redirectErrorStream(true).environment().put(ProcessTree.MARK, mark);
        Process process;
        try {
            process = builder.start();
        } catch (IOException | UnsupportedOperationException e) {
            String why = String.valueOf(e.getMessage());
            return new ProcessResult(End.NOT_STARTED, OptionalInt.empty(), why, 0, Duration.ZERO, 0);
        }
        ProcessTree tree = new ProcessTree(process.toHandle(), mark);
        Thread atExit = new Thread(tree::end, "end-" + mark);
        try {
            Runtime.getRuntime().addShutdownHook(atExit);
            return ended(process, tree, start);
        } catch (IllegalStateException e) { // this process ends just now
            return new ProcessResult(End.CANCELLED, OptionalInt.empty(), "", 0, since(start), tree.end());
        } finally {
            forget(atExit);
        }
    }

    private ProcessResult ended(Process process, ProcessTree tree, long start) {
        BoundedOutput output = new BoundedOutput(bytes, tailBytes);
        Thread reader = new Thread(() -> output.readAll(process.getInputStream()), "program-output");
        reader.setDaemon(true);
        reader.start();
        End end = await(process, tree, output);
        Duration took = since(start);
        int others = tree.end();
        rest(reader);
        // A program that floods may end by itself before anybody looks, since its output is no longer read.
        End seen = end == End.EXITED && output.isFlooded() ? End.FLOODED : end;
        OptionalInt exit = seen == End.EXITED ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
        return new ProcessResult(seen, exit, output.text(), output.bytes(), took, seen == End.EXITED ? others : 0);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private End await(Process process, ProcessTree tree, BoundedOutput output) {
        long start = System.nanoTime();
        closeInput(process);
        try {
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                tree.look();
                if (since(start).compareTo(time) >= 0) {
                    return End.TIMED_OUT;
                }
                if (output.isFlooded()) {
                    return End.FLOODED;
                }
                if (cancelled.getAsBoolean()) {
                    return End.CANCELLED;
                }
                running.accept(since(start));
            }
            return End.EXITED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return End.CANCELLED;
        }
    }

    private static void closeInput(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            return; // it closed its end before we did
        }
    }

    /** Waits for what is still in the pipe. */
    private static void rest(Thread reader) {
        try {
            reader.join(REST_OF_OUTPUT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread atExit) {
        try {
            boolean unused = Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            return; // this process ends just now, and the hook runs
        }
    }
}
