package io.workfloworchestrator.state.jdbc;

import io.workfloworchestrator.state.StateException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/** Connects to database files. Thread-safe. */
record Connections(StateFolder folder) {
    /** How long a change waits for a process that is stopped in the middle of a write, in milliseconds. */
    private static final int PATIENCE = 5_000;

    Session connect(Path database) throws SQLException {
        return connect(database, "mode=rw");
    }

    /** A session with these options of SQLite's, "URI Filenames", sqlite.org/uri.html. */
    Session connect(Path database, String options) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(PATIENCE);
        // The driver would run, and leave open, a query for the generated key after each insert.
        config.setGetGeneratedKeys(false);
        if (options.contains("mode=ro")) {
            config.setReadOnly(true);
        }
        String url = "jdbc:sqlite:file:" + database.toUri().getRawPath() + "?" + options;
        Connection connection = JDBC.createConnection(url, config.toProperties());
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous=FULL");
            statement.execute("PRAGMA trusted_schema=OFF");
            statement.execute("PRAGMA cell_size_check=ON");
            statement.execute("PRAGMA journal_size_limit=4194304");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return new Session(connection);
    }

    /** @throws StateException (E_STATE_NEWER) when a newer version of this program made the database */
    void refuseNewer(Session session) throws SQLException {
        try (Statement statement = session.connection().createStatement()) {
            int format = number(statement, "PRAGMA user_version");
            if (format > SqliteDialect.FORMAT
                    && number(statement, "PRAGMA application_id") == SqliteDialect.APPLICATION_ID) {
                String needs = "a newer version";
                try (ResultSet row = statement.executeQuery("SELECT needs FROM head WHERE format = " + format)) {
                    if (!row.next()) {
                        // The head says otherwise: a bit of the format was flipped, which the check will find.
                        return;
                    }
                    needs = "version " + row.getString(1) + " or later";
                } catch (SQLException otherwise) {
                    // A newer format need not have that table.
                }
                throw new StateException(
                        "E_STATE_NEWER",
                        "the state in " + folder.folder() + " has format " + format + "; this program knows format "
                                + SqliteDialect.FORMAT + ". It was not touched. Use " + needs + ".");
            }
        }
    }

    private static int number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }
}
