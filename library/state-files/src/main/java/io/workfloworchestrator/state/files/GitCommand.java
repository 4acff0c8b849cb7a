package io.workfloworchestrator.state.files;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Asks the program git: an argument list, never a shell; no prompt, no optional locks, no file system monitor, nothing of the
 * caller's {@code GIT_} environment (a hook's points elsewhere); at most five seconds.
 */
public final class GitCommand {
    private static final long PATIENCE_SECONDS = 5;

    private GitCommand() {}

    /** What git prints, in UTF-8; empty if there is no git, it fails, or it takes too long. */
    public static Optional<String> answer(Path folder, String... arguments) {
        return answer(folder, List.of(arguments));
    }

    static Optional<String> answer(Path folder, List<String> arguments) {
        return run(folder, arguments).map(output -> new String(output, StandardCharsets.UTF_8));
    }

    /** As {@link #answer}; empty too if git wrote more than {@link Reading#LIMIT}. */
    static Optional<byte[]> run(Path folder, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("git", "--no-replace-objects", "-c", "core.fsmonitor=false"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectInput(
                        ProcessBuilder.Redirect.from(new File(File.separatorChar == '\\' ? "NUL" : "/dev/null")));
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.environment().put("GIT_NO_LAZY_FETCH", "1");
        boolean interrupted = Thread.interrupted();
        try {
            return answer(builder.start());
        } catch (IOException e) {
            return Optional.empty();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Optional<byte[]> answer(Process git) throws IOException {
        CompletableFuture<Void> end = CompletableFuture.runAsync(
                git::destroyForcibly, CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS));
        try {
            byte[] output = git.getInputStream().readNBytes((int) Reading.LIMIT + 1);
            return output.length <= Reading.LIMIT && git.onExit().join().exitValue() == 0
                    ? Optional.of(output)
                    : Optional.empty();
        } finally {
            end.cancel(false);
            git.destroyForcibly();
        }
    }
}
