package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A command that runs to its end within limits of time and output. It gets no input. Whatever it started is ended with it.
 */
final class BoundedProcess {
    private static final int GRACE_SECONDS = 5;

    private BoundedProcess() {}

    /**
     * What a command may take.
     *
     * @param time until it must have ended
     * @param bytes of output, both streams together
     */
    record Limits(Duration time, long bytes) {}

    /**
     * How a command ended.
     *
     * @param exit its exit code; empty if it was ended from outside
     * @param output what it wrote, with the middle left out of a long one
     * @param problem why it was ended from outside; empty if it ended by itself
     * @param took from its start to its end
     */
    record Outcome(Optional<Integer> exit, String output, Optional<String> problem, Duration took) {
        boolean isPassed() {
            return exit.equals(Optional.of(0));
        }

        /** In a few words, such as {@code exit code 1 after 2.4 s}. */
        String words() {
            return problem.orElseGet(() -> "exit code " + exit.orElse(-1)) + " after " + seconds(took);
        }
    }

    static String seconds(Duration time) {
        return Math.round(time.toMillis() / 100.0) / 10.0 + " s";
    }

    /**
     * Runs a command.
     *
     * @param more variables of the environment beside those of this process
     * @throws EnvironmentException {@code E_SERVER_COMMAND} if its program cannot be started
     */
    static Outcome run(List<String> words, Path folder, Map<String, String> more, Limits limits) {
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(more);
        long begin = System.nanoTime();
        Process process = start(builder, words);
        BoundedOutput output = new BoundedOutput(limits.bytes());
        try {
            process.getOutputStream().close();
            Thread reader = reading(process.getInputStream(), output, process);
            boolean isEnded = process.waitFor(limits.time().toMillis(), TimeUnit.MILLISECONDS);
            if (!isEnded) {
                end(process);
            }
            // What the command left running in the background may hold its output open for ever.
            reader.join(TimeUnit.SECONDS.toMillis(GRACE_SECONDS));
            Optional<String> problem = output.isFlooded()
                    ? Optional.of("ended since it wrote more than " + (limits.bytes() >> 20) + " MB")
                    : isEnded
                            ? Optional.empty()
                            : Optional.of("ended since it did not end by itself within " + seconds(limits.time()));
            Optional<Integer> exit = problem.isEmpty() ? Optional.of(process.exitValue()) : Optional.<Integer>empty();
            return new Outcome(exit, output.text(), problem, Duration.ofNanos(System.nanoTime() - begin));
        } catch (IOException e) {
            throw new EnvironmentException("E_SERVER_COMMAND", words.get(0) + " cannot be given its input: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("E_SERVER_COMMAND", words.get(0) + " was interrupted.", e);
        } finally {
            end(process);
        }
    }

    static Process start(ProcessBuilder builder, List<String> words) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new EnvironmentException(
                    "E_SERVER_COMMAND",
                    "The program " + words.get(0) + " cannot be started: " + e.getMessage()
                            + ". Install it, or name another one with 'workflow server change'.",
                    e);
        }
    }

    private static Thread reading(InputStream in, BoundedOutput output, Process process) {
        Thread reader = new Thread(() -> {
            byte[] part = new byte[8_192];
            try (in) {
                for (int count = in.read(part); count >= 0; count = in.read(part)) {
                    if (!output.add(part, count)) {
                        end(process);
                        return;
                    }
                }
            } catch (IOException e) {
                output.note("(its output could not be read to the end: " + e.getMessage() + ")");
            }
        });
        reader.setDaemon(true);
        reader.start();
        return reader;
    }

    /** Ends a process and everything that it started. */
    static void end(Process process) {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
