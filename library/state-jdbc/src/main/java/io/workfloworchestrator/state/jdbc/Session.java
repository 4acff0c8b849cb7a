package io.workfloworchestrator.state.jdbc;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Revision;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements on one connection, each prepared once. Every row is checked against its digest. Not thread-safe. */
final class Session implements AutoCloseable {
    private static final String COMMIT_COLUMNS =
            "SELECT c.revision, c.at, c.actor, c.reason, c.operation, c.keys, c.content, c.previous, c.digest FROM ";

    private static final String ENTRY_ROWS = "SELECT revision, base, kind, body, digest FROM entries WHERE key = ?";

    private final Connection connection;
    private final SideTables side;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    Session(Connection connection) {
        this.connection = connection;
        this.side = new SideTables(this);
    }

    record Head(int format, String needs, String lineage, long revision, long digest) {}

    record CommitRow(Commit commit, long content, long previous, long digest) {
        /** A row with its digest, which is also over the digest of the commit before it, so that history is a chain. */
        static CommitRow of(Commit commit, long content, long previous) {
            long digest = new Checksum()
                    .add(previous)
                    .add(commit.revision().number())
                    .add(commit.time().toString())
                    .add(commit.cause().actor())
                    .add(commit.cause().reason())
                    .add(commit.cause().operation().isPresent() ? 1 : 0)
                    .add(commit.cause().operation().orElse(""))
                    .add(String.join("\n", commit.keys()))
                    .add(content)
                    .value();
            return new CommitRow(commit, content, previous, digest);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record EntryRow(String key, long revision, long base, String kind, byte[] body, long digest) {
        static final String FULL = "full";
        static final String DELTA = "delta";
        static final String DELETED = "deleted";

        static EntryRow of(String key, long revision, long base, String kind, byte[] body) {
            long digest = new Checksum()
                    .add(key)
                    .add(revision)
                    .add(base)
                    .add(kind)
                    .add(body)
                    .value();
            return new EntryRow(key, revision, base, kind, body, digest);
        }
    }

    SideTables side() {
        return side;
    }

    Connection connection() {
        return connection;
    }

    /** A statement with its parameters: numbers, texts, bytes or null. */
    PreparedStatement prepared(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i] instanceof Number number) {
                statement.setLong(i + 1, number.longValue());
            } else if (parameters[i] instanceof byte[] bytes) {
                statement.setBytes(i + 1, bytes);
            } else {
                statement.setString(i + 1, (String) parameters[i]);
            }
        }
        return statement;
    }

    /** Executes a statement; the number of rows that it changed. */
    int execute(String sql, @Nullable Object... parameters) throws SQLException {
        return prepared(sql, parameters).executeUpdate();
    }

    void begin() throws SQLException {
        execute(SqliteDialect.BEGIN);
    }

    void commit() throws SQLException {
        execute("COMMIT");
    }

    /** Ends a transaction without effect, even if the database has already ended it. */
    void rollback() {
        try {
            execute("ROLLBACK");
        } catch (SQLException alreadyEnded) {
            // After a full disk or an I/O error SQLite has rolled back by itself.
        }
    }

    long changeCounter() throws SQLException {
        try (ResultSet row = prepared(SqliteDialect.CHANGE_COUNTER).executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    Head head() throws SQLException {
        try (ResultSet row = prepared("SELECT format, needs, lineage, seal, revision, digest FROM head")
                .executeQuery()) {
            if (!row.next()) {
                throw new Damage("its head is missing");
            }
            Head head = new Head(row.getInt(1), text(row, 2), text(row, 3), row.getLong(5), row.getLong(6));
            if (row.getLong(4) != seal(head.format(), head.needs(), head.lineage())) {
                throw new Damage("its head is not what was written");
            }
            return head;
        }
    }

    void insertHead(String lineage) throws SQLException {
        execute(
                "INSERT INTO head (one, format, needs, lineage, seal, revision, digest) VALUES (1, ?, ?, ?, ?, 0, 0)",
                SqliteDialect.FORMAT,
                SqliteDialect.NEEDS,
                lineage,
                seal(SqliteDialect.FORMAT, SqliteDialect.NEEDS, lineage));
    }

    /** Makes a new database the continuation of another one. */
    void lineage(String lineage) throws SQLException {
        execute(
                "UPDATE head SET lineage = ?, seal = ?",
                lineage,
                seal(SqliteDialect.FORMAT, SqliteDialect.NEEDS, lineage));
    }

    private static long seal(int format, String needs, String lineage) {
        return new Checksum().add(format).add(needs).add(lineage).value();
    }

    /** Moves the head; false if it is not where we think it is. */
    boolean moveHead(long fromRevision, long fromDigest, long revision, long digest) throws SQLException {
        return execute(
                        "UPDATE head SET revision = ?, digest = ? WHERE one = 1 AND revision = ? AND digest = ?",
                        revision,
                        digest,
                        fromRevision,
                        fromDigest)
                == 1;
    }

    void insertCommit(CommitRow row) throws SQLException {
        Commit commit = row.commit();
        execute(
                "INSERT INTO commits (revision, at, actor, reason, operation, keys, content, previous, digest) VALUES"
                        + " (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                commit.revision().number(),
                commit.time().toString(),
                commit.cause().actor(),
                commit.cause().reason(),
                commit.cause().operation().orElse(null),
                String.join("\n", commit.keys()),
                row.content(),
                row.previous(),
                row.digest());
    }

    void insertEntry(EntryRow row) throws SQLException {
        execute(
                "INSERT INTO entries (key, revision, base, kind, body, digest) VALUES (?, ?, ?, ?, "
                        + SqliteDialect.UTF8_PARAMETER + ", ?)",
                row.key(),
                row.revision(),
                row.base(),
                row.kind(),
                row.body(),
                row.digest());
    }

    /** Rows of a key that are not after a revision, newest first, down to one that does not depend on an older one. */
    List<EntryRow> chain(String key, long upTo) throws SQLException {
        List<EntryRow> chain = new ArrayList<>();
        try (ResultSet rows = prepared(ENTRY_ROWS + " AND revision <= ? ORDER BY revision DESC", key, upTo)
                .executeQuery()) {
            long expected = -1;
            while (rows.next()) {
                EntryRow row = entry(key, rows);
                if (expected >= 0 && row.revision() != expected) {
                    throw new Damage("revision " + expected + " of '" + key + "' is missing");
                }
                chain.add(row);
                if (!row.kind().equals(EntryRow.DELTA)) {
                    return chain;
                }
                expected = row.base();
            }
        }
        if (!chain.isEmpty()) {
            throw new Damage("revision " + chain.get(chain.size() - 1).base() + " of '" + key + "' is missing");
        }
        return chain;
    }

    EntryRow entry(String key, long revision) throws SQLException {
        try (ResultSet rows =
                prepared(ENTRY_ROWS + " AND revision = ?", key, revision).executeQuery()) {
            if (!rows.next()) {
                throw new Damage("revision " + revision + " of '" + key + "' is missing");
            }
            return entry(key, rows);
        }
    }

    private static EntryRow entry(String key, ResultSet rows) throws SQLException {
        byte[] body = rows.getBytes(4);
        EntryRow row =
                EntryRow.of(key, rows.getLong(1), rows.getLong(2), text(rows, 3), body == null ? new byte[0] : body);
        if (row.digest() != rows.getLong(5)) {
            throw new Damage("revision " + row.revision() + " of '" + key + "' is not what was written");
        }
        return row;
    }

    /** The next key in the order of names, or null after the last one. */
    @Nullable
    String keyAfter(String key) throws SQLException {
        try (ResultSet rows = prepared("SELECT key FROM entries WHERE key > ? ORDER BY key LIMIT 1", key)
                .executeQuery()) {
            return rows.next() ? text(rows, 1) : null;
        }
    }

    List<CommitRow> commits(long after, long upTo, int limit) throws SQLException {
        return commits(prepared(
                COMMIT_COLUMNS + "commits c WHERE c.revision > ? AND c.revision <= ? ORDER BY c.revision LIMIT ?",
                after,
                upTo,
                limit));
    }

    List<CommitRow> commitsOf(String key, long upTo, int limit) throws SQLException {
        return commits(prepared(
                COMMIT_COLUMNS
                        + "entries e JOIN commits c ON c.revision = e.revision WHERE e.key = ? AND e.revision <= ?"
                        + " ORDER BY e.revision DESC LIMIT ?",
                key,
                upTo,
                limit));
    }

    Optional<CommitRow> operation(String id) throws SQLException {
        return commits(prepared(COMMIT_COLUMNS + "commits c WHERE c.operation = ?", id)).stream()
                .findFirst();
    }

    CommitRow commit(long revision) throws SQLException {
        List<CommitRow> rows = commits(revision - 1, revision, 1);
        if (rows.isEmpty()) {
            throw new Damage("the commit of revision " + revision + " is missing");
        }
        return rows.get(0);
    }

    /** Whether the commit of this revision has this digest; 0 is the revision of an empty store. */
    boolean holds(long revision, long digest) throws SQLException {
        return revision == 0 || commits(revision - 1, revision, 1).stream().anyMatch(row -> row.digest() == digest);
    }

    private static List<CommitRow> commits(PreparedStatement sql) throws SQLException {
        List<CommitRow> found = new ArrayList<>();
        try (ResultSet rows = sql.executeQuery()) {
            while (rows.next()) {
                found.add(commit(rows));
            }
        }
        return found;
    }

    private static CommitRow commit(ResultSet row) throws SQLException {
        long revision = row.getLong(1);
        try {
            Commit commit = new Commit(
                    Revision.of(revision),
                    Instant.parse(text(row, 2)),
                    new Cause(text(row, 3), text(row, 4), Optional.ofNullable(row.getString(5))),
                    List.of(text(row, 6).split("\n")));
            CommitRow read = CommitRow.of(commit, row.getLong(7), row.getLong(8));
            if (read.digest() == row.getLong(9)) {
                return read;
            }
            throw new Damage("the commit of revision " + revision + " is not what was written");
        } catch (DateTimeException | IllegalArgumentException | CodedException e) {
            throw new Damage("the commit of revision " + revision + " is not what was written", e);
        }
    }

    /** Writes the whole database, as of now, into an empty file. */
    void copyInto(Path file) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement("VACUUM INTO ?")) {
            sql.setString(1, file.toString());
            sql.executeUpdate();
        }
    }

    /** From now on a commit does not wait for the disk; a checkpoint does. See {@link Durability}. */
    void leaveSyncsToUs() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous=NORMAL");
        }
    }

    /** Turns the write-ahead log on; the database remembers it. */
    void useLog() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode=WAL");
        }
    }

    static String text(ResultSet row, int column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        if (bytes == null) {
            throw new Damage("a text is missing");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Closes all statements, so that they are prepared anew: after some failures the driver cannot use them again. */
    void forgetStatements() {
        for (PreparedStatement statement : statements.values()) {
            try {
                statement.close();
            } catch (SQLException e) {
                // Closing repeats the failure of the last execution.
            }
        }
        statements.clear();
    }

    @Override
    public void close() throws SQLException {
        forgetStatements();
        connection.close();
    }
}
