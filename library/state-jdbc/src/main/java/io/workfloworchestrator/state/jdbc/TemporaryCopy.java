package io.workfloworchestrator.state.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A copy of a database and its log among the temporary files, which {@link #close} deletes. */
record TemporaryCopy(Path folder) implements AutoCloseable {
    private static final List<String> NAMES = List.of("state.db", "state.db-wal");

    static TemporaryCopy of(Path databases, String prefix) throws IOException {
        TemporaryCopy copy = new TemporaryCopy(Files.createTempDirectory(prefix));
        try {
            for (String name : NAMES) {
                if (Files.exists(databases.resolve(name))) {
                    Files.copy(databases.resolve(name), copy.folder.resolve(name));
                }
            }
        } catch (IOException e) {
            copy.close();
            throw e;
        }
        return copy;
    }

    Path database() {
        return folder.resolve("state.db");
    }

    @Override
    public void close() {
        for (String name : new String[] {"state.db", "state.db-wal", "state.db-shm", ""}) {
            try {
                Files.deleteIfExists(folder.resolve(name));
            } catch (IOException e) {
                // The system removes from its folder for temporary files what we could not.
            }
        }
    }
}
