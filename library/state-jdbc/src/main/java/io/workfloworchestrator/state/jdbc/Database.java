package io.workfloworchestrator.state.jdbc;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.spi.CommitOutcome;
import io.workfloworchestrator.state.spi.Proposal;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The database that is open now. It is opened when it is first needed, again after a failure, and anew when another one is
 * at its path. What this process knows ({@link Newest}) outlives all of that. Not thread-safe.
 */
final class Database {
    /** So many attempts are made while somebody else keeps changing the files. */
    private static final int ATTEMPTS = 6;

    private final StateFolder folder;
    private final Opening opening;
    private final ReadOnly readOnly;
    private final Rescue rescue;
    private final boolean neverWrite;
    private final Newest newest = new Newest();

    private Opening.@Nullable Opened writable;
    private ReadOnly.@Nullable Opened readable;
    private boolean closed;

    Database(StateFolder folder, Connections connections, Opening opening, Rescue rescue, boolean neverWrite) {
        this.folder = folder;
        this.opening = opening;
        this.readOnly = new ReadOnly(folder, connections);
        this.rescue = rescue;
        this.neverWrite = neverWrite;
    }

    Newest newest() {
        return newest;
    }

    /** A session that knows the newest commit; null while there is no database. */
    @Nullable
    Session reading() throws IOException, SQLException {
        refuseClosed();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Session session = writable == null ? openToRead() : current(false);
            if (session == null || newest.sync(session)) {
                return session;
            }
            moved(session);
        }
        throw restless();
    }

    private @Nullable Session openToRead() throws IOException, SQLException {
        if (readable != null) {
            StateFolder.Identity now = readable.frozen() ? folder.exactIdentity() : folder.identityByStamp();
            if (readable.identity().equals(now)) {
                return readable.session();
            }
            closeReadable();
        }
        folder.check(false);
        if (!folder.exists() && newest.isEmpty()) {
            return null;
        }
        if (neverWrite || !folder.isWritable()) {
            readable = readOnly.open();
            return readable == null ? null : readable.session();
        }
        writable = opening.open(!newest.isEmpty());
        return writable == null ? null : writable.session();
    }

    /** A session for writing to the files that are at their paths now. */
    private Session writing() throws IOException, SQLException {
        opened();
        Session session = Objects.requireNonNull(current(true), "just opened");
        log().open();
        return session;
    }

    /** A session for writing to the open files. Whether they still are at their paths has to be checked afterwards. */
    private Session ready() throws IOException, SQLException {
        Session session = opened();
        try {
            log().open();
            return session;
        } catch (NoSuchFileException replaced) {
            return writing();
        }
    }

    private Log log() {
        return Objects.requireNonNull(writable, "open").log();
    }

    /** The newest commit that this process knows, as a point to wait for; null if this store only reads. */
    Log.@Nullable Point point() {
        return writable == null
                ? null
                : new Log.Point(writable.log(), newest.lineage(), newest.revision(), newest.digest());
    }

    /** The same; null also if it is known to be durable. */
    Log.@Nullable Point unconfirmed() {
        return writable == null || writable.log().has(newest.revision()) ? null : point();
    }

    private Session opened() throws IOException, SQLException {
        refuseClosed();
        if (neverWrite) {
            throw new StateException(
                    "E_READ_ONLY",
                    "the state in " + folder.folder() + " was opened for reading only. Nothing was changed.");
        }
        if (writable == null) {
            closeReadable();
            folder.check(true);
            writable = persistently(() -> opening.open(true));
        }
        return Objects.requireNonNull(writable, "just opened").session();
    }

    /** The open session; if its files are no longer at their paths, what it knows is rescued first. */
    private @Nullable Session current(boolean toWrite) throws IOException, SQLException {
        Opening.Opened open = Objects.requireNonNull(writable);
        if (!open.identity().equals(folder.identityByStamp())) {
            try {
                learn(open.session());
                writable = persistently(() -> rescue.replaced(open, newest));
            } catch (CodedException | IOException e) {
                // The project itself may be gone. What is still open can be read for as long as it is.
                if (toWrite) {
                    throw e;
                }
            }
        }
        return Objects.requireNonNull(writable).session();
    }

    private interface Making {
        Opening.@Nullable Opened make() throws IOException, SQLException;
    }

    /** Makes or opens files, and tries again when they are gone: somebody is deleting the folder at this moment. */
    private static Opening.@Nullable Opened persistently(Making making) throws IOException, SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return making.make();
            } catch (NoSuchFileException deleted) {
                if (attempt == ATTEMPTS) {
                    throw deleted;
                }
            }
        }
    }

    /** Reads what was committed to files that are deleted by now but still open. */
    private void learn(Session old) {
        try {
            newest.sync(old);
        } catch (SQLException | Damage unreadable) {
            // Memory has what was read before.
        }
    }

    /** The database at the path does not continue what we know: keeps both. */
    private void moved(Session session) throws IOException, SQLException {
        if (writable == null || writable.session() != session) {
            newest.forget();
        } else {
            rescue.remember(writable.session(), newest, null);
        }
    }

    CommitOutcome commit(Proposal proposal) throws IOException, SQLException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Session session = ready();
            try {
                Writer.Result result = Writer.commit(session, newest, proposal, 0);
                if (result instanceof Writer.Declined declined) {
                    return declined.outcome();
                }
                if (result instanceof Writer.Moved) {
                    moved(session);
                } else if (result instanceof Writer.Written written && kept(written)) {
                    return new CommitOutcome.Committed(written.row().commit());
                }
            } catch (Writer.Unconfirmed e) {
                confirm(e.row().commit().revision().number(), e.row().digest(), e.reason());
                return new CommitOutcome.Committed(e.row().commit());
            }
        }
        throw restless();
    }

    /** Whether a commit is in the database that others will open: the one at the path, after it was written. */
    private boolean kept(Writer.Written written) throws IOException, SQLException {
        if (Objects.requireNonNull(writable).identity().equals(folder.identityByStamp())) {
            newest.committed(written.row(), written.changes(), written.rows());
            return true;
        }
        // The old database is not read: it has this commit, of which nobody was told.
        Opening.Opened old = Objects.requireNonNull(writable);
        Opening.Opened next = Objects.requireNonNull(persistently(() -> rescue.replaced(old, newest)));
        writable = next;
        Session session = next.session();
        return newest.sync(session)
                && session.holds(
                        written.row().commit().revision().number(),
                        written.row().digest());
    }

    /** As {@link #confirm(long, long, Exception)}, for a commit in a log whose sync has failed. */
    void confirm(Log.Point point, IOException cause) {
        confirm(point.revision(), point.digest(), cause);
    }

    /**
     * Finds out whether an unconfirmed commit is in the database, and if so, makes it durable: the whole log is written once
     * more and synced. Only repeating the failed sync would prove nothing, since the kernel may have dropped the pages that it
     * could not write. Copying the log into the database would not help: after a power cut the remains of the log on the disk
     * would be played over it.
     */
    private void confirm(long revision, long digest, Exception cause) {
        for (int attempt = 0; attempt < 2; attempt++) {
            try {
                Session session = writing();
                session.forgetStatements();
                log().lose(newest.lineage());
                opening.lost(true);
                // While we hold the lock of writers, nobody else writes to the log or begins it anew.
                session.begin();
                try {
                    if (newest.sync(session) && session.holds(revision, digest)) {
                        log().rewrite();
                        opening.lost(false);
                        log().confirm(newest.lineage(), newest.revision());
                        return;
                    }
                } finally {
                    session.rollback();
                }
                break;
            } catch (SQLException | IOException e) {
                cause.addSuppressed(e);
                drop();
            }
        }
        throw Failures.durability("the disk did not confirm the commit", cause);
    }

    /** Writes a note beside the state. Nobody waits for the disk: the next commit takes the note along. */
    void note(String name, String text) throws IOException, SQLException {
        writing().side().note(name, text);
    }

    void transaction(Statements statements) throws IOException, SQLException {
        Session session = writing();
        session.begin();
        boolean done = false;
        try {
            statements.run(session);
            session.commit();
            done = true;
        } finally {
            if (!done) {
                session.rollback();
            }
        }
    }

    interface Statements {
        void run(Session session) throws SQLException;
    }

    /** Gives up what can no longer be trusted after this failure. */
    void failed(SQLException e) {
        switch (SqliteDialect.fault(e)) {
            case BUSY, FULL -> {
                // The connection is still right, and without space it could not be opened again.
                if (writable != null) {
                    writable.session().forgetStatements();
                }
            }
            default -> drop();
        }
    }

    /** The database was found damaged: closes it, and the next opening checks it. */
    void damaged() {
        opening.recheck();
        drop();
    }

    /** Closes what is open; the next call opens it again. */
    void drop() {
        Opening.Opened open = writable;
        writable = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                // Whoever opens the files next does what could not be done now.
            }
        }
        closeReadable();
    }

    private void closeReadable() {
        ReadOnly.Opened open = readable;
        readable = null;
        if (open != null) {
            try {
                readOnly.close(open);
            } catch (SQLException e) {
                // It wrote nothing.
            }
        }
    }

    /** Closes for good; false if it was closed before. */
    boolean close() {
        boolean first = !closed;
        closed = true;
        drop();
        return first;
    }

    private void refuseClosed() {
        if (closed) {
            throw new StateException("E_STATE_IO", "the store of " + folder.folder() + " is closed.");
        }
    }

    private StateException restless() {
        return new StateException(
                "E_STATE_IO",
                "the state folder " + folder.folder()
                        + " is deleted or replaced again and again. Find out by whom, then try again.");
    }
}
