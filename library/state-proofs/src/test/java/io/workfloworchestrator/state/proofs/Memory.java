package io.workfloworchestrator.state.proofs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a process holds.
 *
 * @param heap bytes after a collection
 * @param descriptors open files
 * @param threads live threads
 * @param resident bytes in memory
 * @param peak the most bytes that ever were in memory
 */
record Memory(long heap, long descriptors, long threads, long resident, long peak) {
    /** Of this process, on Linux. */
    static Memory now() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return new Memory(
                runtime.totalMemory() - runtime.freeMemory(),
                files(Path.of("/proc/self/fd")),
                files(Path.of("/proc/self/task")),
                status("VmRSS:"),
                status("VmHWM:"));
    }

    static Memory of(String line) {
        String[] words = line.split(" ");
        return new Memory(
                Long.parseLong(words[1]),
                Long.parseLong(words[2]),
                Long.parseLong(words[3]),
                Long.parseLong(words[4]),
                Long.parseLong(words[5]));
    }

    private static long files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long status(String field) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith(field))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(0L);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return heap + " " + descriptors + " " + threads + " " + resident + " " + peak;
    }
}
