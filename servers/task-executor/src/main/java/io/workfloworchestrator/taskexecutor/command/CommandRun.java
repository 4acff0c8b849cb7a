package io.workfloworchestrator.taskexecutor.command;

import io.workfloworchestrator.files.process.BoundedRun;
import io.workfloworchestrator.files.process.ProcessResult;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs a command of a project within its limits, as {@link BoundedRun} does: no shell reads its words, and it gets a small
 * environment.
 *
 * <p>It is not kept from reading and writing what the user may read and write, inside of the project and outside. That is why
 * a person approves it before.
 *
 * <p>Thread-safe; each call runs one command on the caller's thread.
 */
public final class CommandRun {
    /** Whoever prints more than this is ended, in bytes. */
    public static final long MOST_BYTES = 256L << 20;

    /** So much of the end of the output is kept, in bytes: more than of the beginning, since it tells the outcome. */
    static final int TAIL_BYTES = 96 << 10;

    /** What programs need to be found and to run, on Unix and on Windows. */
    private static final Set<String> NEEDED =
            Set.of(("PATH HOME USER LOGNAME LANG LC_ALL LC_CTYPE TZ TMPDIR TEMP TMP JAVA_HOME"
                            + " SystemRoot SystemDrive ComSpec PATHEXT USERPROFILE APPDATA LOCALAPPDATA ProgramFiles")
                    .split(" "));

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
     * @param cancelled asked again and again; once it is true, the command is ended
     * @param running told again and again for how long it has been running
     * @return how it ended; its output is without control characters and secrets
     */
    public ProcessResult run(Command command, BooleanSupplier cancelled, Consumer<Duration> running) {
        ProcessResult result = BoundedRun.within(command.timeout(), mostBytes, TAIL_BYTES)
                .until(cancelled)
                .telling(running)
                .run(builder(command), UUID.randomUUID().toString());
        return result.withOutput(OutputText.clean(result.output()));
    }

    private ProcessBuilder builder(Command command) {
        ProcessBuilder builder =
                new ProcessBuilder(command.words()).directory(command.folder().toFile());
        Map<String, String> given = builder.environment();
        given.clear();
        Map<String, String> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        known.putAll(environment);
        Stream.concat(NEEDED.stream(), command.environment().stream())
                .filter(known::containsKey)
                .forEach(name -> given.put(name, known.getOrDefault(name, "")));
        given.put("CI", "true");
        given.put("TERM", "dumb");
        return builder;
    }
}
