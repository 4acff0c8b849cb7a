package io.workfloworchestrator.state.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Opens a database that may not be changed.
 *
 * <p>While a writer has it open, SQLite reads along through the shared memory that the writer made. Without that memory,
 * and without the right to make it, SQLite can read only what is in the database itself: that is enough when there is no
 * log, and would silently miss the newest commits when there is one. Then the two files are copied to a private folder and
 * the copy is opened. A copy, and a database that is read as if nobody could change it, are thrown away as soon as
 * the files change.
 */
final class ReadOnly {
    private final StateFolder folder;
    private final Opening opening;

    ReadOnly(StateFolder folder, Opening opening) {
        this.folder = folder;
        this.opening = opening;
    }

    /** An open database: which files it is, whether they must not change at all, and the copy that is to be deleted. */
    record Opened(
            Session session,
            StateFolder.Identity identity,
            boolean frozen,
            @Nullable Path copy) {}

    @Nullable
    Opened open() throws IOException, SQLException {
        if (!folder.exists()) {
            return null;
        }
        SQLException refused = null;
        for (int attempt = 0; attempt < 4; attempt++) {
            StateFolder.Identity files = folder.identity();
            if (files.wal() != null && files.shm() != null) {
                try {
                    return new Opened(verified(folder.database(), "mode=ro"), files, false, null);
                } catch (SQLException e) {
                    refused = e;
                }
            }
            StateFolder.Identity before = folder.exactIdentity();
            try {
                Opened opened = frozen(before);
                if (before.equals(folder.exactIdentity())) {
                    return opened;
                }
                close(opened);
            } catch (SQLException e) {
                refused = e;
            }
        }
        throw refused == null ? new SQLException("the files change all the time") : refused;
    }

    private Opened frozen(StateFolder.Identity files) throws IOException, SQLException {
        if (StateFolder.size(folder.wal()) == 0) {
            return new Opened(verified(folder.database(), "mode=ro&immutable=1"), files, true, null);
        }
        Path copy = Files.createTempDirectory("state-read-only-");
        try {
            // No shared memory: nobody has the files open, so that no lock of this process can be lost by opening them.
            Path database = copy.resolve("state.db");
            Files.copy(folder.database(), database);
            Files.copy(folder.wal(), copy.resolve("state.db-wal"));
            return new Opened(verified(database, "mode=rw"), files, true, copy);
        } catch (IOException | SQLException | RuntimeException e) {
            delete(copy);
            throw e;
        }
    }

    private Session verified(Path database, String options) throws SQLException {
        Session session = opening.connect(database, options);
        try {
            opening.refuseNewer(session);
            session.head();
            return session;
        } catch (SQLException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    void close(Opened opened) throws SQLException {
        try {
            opened.session().close();
        } finally {
            if (opened.copy() != null) {
                delete(opened.copy());
            }
        }
    }

    static void delete(Path copy) {
        for (String name : new String[] {"state.db", "state.db-wal", "state.db-shm", ""}) {
            try {
                Files.deleteIfExists(name.isEmpty() ? copy : copy.resolve(name));
            } catch (IOException e) {
                // A private copy in the system's folder for temporary files; the system removes what we could not.
            }
        }
    }
}
