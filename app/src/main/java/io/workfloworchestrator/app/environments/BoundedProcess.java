package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.files.process.BoundedRun;
import io.workfloworchestrator.files.process.ProcessResult;
import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A command that runs to its end within limits of time and output. It gets no input. Whatever it started is ended with it.
 */
final class BoundedProcess {
    /** So much of the end of a long output is kept, in bytes. */
    static final int TAIL_BYTES = 32 << 10;

    private BoundedProcess() {}

    /**
     * How a command ended.
     *
     * @param output what it wrote, with the middle left out of a long one
     * @param problem why it was ended from outside; empty if it ended by itself
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
     * @param bytes of output that it may write, both streams together
     * @throws EnvironmentException {@code E_SERVER_COMMAND} if its program cannot be started
     */
    static Outcome run(List<String> words, Path folder, Map<String, String> more, Duration time, long bytes) {
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().putAll(more);
        ProcessResult result = BoundedRun.within(time, bytes, TAIL_BYTES)
                .run(builder, UUID.randomUUID().toString());
        Optional<String> problem = switch (result.end()) {
            case EXITED -> Optional.empty();
            case FLOODED -> Optional.of("ended since it wrote more than " + (bytes >> 20) + " MB");
            case TIMED_OUT -> Optional.of("ended since it did not end by itself within " + seconds(time));
            case CANCELLED -> throw new EnvironmentException("E_SERVER_COMMAND", words.get(0) + " was interrupted.");
            case NOT_STARTED -> throw new EnvironmentException("E_SERVER_COMMAND", notStarted(words, result.output()));
        };
        Optional<Integer> exit =
                result.exit().isPresent() ? Optional.of(result.exit().getAsInt()) : Optional.empty();
        return new Outcome(exit, result.output(), problem, result.took());
    }

    static Process start(ProcessBuilder builder, List<String> words) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new EnvironmentException("E_SERVER_COMMAND", notStarted(words, String.valueOf(e.getMessage())), e);
        }
    }

    private static String notStarted(List<String> words, String why) {
        return "The program " + words.get(0) + " cannot be started: " + why
                + ". Install it, or name another one with 'workflow server change NAME'.";
    }
}
