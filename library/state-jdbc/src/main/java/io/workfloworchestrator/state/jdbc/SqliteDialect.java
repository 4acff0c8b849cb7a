package io.workfloworchestrator.state.jdbc;

import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What differs between databases, of SQLite 3 in WAL mode; everything else is plain SQL, in {@link Session}. */
final class SqliteDialect {
    /** "WFOs" as the file's application id; the format as its user version. */
    static final int APPLICATION_ID = 0x57464F73;

    static final int FORMAT = 1;
    /** The oldest version of this program that understands {@link #FORMAT}. */
    static final String NEEDS = "0.1.0";

    /** The statements that make an empty database ours, in order. */
    static final List<String> SCHEMA = List.of(
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

    /** A parameter for text that is given as UTF-8 bytes. */
    static final String UTF8_PARAMETER = "CAST(? AS TEXT)";

    /** A query for a number that changes whenever another connection commits. */
    static final String CHANGE_COUNTER = "PRAGMA data_version";

    /** Begins a transaction that no other writer can overtake. */
    static final String BEGIN = "BEGIN IMMEDIATE";

    private SqliteDialect() {}

    enum Fault {
        BUSY,
        FULL,
        READ_ONLY,
        /** The database is damaged, or is no database. */
        CORRUPT,
        /** The disk did not confirm what was written. */
        SYNC,
        IO,
        CANNOT_OPEN,
        OTHER
    }

    static Fault fault(SQLException e) {
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
