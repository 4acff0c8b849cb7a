package io.workfloworchestrator.state.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Who holds a kernel lock, for messages only: no decision follows from it.
 *
 * <p>Source of the format of {@code /proc/locks}: proc_locks(5). The byte of SQLite's write lock: WALINDEX_LOCK_OFFSET
 * in its wal.c.
 */
final class Holder {
    private static final long SQLITE_WRITE_LOCK = 120;

    private Holder() {}

    /** Process id and command of the process that holds SQLite's write lock; empty where the system does not tell. */
    static Optional<String> of(StateFolder folder) {
        return of(folder.shm(), SQLITE_WRITE_LOCK);
    }

    /** Process id and command of the process that holds this byte of a file locked. */
    static Optional<String> of(Path file, long at) {
        try {
            Object inode = Files.getAttribute(file, "unix:ino");
            for (String line : read(Path.of("/proc/locks")).split("\n")) {
                // 7: POSIX  ADVISORY  WRITE 3548 08:01:13504 120 120
                String[] part = line.trim().split("\\s+");
                if (part.length == 8
                        && part[1].equals("POSIX")
                        && part[3].equals("WRITE")
                        && part[5].endsWith(":" + inode)
                        && Long.parseLong(part[6]) <= at
                        && (part[7].equals("EOF") || Long.parseLong(part[7]) >= at)) {
                    return Optional.of("process " + part[4] + " (" + command(part[4]) + ")");
                }
            }
        } catch (IOException | RuntimeException unknown) {
            // Only Linux tells.
        }
        return Optional.empty();
    }

    private static String command(String pid) {
        try {
            String command =
                    read(Path.of("/proc", pid, "cmdline")).replace('\0', ' ').strip();
            String shown = command.length() > 80 ? command.substring(0, 80) + "…" : command;
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
