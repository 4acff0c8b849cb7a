package io.workfloworchestrator.state.jdbc;

import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.spi.StateView.Notice;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/** Makes, opens, checks and puts aside database files. Thread-safe. */
final class Opening {
    static final int FORMAT = 1;
    /** The oldest version of this program that understands {@link #FORMAT}. */
    static final String NEEDS = "0.1.0";

    /** What a database is called while it is made. */
    static final String NEW = ".new-";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final StateFolder folder;
    private final Dialect dialect;
    private final Duration patience;
    private final TurnQueue queue;
    private final Clock clock;
    private final Consumer<Notice> notices;
    private volatile boolean lost;

    Opening(
            StateFolder folder,
            Dialect dialect,
            Duration patience,
            TurnQueue queue,
            Clock clock,
            Consumer<Notice> notices) {
        this.folder = folder;
        this.dialect = dialect;
        this.patience = patience;
        this.queue = queue;
        this.clock = clock;
        this.notices = notices;
    }

    /** An open database, which files it is, and its log. */
    record Opened(Session session, StateFolder.Identity identity, Log log) implements AutoCloseable {
        @Override
        public void close() throws SQLException {
            log.close();
            session.close();
        }
    }

    /** Says whether a sync of the log has failed, and since then it was not written once more. */
    void lost(boolean lost) {
        this.lost = lost;
    }

    /** Opens for reading and writing; makes the database if there is none and {@code create} says so. */
    @Nullable
    Opened open(boolean create) throws IOException, SQLException {
        if (create) {
            folder.create();
        }
        queue.opening().lock();
        try (Gate gate = Gate.shut(folder, TurnQueue.PATIENCE)) {
            return openBehind(gate, create);
        } finally {
            queue.opening().unlock();
        }
    }

    /** Opens for reading and writing, by one who is at the gate. */
    @Nullable
    Opened openBehind(Gate gate, boolean create) throws IOException, SQLException {
        gate.requireLocks();
        BasicFileAttributes file = StateFolder.attributes(folder.database());
        if (file == null) {
            if (!create) {
                return null;
            }
            make(gate, null);
        } else if (file.size() == 0) {
            make(gate, aside(gate, "the database was empty, which we never leave it"));
        }
        WalScan.Verdict left = WalScan.Verdict.WHOLE;
        if (!Objects.equals(queue.checked(), StateFolder.identity(folder.database()))) {
            left = leftLog();
            if (left == WalScan.Verdict.DAMAGED) {
                make(gate, aside(gate, "the log of the database was damaged"));
            }
        }
        Opened opened;
        try {
            opened = connect();
        } catch (SQLException e) {
            if (dialect.fault(e) != Dialect.Fault.CORRUPT) {
                throw e;
            }
            make(gate, aside(gate, String.valueOf(e.getMessage())));
            opened = connect();
        }
        return Objects.equals(queue.checked(), opened.identity().database())
                ? opened
                : checked(gate, opened, left == WalScan.Verdict.TORN);
    }

    /** What SQLite would drop without a word when it recovers a log that a crash has left. */
    private WalScan.Verdict leftLog() throws IOException {
        return StateFolder.size(folder.wal()) == 0 || Holder.isHeld(folder.shm())
                ? WalScan.Verdict.WHOLE
                : WalScan.of(folder.wal());
    }

    /** Keeps a log of which SQLite leaves out the end, before it is changed. */
    private void keepTorn() throws IOException {
        Path place = place();
        Files.copy(folder.wal(), place.resolve(folder.wal().getFileName()));
        notices.accept(new Notice(
                "W_STATE_TORN",
                folder.folder().relativize(place).toString(),
                "the end of the log was not whole, as after a power cut before it was confirmed; it is left out. The log as"
                        + " it was is kept in " + place + "."));
    }

    /** The next opening checks the database, even if it was checked before. */
    void recheck() {
        queue.checked(null);
    }

