package io.workfloworchestrator.taskexecutor.command;

import io.workfloworchestrator.taskexecutor.command.CommandResult.End;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Runs a command and waits for it.
 *
 * <p>No shell reads its words. It gets nothing to read, a small environment, and its own time; what it prints is read all the
 * time, so it never hangs on a full pipe, and only the beginning and the end are kept. It is ended with everything that it
 * started when its time is over, when it prints too much, when nobody wants its answer any more, or when this process ends.
 *
 * <p>It is not kept from reading and writing what the user may read and write, inside of the project and outside. That is why
 * a person approves it before.
 *
 * <p>Thread-safe; each call runs one command on the caller's thread.
 */
public final class CommandRun {
    /** So much of the beginning of the output is kept, in bytes. */
    public static final int HEAD_BYTES = 32 << 10;

    /** So much of the end of the output is kept, in bytes. */
    public static final int TAIL_BYTES = 96 << 10;

    /** Whoever prints more than this is ended, in bytes. */
    public static final long MOST_BYTES = 256L << 20;

    private static final long LOOK_MILLIS = 100;
    private static final long REST_OF_OUTPUT_MILLIS = 2_000;

    /** What programs need to be found and to run, on Unix and on Windows. */
    private static final List<String> NEEDED = List.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "LANG",
            "LC_ALL",
            "LC_CTYPE",
            "TZ",
            "TMPDIR",
            "TEMP",
            "TMP",
            "JAVA_HOME",
            "SystemRoot",
            "SystemDrive",
            "ComSpec",
            "PATHEXT",
            "USERPROFILE",
            "APPDATA",
            "LOCALAPPDATA",
            "ProgramFiles");

    private final Map<String, String> environment;
    private final long mostBytes;

    /** @param environment the variables of this process, of which a command gets a few */
    public CommandRun(Map<String, String> environment) {
        this(environment, MOST_BYTES);
    }

    CommandRun(Map<String, String> environment, long mostBytes) {
        this.environment = Map.copyOf(environment);
        this.mostBytes = mostBytes;
    }

    /**
     * Runs a command to its end.
     *
     * @param mark unique to this run; the command and what it starts carry it in their environment
     * @param cancelled asked again and again; once it is true, the command is ended
     * @param running told again and again for how long it has been running
     */
    public CommandResult run(Command command, String mark, BooleanSupplier cancelled, Consumer<Duration> running) {
        long start = System.nanoTime();
        Process process;
        try {
            process = builder(command, mark).start();
        } catch (IOException | UnsupportedOperationException e) {
            return new CommandResult(
                    End.NOT_STARTED,
                    OptionalInt.empty(),
                    OutputText.clean(String.valueOf(e.getMessage())),
                    0,
                    Duration.ZERO,
                    0);
        }
        ProcessTree tree = new ProcessTree(process.toHandle(), mark);
        Thread atExit = new Thread(tree::end, "end-" + mark);
        try {
            Runtime.getRuntime().addShutdownHook(atExit);
            BoundedOutput output = new BoundedOutput(HEAD_BYTES, TAIL_BYTES);
            Thread reader = reader(process.getInputStream(), output);
            End end = await(process, tree, output, command.timeout(), cancelled, running);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            int others = tree.end();
            rest(reader);
            OptionalInt exit = end == End.EXITED ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
            return new CommandResult(
                    end, exit, OutputText.clean(output.text()), output.bytes(), took, end == End.EXITED ? others : 0);
        } catch (IllegalStateException e) { // this process ends just now
            return new CommandResult(
                    End.CANCELLED, OptionalInt.empty(), "", 0, Duration.ofNanos(System.nanoTime() - start), tree.end());
        } finally {
            forget(atExit);
        }
    }

    private ProcessBuilder builder(Command command, String mark) {
        ProcessBuilder builder = new ProcessBuilder(command.words())
                .directory(command.folder().toFile())
                .redirectErrorStream(true);
        Map<String, String> given = builder.environment();
        given.clear();
        Map<String, String> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        known.putAll(environment);
        for (List<String> names : List.of(NEEDED, command.environment())) {
            for (String name : names) {
                String value = known.get(name);
                if (value != null) {
                    given.put(name, value);
                }
            }
        }
        given.put("CI", "true");
        given.put("TERM", "dumb");
        given.put(ProcessTree.MARK, mark);
        return builder;
    }

    private static Thread reader(InputStream in, BoundedOutput output) {
        Thread reader = new Thread(
                () -> {
                    byte[] buffer = new byte[64 << 10];
                    try {
                        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                            output.add(buffer, read);
                        }
                    } catch (IOException e) {
                        return; // it was ended
                    }
                },
                "check-output");
        reader.setDaemon(true);
        reader.start();
        return reader;
    }

    private End await(
            Process process,
            ProcessTree tree,
            BoundedOutput output,
            Duration timeout,
            BooleanSupplier cancelled,
            Consumer<Duration> running) {
        long start = System.nanoTime();
        closeInput(process);
        try {
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                tree.look();
                Duration time = Duration.ofNanos(System.nanoTime() - start);
                if (time.compareTo(timeout) >= 0) {
                    return End.TIMED_OUT;
                }
                if (output.bytes() > mostBytes) {
                    return End.FLOODED;
                }
                if (cancelled.getAsBoolean()) {
                    return End.CANCELLED;
                }
                running.accept(time);
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
