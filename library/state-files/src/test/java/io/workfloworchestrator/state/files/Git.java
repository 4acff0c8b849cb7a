package io.workfloworchestrator.state.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A person's git, with settings of its own. */
final class Git {
    private final Path folder;

    private Git(Path folder) {
        this.folder = folder;
    }

    static Git init(Path folder) {
        Git git = new Git(folder);
        git.run("init", "-q", "-b", "main", "--template=");
        return git;
    }

    static Git in(Path folder) {
        return new Git(folder);
    }

    String run(String... arguments) {
        Result result = status(arguments);
        if (result.status != 0) {
            throw new AssertionError("git " + List.of(arguments) + ": " + result.output);
        }
        return result.output;
    }

    record Result(int status, String output) {}

    Result status(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "git",
                "-c",
                "user.name=Tester",
                "-c",
                "user.email=tester@example.org",
                "-c",
                "commit.gpgsign=false",
                "-c",
                "core.autocrlf=false",
                "-c",
                "core.fsync=none"));
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile("git", ".out");
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
                // What the machine's owner has set for git decides nothing here, and no editor waits for anybody.
                builder.environment()
                        .putAll(Map.of(
                                "GIT_CONFIG_GLOBAL", "/dev/null",
                                "GIT_CONFIG_NOSYSTEM", "1",
                                "GIT_EDITOR", "true",
                                "GIT_TERMINAL_PROMPT", "0"));
                Process process = builder.start();
                return new Result(process.waitFor(), Files.readString(output, StandardCharsets.UTF_8));
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    void commitAll(String message) {
        run("add", "-A");
        run("commit", "-q", "-m", message);
    }
}