    private Opened checked(Gate gate, Opened opened, boolean torn) throws IOException, SQLException {
        Opened good = opened;
        if (damage(opened.session()) != null) {
            // A read that failed once looks like damage, so it is looked at again, with nothing remembered.
            Opened again = connect();
            String damage = damage(again.session());
            if (damage == null) {
                opened.close();
                good = again;
            } else {
                // Moved before it is closed: SQLite then neither copies its log into it nor deletes the log.
                Path place = aside(gate, damage);
                closeDamaged(again);
                closeDamaged(opened);
                make(gate, place);
                good = connect();
            }
        }
        if (torn && StateFolder.size(folder.wal()) > 0) {
            keepTorn();
        }
        queue.checked(good.identity().database());
        return good;
    }

    private static void closeDamaged(Opened opened) {
        try {
            opened.close();
        } catch (SQLException e) {
            // It was damaged; that closing it fails says nothing new.
        }
    }

    private @Nullable String damage(Session session) throws IOException, SQLException {
        try {
            Integrity.check(session, dialect, StateFolder.size(folder.database()));
            return missing(session);
        } catch (Damage e) {
            return e.getMessage();
        } catch (SQLException e) {
            if (dialect.fault(e) == Dialect.Fault.CORRUPT || dialect.fault(e) == Dialect.Fault.OTHER) {
                return String.valueOf(e.getMessage());
            }
            throw e;
        }
    }

    /** What the disk had confirmed and is not there: the log of it is damaged, or was removed. */
    private @Nullable String missing(Session session) throws SQLException {
        try (ConfirmedMark mark = new ConfirmedMark(folder)) {
            String lineage = session.head().lineage();
            long confirmed = mark.read(lineage).revision();
            // Read after it: others may go on committing.
            long revision = session.head().revision();
            return revision >= confirmed
                    ? null
                    : "it ends at revision " + revision + ", and revision " + confirmed + " had been confirmed";
        }
    }

    /** Connects to the files that are there, and refuses a newer format before it looks at anything else. */
    private Opened connect() throws IOException, SQLException {
        for (int attempt = 0; ; attempt++) {
            Object before = folder.identity().database();
            Session session = connect(folder.database(), "mode=rw");
            try {
                refuseNewer(session);
                StateFolder.Identity identity = folder.identity();
                if (Objects.equals(before, identity.database())) {
                    session.leaveSyncsToUs();
                    return opened(session, identity);
                }
            } catch (SQLException e) {
                if (dialect.fault(e) == Dialect.Fault.CORRUPT) {
                    // The check puts it aside before it is closed.
                    return opened(session, folder.identity());
                }
                session.close();
                throw e;
            } catch (IOException | RuntimeException e) {
                session.close();
                throw e;
            }
            session.close();
            if (attempt == 3) {
                throw new StateException(
                        "E_STATE_IO", "the database " + folder.database() + " is being replaced again and again.");
            }
        }
    }

    private Opened opened(Session session, StateFolder.Identity identity) {
        return new Opened(session, identity, new Log(folder, identity.wal(), lost));
    }

