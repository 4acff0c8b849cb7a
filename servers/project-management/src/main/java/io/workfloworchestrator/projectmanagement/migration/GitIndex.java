package io.workfloworchestrator.projectmanagement.migration;

import io.workfloworchestrator.projectmanagement.migration.Migration.Move;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Tells git that tracked files have moved, as {@code git mv} does: what is staged of a file stays staged under its new name. A
 * folder that git does not know is left alone. Thread-safe.
 *
 * @param git the program
 * @param longest after it the program is ended
 */
record GitIndex(Path root, String git, Duration longest) {
    private static final Duration TO_END = Duration.ofSeconds(2);

    GitIndex(Path root) {
        this(root, "git", Duration.ofSeconds(20));
    }

    /**
     * Moves entries of the index. An entry that was moved before is left alone, so the same call can be repeated.
     *
     * @return what went wrong, for people; empty if nothing did
     */
    Optional<String> move(List<Move> moves) {
        StringBuilder lines = new StringBuilder();
        Optional<String> listed = run("", "ls-files", "--stage", "--full-name", "-z", "--", ".");
        Optional<String> prefix = run("", "rev-parse", "--show-prefix");
        if (listed.isEmpty() || prefix.isEmpty()) {
            return Optional.empty(); // no git, or no repository
        }
        String above = prefix.get().strip();
        Map<String, String> entries = new HashMap<>();
        for (String entry : listed.get().split("\0")) {
            int tab = entry.indexOf('\t');
            if (tab > 0) {
                entries.put(entry.substring(tab + 1), entry.substring(0, tab));
            }
        }
        for (Move move : moves) {
            String entry = entries.get(above + move.from());
            if (entry != null && entry.endsWith(" 0")) {
                lines.append("0 ")
                        .append("0".repeat(40))
                        .append('\t')
                        .append(above + move.from())
                        .append('\0');
                lines.append(entry).append('\t').append(above + move.to()).append('\0');
            }
        }
        if (lines.length() == 0) {
            return Optional.empty();
        }
        return run(lines.toString(), "update-index", "-z", "--index-info").isPresent()
                ? Optional.empty()
                : Optional.of("git could not be told of the moves; \"git add -A\" does it.");
    }

    /** What git prints; empty if it is not there, fails, or takes too long. */
    private Optional<String> run(String input, String... words) {
        List<String> command =
                new ArrayList<>(List.of(git, "-c", "core.fsmonitor=false", "-c", "core.quotePath=false"));
        command.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(root.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return Optional.empty();
        }
        try {
            // A program that reads nothing blocks who writes to it, so that is waited for, too.
            CompletableFuture<Void> told = CompletableFuture.runAsync(() -> tell(process, input));
            CompletableFuture<byte[]> said = CompletableFuture.supplyAsync(() -> all(process));
            String text = new String(
                    told.thenCombine(said, (done, bytes) -> bytes).get(longest.toMillis(), TimeUnit.MILLISECONDS),
                    StandardCharsets.UTF_8);
            boolean isOver = process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
            return isOver && process.exitValue() == 0 ? Optional.of(text) : Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            end(process);
        }
    }

    /** Ends the program and what it started, if they still run; first so that git can take its locks away. */
    private static void end(Process process) {
        if (!process.isAlive()) {
            return;
        }
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        try {
            boolean unused = process.waitFor(TO_END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }

    private static void tell(Process process, String input) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] all(Process process) {
        try {
            return process.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
