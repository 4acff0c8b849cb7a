package io.workfloworchestrator.projectmanagement.setup;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Who wrote the last commits of a repository. It runs git with an argument list and never a shell, without anything that a
 * repository's own settings could start, for at most five seconds.
 */
final class GitAuthors {
    private static final int MOST_COMMITS = 1_000;
    private static final int MOST_NAMED = 10;
    private static final int LONGEST_NAME = 80;
    private static final int MOST_BYTES = 256 * 1024;
    private static final long PATIENCE_SECONDS = 5;

    private GitAuthors() {}

    /** The names, those with most commits first, without programs; empty if there is no history, or no git. */
    static List<String> of(Path folder) {
        Map<String, Integer> commits = new LinkedHashMap<>();
        log(folder)
                .lines()
                .map(String::strip)
                .filter(name -> !name.isEmpty() && name.length() <= LONGEST_NAME)
                .filter(name -> !name.toLowerCase(Locale.ROOT).endsWith("[bot]"))
                .filter(name -> name.codePoints().noneMatch(Character::isISOControl))
                .forEach(name -> commits.merge(name, 1, Integer::sum));
        return commits.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Integer> author) -> -author.getValue())
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_NAMED)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String log(Path folder) {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        "git",
                        "--no-pager",
                        "--no-replace-objects",
                        "-c",
                        "core.fsmonitor=false",
                        "-c",
                        "log.showSignature=false",
                        "log",
                        "--no-show-signature",
                        "--format=%an",
                        "-n",
                        Integer.toString(MOST_COMMITS)))
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
            CompletableFuture<Void> end = CompletableFuture.runAsync(
                    git::destroyForcibly, CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS));
            try {
                byte[] output = git.getInputStream().readNBytes(MOST_BYTES);
                return new String(output, StandardCharsets.UTF_8);
            } finally {
                end.cancel(false);
                git.destroyForcibly();
            }
        } catch (IOException e) {
            return "";
        }
    }
}
