package io.workfloworchestrator.state.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** SQLite 3, in WAL mode. */
final class SqliteDialect implements Dialect {
    /** "WFOs" as the file's application id; the format as its user version. */
    static final int APPLICATION_ID = 0x57464F73;

    static final int FORMAT = 1;
    /** The oldest version of this program that understands {@link #FORMAT}. */
    static final String NEEDS = "0.1.0";

    private static final List<String> SCHEMA = List.of(
            """
            CREATE TABLE head (
              one INTEGER PRIMARY KEY CHECK (one = 1), format INTEGER NOT NULL, needs TEXT NOT NULL,
              lineage TEXT NOT NULL, seal INTEGER NOT NULL, revision INTEGER NOT NULL, digest INTEGER NOT NULL)\
            """,
            """
            CREATE TABLE commits (
              revision INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, reason TEXT NOT NULL,
              operation TEXT, keys TEXT NOT NULL, content INTEGER NOT NULL, previous INTEGER NOT NULL,
              digest INTEGER NOT NULL)\
            """,
            "CREATE UNIQUE INDEX commits_operation ON commits (operation) WHERE operation IS NOT NULL",
            """
            CREATE TABLE entries (
              key TEXT NOT NULL, revision INTEGER NOT NULL, base INTEGER NOT NULL, kind TEXT NOT NULL,
              body TEXT, digest INTEGER NOT NULL, PRIMARY KEY (key, revision)) WITHOUT ROWID\
            """,
            """
            CREATE TABLE publications (
              seq INTEGER PRIMARY KEY, path TEXT NOT NULL, key TEXT NOT NULL, revision INTEGER NOT NULL,
              fingerprint TEXT NOT NULL, mark INTEGER NOT NULL, digest INTEGER NOT NULL)\
            """,
            "CREATE INDEX publications_path ON publications (path, seq)",
            "CREATE INDEX publications_mark ON publications (mark)",
            """
            CREATE TABLE notes (
              name TEXT NOT NULL PRIMARY KEY, text TEXT NOT NULL, digest INTEGER NOT NULL) WITHOUT ROWID\
            """);

    @Override
    public List<String> schema() {
        return SCHEMA;
    }

    @Override
    public String utf8Parameter() {
        return "CAST(? AS TEXT)";
    }

    @Override
    public String changeCounter() {
        return "PRAGMA data_version";
    }

    @Override
    public String begin() {
        return "BEGIN IMMEDIATE";
    }

    @Override
    public void patience(Connection connection, int millis) throws SQLException {
        ((SQLiteConnection) connection).setBusyTimeout(millis);
    }

    @Override
    public Fault fault(SQLException e) {
        if (!(e instanceof SQLiteException sqlite)) {
            return Fault.OTHER;
        }
        SQLiteErrorCode code = sqlite.getResultCode();
        return switch (code) {
            case SQLITE_IOERR_FSYNC, SQLITE_IOERR_DIR_FSYNC -> Fault.SYNC;
            default ->
                switch (code.code & 0xFF) {
                    case 5, 6 -> Fault.BUSY;
                    case 13 -> Fault.FULL;
                    case 8 -> Fault.READ_ONLY;
                    case 11, 26 -> Fault.CORRUPT;
                    case 10 -> Fault.IO;
                    case 3, 14, 23 -> Fault.CANNOT_OPEN;
                    default -> Fault.OTHER;
                };
        };
    }
}
