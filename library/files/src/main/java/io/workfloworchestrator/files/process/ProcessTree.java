package io.workfloworchestrator.files.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A process with everything that it started, and how all of it is ended.
 *
 * <p>A process that starts another one and ends is no longer its parent, so what descends from the first process is only a part
 * of the tree. Therefore every descendant that was ever seen is remembered; and on Linux each process that carries the
 * mark of this run in its environment belongs to it, whatever became of its parents. A process that cleans its environment and
 * leaves its parents between two looks escapes. Thread-safe.
 */
public final class ProcessTree {
    /** The variable by which a process is known to belong to a run. */
    public static final String MARK = "WORKFLOW_CHECK_RUN";

    private static final Path PROC = Path.of("/proc");
    private static final int MOST_ENVIRONMENT = 256 << 10;
    private static final int ROUNDS = 20;
    private static final Duration POLITE = Duration.ofSeconds(2);
    private static final long PAUSE_MILLIS = 50;

    private final ProcessHandle root;
    private final String mark;
    private final Set<ProcessHandle> seen = ConcurrentHashMap.newKeySet();

    /** @param mark the value of {@link #MARK} in the environment with which the process was started */
    public ProcessTree(ProcessHandle root, String mark) {
        this.root = root;
        this.mark = MARK + "=" + mark + "\0";
    }

    /** Remembers what descends from the process now. */
    public void look() {
        root.descendants().forEach(seen::add);
    }

    /**
     * Ends the process and everything that it started: first by asking, then by force, and again as long as new ones appear.
     *
     * @return how many there were besides the process itself
     */
    public int end() {
        Set<ProcessHandle> alive = alive();
        Set<ProcessHandle> ended = new LinkedHashSet<>(alive);
        if (!alive.isEmpty()) {
            alive.forEach(ProcessHandle::destroy);
            waitFor(alive, POLITE);
        }
        ended.addAll(force());
        ended.remove(root);
        return ended.size();
    }

    /** The same by force alone, for what was asked before. */
    public void endByForce() {
        Set<ProcessHandle> unused = force();
    }

    private Set<ProcessHandle> force() {
        Set<ProcessHandle> ended = new LinkedHashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            Set<ProcessHandle> alive = alive();
            if (alive.isEmpty()) {
                break;
            }
            ended.addAll(alive);
            alive.forEach(ProcessHandle::destroyForcibly);
            waitFor(alive, Duration.ofMillis(PAUSE_MILLIS));
        }
        return ended;
    }

    private Set<ProcessHandle> alive() {
        look();
        Set<ProcessHandle> alive = new LinkedHashSet<>(seen);
        alive.add(root);
        addMarked(alive);
        alive.removeIf(process -> !process.isAlive());
        return alive;
    }

    private static void waitFor(Set<ProcessHandle> processes, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        while (processes.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < end) {
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void addMarked(Set<ProcessHandle> found) {
        if (!Files.isDirectory(PROC)) {
            return;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (isMarked(process.resolve("environ"))) {
                    Optional<ProcessHandle> handle =
                            ProcessHandle.of(Long.parseLong(String.valueOf(process.getFileName())));
                    handle.ifPresent(found::add);
                }
            }
        } catch (IOException | NumberFormatException e) {
            // Without /proc, only what descends from the process is known.
            return;
        }
    }

    private boolean isMarked(Path environment) {
        try (var in = Files.newInputStream(environment)) {
            return new String(in.readNBytes(MOST_ENVIRONMENT), StandardCharsets.ISO_8859_1).contains(mark);
        } catch (IOException e) {
            return false; // it ended meanwhile, or is somebody else's
        }
    }
}
