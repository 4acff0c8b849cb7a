package io.workfloworchestrator.state.jdbc;

import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.spi.StateView.Notice;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes, opens, checks and puts aside database files. Thread-safe. */
final class Opening {
    /** The names of databases begin with this while they are made. */
    static final String NEW = ".new-";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final StateFolder folder;
    private final Connections connections;
    private final TurnQueue queue;
    private final Clock clock;
    private final Consumer<Notice> notices;
    private volatile boolean lost;

    Opening(StateFolder folder, Connections connections, TurnQueue queue, Clock clock, Consumer<Notice> notices) {
        this.folder = folder;
        this.connections = connections;
        this.queue = queue;
        this.clock = clock;
        this.notices = notices;
    }

    record Opened(Session session, StateFolder.Identity identity, Log log) implements AutoCloseable {
        @Override
        public void close() throws SQLException {
            log.close();
            session.close();
        }
    }

    /** Notes whether a sync of the log has failed and the log was not written once more since. */
    void lost(boolean lost) {
        this.lost = lost;
    }

    /** Opens for reading and writing. If there is no database, makes one or, without {@code create}, returns null. */
    @Nullable
    Opened open(boolean create) throws IOException, SQLException {
        if (create) {
            folder.create();
        }
        return alone(gate -> openBehind(gate, create));
    }

    interface Work {
        @Nullable
        Opened run(Gate gate) throws IOException, SQLException;
    }

    /** Does this while no other thread or process opens or moves the database's files. */
    @Nullable
    Opened alone(Work work) throws IOException, SQLException {
        synchronized (queue.opening()) {
            try (Gate gate = Gate.shut(folder, TurnQueue.PATIENCE)) {
                return work.run(gate);
            }
        }
    }

    /** As {@link #open}, for a caller that is {@link #alone}. */
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
            if (SqliteDialect.fault(e) != SqliteDialect.Fault.CORRUPT) {
                throw e;
            }
            make(gate, aside(gate, String.valueOf(e.getMessage())));
            opened = connect();
        }
        return Objects.equals(queue.checked(), opened.identity().database())
                ? opened
                : checked(gate, opened, left == WalScan.Verdict.TORN);
    }

    /** Whether a crash has left a log of which SQLite would drop something without a word. */
    private WalScan.Verdict leftLog() throws IOException {
        return StateFolder.size(folder.wal()) == 0 || Holder.isHeld(folder.shm())
                ? WalScan.Verdict.WHOLE
                : WalScan.of(folder.wal());
    }

    /** Copies a log whose end SQLite leaves out, before it is changed. */
    private void keepTorn() throws IOException {
        Path place = place();
        Files.copy(folder.wal(), place.resolve(folder.wal().getFileName()));
        tell(
                "W_STATE_TORN",
                place,
                "the end of the log was not whole, as after a power cut before it was confirmed; it is left out. The"
                        + " log as it was is kept in " + place + ".");
    }

    /** Tells people what became of files in the state's folder. */
    void tell(String code, Path place, String what) {
        notices.accept(new Notice(code, folder.folder().relativize(place).toString(), what));
    }

    /** The next opening checks the database, even if it was checked before. */
    void recheck() {
        queue.checked(null);
    }

    private Opened checked(Gate gate, Opened opened, boolean torn) throws IOException, SQLException {
        Opened good = opened;
        if (damage(opened.session()) != null) {
            // A read that failed once looks like damage, so the check is repeated on a new connection.
            Opened again = connect();
            String damage = damage(again.session());
            if (damage == null) {
                opened.close();
                good = again;
            } else {
                // It is moved before it is closed, so that SQLite neither copies the log into it nor deletes the log.
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
            // It is damaged anyway.
        }
    }

    private @Nullable String damage(Session session) throws IOException, SQLException {
        try {
            Integrity.check(session, StateFolder.size(folder.database()));
            return missing(session);
        } catch (Damage e) {
            return e.getMessage();
        } catch (SQLException e) {
            if (SqliteDialect.fault(e) == SqliteDialect.Fault.CORRUPT
                    || SqliteDialect.fault(e) == SqliteDialect.Fault.OTHER) {
                return String.valueOf(e.getMessage());
            }
            throw e;
        }
    }

    /** Says which confirmed commits are not there, since the log was damaged or removed; null if none is missing. */
    private @Nullable String missing(Session session) throws SQLException {
        try (ConfirmedMark mark = new ConfirmedMark(folder)) {
            String lineage = session.head().lineage();
            long confirmed = mark.read(lineage).revision();
            // Read after the mark, since others may go on committing.
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
            Session session = connections.connect(folder.database());
            try {
                connections.refuseNewer(session);
                StateFolder.Identity identity = folder.identity();
                if (Objects.equals(before, identity.database())) {
                    session.leaveSyncsToUs();
                    return opened(session, identity);
                }
            } catch (SQLException e) {
                if (SqliteDialect.fault(e) == SqliteDialect.Fault.CORRUPT) {
                    // The check finds the damage, and puts the database aside before it is closed.
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

    /**
     * Makes a database under another name, whole and durable, and only then gives it its name, so that nobody ever sees a half
     * one. It is empty, or holds the intact part of a damaged one that was put aside.
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
                tell("E_STATE_CORRUPT", damaged, new Salvage(connections, clock).into(fresh, damaged));
            }
            StateFolder.syncFile(fresh);
            name(fresh);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Waits for no disk: the whole file is synced once, before it gets its name. */
    private void fill(Path fresh) throws SQLException {
        try (Session session = connections.connect(fresh);
                Statement statement = session.connection().createStatement()) {
            statement.execute("PRAGMA synchronous=OFF");
            statement.execute("PRAGMA application_id=" + SqliteDialect.APPLICATION_ID);
            statement.execute("PRAGMA user_version=" + SqliteDialect.FORMAT);
            statement.execute("BEGIN");
            for (String sql : SqliteDialect.SCHEMA) {
                statement.execute(sql);
            }
            session.insertHead(StateFolder.random() + StateFolder.random());
            statement.execute("COMMIT");
            session.useLog();
        }
    }

    /** Gives a whole database its name, unless another process was first. The names of the folders above are durable then. */
    void name(Path fresh) throws IOException {
        folder.syncAbove();
        ConfirmedMark.begin(folder);
        try {
            Files.createLink(folder.database(), fresh);
        } catch (FileAlreadyExistsException another) {
            // Their database is as good as ours.
        } catch (UnsupportedOperationException | java.nio.file.FileSystemException noLinks) {
            if (!folder.exists()) {
                Files.move(fresh, folder.database());
            }
        }
        StateFolder.sync(folder.folder());
    }

    /** Removes half databases of processes that died. Nobody makes a database while we hold the gate. */
    private void sweep(Gate gate) throws IOException {
        if (gate.isHeld()) {
            try (DirectoryStream<Path> left = Files.newDirectoryStream(folder.folder(), NEW + "*")) {
                for (Path file : left) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /**
     * Moves the database to the quarantine: the file first, since a log without it is put aside by the next process.
     */
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
        tell("E_STATE_CORRUPT", place, why + ". It was moved to " + place + " as it was.");
        return place;
    }

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
