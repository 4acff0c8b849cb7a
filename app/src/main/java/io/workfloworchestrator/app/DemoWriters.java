package io.workfloworchestrator.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Real processes that write to one project at the same time. */
final class DemoWriters {
    private static final long LIMIT_SECONDS = 120;

    private DemoWriters() {}

    /**
     * How they ended.
     *
     * @param successes how many ended with exit code 0
     * @param said what each said, in the order of their names
     */
    record Result(int successes, List<String> said) {}

    static Result run(Path project, int writers, int notesEach) {
        List<Process> processes = new ArrayList<>();
        try {
            for (int i = 1; i <= writers; i++) {
                List<String> command = new ArrayList<>(Program.command());
                command.addAll(List.of("write-many", "--project", project.toString()));
                command.addAll(List.of("--writer", "writer-" + i, "--count", Integer.toString(notesEach)));
                processes.add(
                        new ProcessBuilder(command).redirectErrorStream(true).start());
            }
            int successes = 0;
            List<String> said = new ArrayList<>();
            for (Process process : processes) {
                process.getOutputStream().close();
                said.add(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
                boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
                successes += ended && process.exitValue() == 0 ? 1 : 0;
            }
            return new Result(successes, said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result(0, List.of("interrupted"));
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }
}
