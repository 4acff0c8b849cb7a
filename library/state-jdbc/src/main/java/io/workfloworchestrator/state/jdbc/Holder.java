package io.workfloworchestrator.state.jdbc;

import io.workfloworchestrator.json.Words;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which process holds a kernel lock, for messages only: no decision depends on it.
 *
 * <p>Source of the format of {@code /proc/locks}: proc_locks(5). The byte of SQLite's write lock: WALINDEX_LOCK_OFFSET
 * in its wal.c.
 */
final class Holder {
    private static final long SQLITE_WRITE_LOCK = 120;

    private Holder() {}

    /** Process id and command of the process that holds SQLite's write lock; empty if the system does not tell. */
    static Optional<String> of(StateFolder folder) {
        return of(folder.shm(), SQLITE_WRITE_LOCK);
    }

    /** Process id and command of the process that holds this byte of a file locked. */
    static Optional<String> of(Path file, long at) {
        return locks(file).stream()
                .filter(lock -> lock[3].equals("WRITE")
                        && Long.parseLong(lock[6]) <= at
                        && (lock[7].equals("EOF") || Long.parseLong(lock[7]) >= at))
                .findFirst()
                .map(lock -> "process " + lock[4] + " (" + command(lock[4]) + ")");
    }

    /** Whether the kernel lists a lock on a file. False also where the kernel lists no locks at all. */
    static boolean isHeld(Path file) {
        return !locks(file).isEmpty();
    }

    private static List<String[]> locks(Path file) {
        List<String[]> found = new ArrayList<>();
        try {
            Object inode = Files.getAttribute(file, "unix:ino");
            for (String line : read(Path.of("/proc/locks")).split("\n")) {
                // 7: POSIX  ADVISORY  WRITE 3548 08:01:13504 120 120
                String[] part = line.trim().split("\\s+");
                if (part.length == 8 && part[1].equals("POSIX") && part[5].endsWith(":" + inode)) {
                    found.add(part);
                }
            }
        } catch (IOException | RuntimeException unknown) {
            // Only Linux has such a list.
        }
        return found;
    }

    private static String command(String pid) {
        try {
            String command =
                    read(Path.of("/proc", pid, "cmdline")).replace('\0', ' ').strip();
            String shown = Words.clip(command, 80);
            return shown.isEmpty() ? "unknown" : shown.replaceAll("\\p{C}", "?");
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** Files of procfs have no size; reading by size gives one byte. */
    private static String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
