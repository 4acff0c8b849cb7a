package io.workfloworchestrator.state.proofs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;

/** A process that runs a {@link ClaimWorker}: what it says, in the order of all processes, and the signals that it gets. */
final class ClaimProcess {
    /** A line of one of the processes. */
    record Said(ClaimProcess process, String line) {}

    /** The last line of every process, which its reader adds. */
    static final String ENDED = "ended";

    private final Process process;
    private final List<String> lines = new ArrayList<>();

    private ClaimProcess(Process process) {
        this.process = process;
    }

    /** @param clock jumps while the process is stopped in a commit */
    static ClaimProcess start(BlockingQueue<Said> said, AheadClock clock, String... arguments) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                classPath,
                ClaimWorker.class.getName()));
        command.addAll(List.of(arguments));
        ClaimProcess started = new ClaimProcess(
                new ProcessBuilder(command).redirectErrorStream(true).start());
        Thread reader = new Thread(() -> started.readInto(said, clock));
        reader.setDaemon(true);
        reader.start();
        return started;
    }

    private void readInto(BlockingQueue<Said> said, AheadClock clock) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                said.add(new Said(this, line));
                if (line.equals(ClaimWorker.STOPS_IN_COMMIT)) {
                    awaitStop(); // here, since whoever listens may be waiting for the store that the process holds
                    clock.jump(16);
                    goOn();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            said.add(new Said(this, ENDED));
        }
    }

    /** Remembers a line, for {@link #said}. */
    void remember(String line) {
        lines.add(line);
    }

    List<String> said() {
        return lines;
    }

    /** Lets the worker begin, which waits for a line when it is ready. */
    void begin() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** Returns when the system has stopped the process. */
    void awaitStop() throws IOException, InterruptedException {
        for (String state = state(); !state.startsWith("T"); state = state()) {
            if (state.isEmpty()) {
                throw new IllegalStateException("The process is gone: " + lines);
            }
        }
    }

    private String state() throws IOException, InterruptedException {
        Process ps = new ProcessBuilder("ps", "-o", "stat=", "-p", String.valueOf(process.pid())).start();
        String state = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        ps.waitFor();
        return state.strip();
    }

    /** Lets a stopped process go on. */
    void goOn() throws IOException, InterruptedException {
        ClaimWorker.signal("CONT", process.pid());
    }

    /** How it ended. */
    int end() throws InterruptedException {
        return process.waitFor();
    }

    void kill() {
        process.destroyForcibly();
    }
}
