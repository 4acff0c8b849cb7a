package io.workfloworchestrator.state.files;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs git: an argument list, never a shell; no prompt, no optional locks, no file system monitor, nothing of the
 * caller's {@code GIT_} environment (a hook's points elsewhere); at most five seconds.
 */
final class GitCommand {
    private static final long PATIENCE_SECONDS = 5;

    private GitCommand() {}

    /**
     * An answer.
     *
     * @param status the exit code
     * @param output standard output; short, or git would wait for us while we wait for it
     */
    record Answer(int status, String output) {}

    /** What git answers; empty when there is no git, or it took too long. */
    static Optional<Answer> run(Path folder, List<String> arguments) {
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
        try {
            Process git = builder.start();
            if (!waitFor(git)) {
                return Optional.empty();
            }
            return Optional.of(new Answer(
                    git.exitValue(), new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean waitFor(Process git) {
        boolean interrupted = Thread.interrupted();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (true) {
                try {
                    if (git.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                        return true;
                    }
                    git.destroyForcibly();
                    return false;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