    Session connect(Path database, String options) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout((int) patience.toMillis());
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
        return new Session(connection, dialect);
    }

    void refuseNewer(Session session) throws SQLException {
        try (Statement statement = session.connection().createStatement()) {
            int format = number(statement, "PRAGMA user_version");
            if (format > FORMAT && number(statement, "PRAGMA application_id") == SqliteDialect.APPLICATION_ID) {
                String needs = "a newer version";
                try (ResultSet row = statement.executeQuery("SELECT needs FROM head WHERE format = " + format)) {
                    if (!row.next()) {
                        // The head says otherwise: a flipped bit, which the check will find.
                        return;
                    }
                    needs = "version " + row.getString(1) + " or later";
                } catch (SQLException otherwise) {
                    // A newer format need not have that table.
                }
                throw new StateException(
                        "E_STATE_NEWER",
                        "the state in " + folder.folder() + " has format " + format + "; this program knows format "
                                + FORMAT + ". It was not touched. Use " + needs + ".");
            }
        }
    }

    private static int number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    /**
     * Makes a database beside, whole and durable, and only then gives it its name: a database of ours is never seen half
     * made. It is empty, or holds what is intact in a damaged one that was put aside.
     */
    private void make(Gate gate, @Nullable Path damaged) throws IOException, SQLException {
        if (StateFolder.size(folder.wal()) > 0) {
            aside(gate, "the database was gone and its log was left");
        }
        sweep(gate);
        Path fresh = folder.fresh(NEW);
        Files.createFile(fresh, folder.privateTo("rw-------"));
        try {
            fill(fresh);
            if (damaged != null) {
                String restored = new Salvage(this, dialect, clock).into(fresh, damaged);
                notices.accept(new Notice(
                        "E_STATE_CORRUPT", folder.folder().relativize(damaged).toString(), restored));
            }
            name(fresh);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private void fill(Path fresh) throws SQLException {
        try (Session session = connect(fresh, "mode=rw");
                Statement statement = session.connection().createStatement()) {
            statement.execute("PRAGMA application_id=" + SqliteDialect.APPLICATION_ID);
            statement.execute("PRAGMA user_version=" + FORMAT);
            statement.execute("BEGIN");
            for (String sql : dialect.schema()) {
                statement.execute(sql);
            }
            session.insertHead(FORMAT, NEEDS, StateFolder.random() + StateFolder.random());
            statement.execute("COMMIT");
            statement.execute("PRAGMA journal_mode=WAL");
        }
    }

    /** Gives a whole database its name, unless another process was first. Who sees it may rely on all names above it. */
    void name(Path fresh) throws IOException {
        folder.syncAbove();
        ConfirmedMark.begin(folder);
        try {
            Files.createLink(folder.database(), fresh);
        } catch (FileAlreadyExistsException another) {
            // Theirs is as good as ours.
        } catch (UnsupportedOperationException | java.nio.file.FileSystemException noLinks) {
            if (!folder.exists()) {
                Files.move(fresh, folder.database());
            }
        }
        StateFolder.sync(folder.folder());
    }

    /** Removes what processes that died while making a database left; nobody makes one while we hold the gate. */
    private void sweep(Gate gate) throws IOException {
        if (gate.isHeld()) {
            try (DirectoryStream<Path> left = Files.newDirectoryStream(folder.folder(), NEW + "*")) {
                for (Path file : left) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Moves the database whole to the quarantine. The database first: its log without it is put aside by the next. */
    Path aside(Gate gate, String why) throws IOException {
        if (!gate.isHeld()) {
            throw new StateException(
                    "E_STATE_BUSY",
                    "the database " + folder.database() + " has to be put aside (" + why + "), and that needs the lock "
                            + gate.file() + ", which cannot be had: "
                            + Holder.of(gate.file(), 0).orElse("see whether it is a file that you may write")
                            + ". Nothing was changed.");
        }
        Path place = place();
        for (Path file : List.of(folder.database(), folder.wal(), folder.shm())) {
            if (StateFolder.attributes(file) != null) {
                Files.move(file, place.resolve(file.getFileName()));
            }
        }
        StateFolder.sync(place);
        StateFolder.sync(folder.folder().resolve("quarantine"));
        StateFolder.sync(folder.folder());
        notices.accept(new Notice(
                "E_STATE_CORRUPT",
                folder.folder().relativize(place).toString(),
                why + ". It was moved to " + place + " as it was."));
        return place;
    }

    /** A new folder in the quarantine. */
    Path place() throws IOException {
        Path quarantine = folder.folder().resolve("quarantine");
        Path place = quarantine.resolve(TIME.format(clock.instant()) + "-" + StateFolder.random());
        if (StateFolder.attributes(quarantine) == null) {
            Files.createDirectory(quarantine, folder.privateTo("rwx------"));
        }
        Files.createDirectory(place, folder.privateTo("rwx------"));
        return place;
    }
}
