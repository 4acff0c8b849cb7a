package io.workfloworchestrator.state.proofs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One call of git, with nothing of what the machine's owner has set for it. */
record GitCall(int status, String output) {
    private static final List<String> SETTINGS = List.of(
            "user.name=Tester",
            "user.email=tester@example.org",
            "commit.gpgsign=false",
            "core.autocrlf=false",
            "gc.auto=0",
            "maintenance.auto=false",
            "advice.detachedHead=false",
            "protocol.file.allow=always",
            "pull.rebase=false");

    static GitCall run(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
            builder.environment()
                    .putAll(Map.of(
                            "GIT_CONFIG_GLOBAL",
                            "/dev/null",
                            "GIT_CONFIG_NOSYSTEM",
                            "1",
                            "GIT_EDITOR",
                            "true",
                            "GIT_TERMINAL_PROMPT",
                            "0"));
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new GitCall(process.waitFor(), output);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    boolean isDone() {
        return status == 0;
    }

    /** The output of a call that must succeed. */
    static String must(Path folder, String... arguments) {
        GitCall call = run(folder, arguments);
        if (!call.isDone()) {
            throw new AssertionError("git " + List.of(arguments) + ": " + call.output);
        }
        return call.output;
    }
}
