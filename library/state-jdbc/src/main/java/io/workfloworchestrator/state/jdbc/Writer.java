package io.workfloworchestrator.state.jdbc;

import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.CommitOutcome;
import io.workfloworchestrator.state.spi.Proposal;
import io.workfloworchestrator.state.spi.Publication;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The only write transaction of commits: it checks the revisions and inserts rows, nothing else. Stateless. */
final class Writer {
    private Writer() {}

    sealed interface Result {}

    /** It did not commit: the proposal is in conflict, or was committed before. */
    record Declined(CommitOutcome outcome) implements Result {}

    /** The database is not the one that {@link Newest} knows; nothing was done. */
    record Moved() implements Result {}

    record Written(Session.CommitRow row, SortedMap<String, Newest.Encoded> changes, List<Session.EntryRow> rows)
            implements Result {}

    /** Thrown if the database did not say whether it has the commit. */
    static final class Unconfirmed extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Session.CommitRow row;

        Unconfirmed(Session.CommitRow row, SQLException cause) {
            super(cause);
            this.row = row;
        }

        Session.CommitRow row() {
            return row;
        }

        SQLException reason() {
            return (SQLException) java.util.Objects.requireNonNull(getCause());
        }
    }

    /**
     * Commits a proposal at the revision after {@code newest}'s, or after {@code floor} if that is higher. It does not tell
     * {@code newest} of the commit: the caller first makes sure that it was written to the file at the path.
     */
    static Result commit(Session session, Newest newest, Proposal proposal, long floor)
            throws SQLException, Unconfirmed {
        // The caller has usually just read. Newer commits are picked up inside the transaction, which checks again.
        if (!newest.hasSeen(session) && !newest.sync(session)) {
            return new Moved();
        }
        SortedMap<String, Newest.Encoded> changes = newest.encode(session, proposal);
        session.begin();
        boolean done = false;
        try {
            Result result = decide(session, newest, proposal, changes, floor);
            if (result instanceof Written written) {
                finish(session, written);
                done = true;
            }
            return result;
        } finally {
            if (!done) {
                session.rollback();
            }
        }
    }

    private static Result decide(
            Session session, Newest newest, Proposal proposal, SortedMap<String, Newest.Encoded> encoded, long floor)
            throws SQLException {
        if (!newest.sync(session)) {
            return new Moved();
        }
        Optional<String> operation = proposal.cause().operation();
        if (operation.isPresent()) {
            Optional<Session.CommitRow> before = session.operation(operation.get());
            if (before.isPresent()) {
                return new Declined(new CommitOutcome.Repeated(before.get().commit()));
            }
        }
        if (!newest.meets(session, proposal.expected())) {
            return new Declined(new CommitOutcome.Conflict(newest.winners(session, proposal.expected())));
        }
        SortedMap<String, Newest.Encoded> changes =
                newest.fits(session, encoded) ? encoded : newest.encode(session, proposal);
        return insert(session, newest, proposal, changes, floor);
    }

    private static Result insert(
            Session session, Newest newest, Proposal proposal, SortedMap<String, Newest.Encoded> changes, long floor)
            throws SQLException {
        long revision = Math.max(newest.revision(), floor) + 1;
        List<Session.EntryRow> rows = Newest.rows(changes, revision);
        Checksum content = new Checksum();
        rows.forEach(row -> content.add(row.digest()));
        Commit commit =
                new Commit(Revision.of(revision), proposal.time(), proposal.cause(), List.copyOf(changes.keySet()));
        Session.CommitRow row = Session.CommitRow.of(commit, content.value(), newest.digest());
        if (!session.moveHead(newest.revision(), newest.digest(), revision, row.digest())) {
            return new Moved();
        }
        session.insertCommit(row);
        for (Session.EntryRow entry : rows) {
            session.insertEntry(entry);
        }
        for (Map.Entry<String, Proposal.Announcement> one : new TreeMap<>(proposal.publications()).entrySet()) {
            session.side()
                    .publish(new Publication(
                            one.getKey(),
                            one.getValue().key(),
                            commit.revision(),
                            one.getValue().fingerprint()));
        }
        return new Written(row, changes, rows);
    }

    private static void finish(Session session, Written written) throws SQLException, Unconfirmed {
        try {
            session.commit();
        } catch (SQLException e) {
            switch (SqliteDialect.fault(e)) {
                case BUSY, FULL, READ_ONLY -> throw e;
                default -> throw new Unconfirmed(written.row(), e);
            }
        }
    }
}
