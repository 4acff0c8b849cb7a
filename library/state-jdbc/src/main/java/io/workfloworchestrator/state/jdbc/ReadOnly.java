package io.workfloworchestrator.state.jdbc;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Opens a database that may not be changed.
 *
 * <p>Without the shared memory that a writer made, and without the right to make it, SQLite can read the database file
 * only, and would silently miss the newest commits in a log. Then the two files are copied to a private folder, and the
 * copy is opened, until the files change.
 */
record ReadOnly(StateFolder folder, Connections connections) {
    /** An open database: the identity of its files, whether any change of them ends its use, and the copy if it is one. */
    record Opened(
            Session session,
            StateFolder.Identity identity,
            boolean frozen,
            @Nullable TemporaryCopy copy) {}

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
        // Without shared memory nobody has the files open, so reading them drops no lock of this process.
        TemporaryCopy copy = TemporaryCopy.of(folder.folder(), "state-read-only-");
        try {
            return new Opened(verified(copy.database(), "mode=rw"), files, true, copy);
        } catch (SQLException | RuntimeException e) {
            copy.close();
            throw e;
        }
    }

    private Session verified(Path database, String options) throws SQLException {
        Session session = connections.connect(database, options);
        try {
            connections.refuseNewer(session);
            session.head();
            return session;
        } catch (SQLException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    void close(Opened opened) throws SQLException {
        try (TemporaryCopy copy = opened.copy()) {
            opened.session().close();
        }
    }
}
