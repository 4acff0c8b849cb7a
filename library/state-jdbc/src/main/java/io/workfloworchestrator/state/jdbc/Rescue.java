package io.workfloworchestrator.state.jdbc;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonMerge;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.Proposal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what this process knows when the files are deleted or replaced under it, as {@code git clean -fdx} does.
 *
 * <p>If nothing is at the path, the whole open database is copied there. If somebody else has begun another one, it
 * stays, and a commit adds what we knew: keys that it lacks, and, merged, those that differ. Where the two disagree,
 * their value stays, and our database is kept in the quarantine. Stateless.
 */
record Rescue(StateFolder folder, Connections connections, Opening opening, Clock clock) {
    /** The files of an open database are no longer at their paths: opens those that are, and adds what we know. */
    Opening.Opened replaced(Opening.Opened old, Newest newest) throws IOException, SQLException {
        folder.check(true);
        folder.create();
        Opening.Opened next = Objects.requireNonNull(opening.alone(gate -> reopened(gate, old)));
        if (next.session() == old.session()) {
            return old;
        }
        remember(next.session(), newest, old.session());
        try {
            old.close();
        } catch (SQLException e) {
            // Its files are gone, so there is nothing left to write.
        }
        return next;
    }

    private Opening.@Nullable Opened reopened(Gate gate, Opening.Opened old) throws IOException, SQLException {
        StateFolder.Identity now = folder.identity();
        if (now.equals(old.identity())) {
            return old;
        }
        if (now.database() == null) {
            rebuild(gate, old, "");
        } else if (Objects.equals(now.database(), old.identity().database())) {
            // We must not open it a second time: SQLite would pair the new log with our old shared memory.
            rebuild(gate, old, "the log of the database was removed while it was in use");
        } else {
            supersede(gate, old);
        }
        return opening.openBehind(gate, true);
    }

    /** Replaces a database that is only an older copy of the open one. */
    private void supersede(Gate gate, Opening.Opened old) throws IOException, SQLException {
        try (Session there = connections.connect(folder.database())) {
            // From now on nobody commits to it. Whoever waits to do so finds another one at the path afterwards.
            there.begin();
            Session.Head ours = old.session().head();
            Session.Head theirs = there.head();
            boolean older = theirs.lineage().equals(ours.lineage())
                    && theirs.revision() < ours.revision()
                    && old.session().holds(theirs.revision(), theirs.digest());
            if (older) {
                rebuild(gate, old, "an older copy of the database was put in its place while it was in use");
            }
            there.rollback();
        } catch (SQLException | Damage unreadable) {
            // It stays, and what we know is added.
        }
    }

    /** Moves the old database away first, so that the copy has every commit that anybody made to it. */
    private void rebuild(Gate gate, Opening.Opened old, String why) throws IOException, SQLException {
        if (!why.isEmpty()) {
            opening.aside(gate, why);
        } else if (StateFolder.size(folder.wal()) > 0) {
            opening.aside(gate, "the database was gone and its log was left");
        }
        Path fresh = folder.fresh(Opening.NEW);
        Files.createFile(fresh, folder.privateTo("rw-------"));
        try {
            if (!copy(old.session(), fresh)) {
                return;
            }
            opening.name(fresh);
        } finally {
            Files.deleteIfExists(fresh);
        }
        opening.tell(
                "E_STATE_REPLACED",
                folder.database(),
                (why.isEmpty() ? "the state folder was deleted while it was in use" : why)
                        + "; it was made again with the whole history.");
    }

    /** Copies an open database whole; false if it can no longer be read. */
    private boolean copy(Session from, Path to) {
        try {
            from.copyInto(to);
            try (Session copied = connections.connect(to)) {
                copied.useLog();
            }
            return true;
        } catch (SQLException unreadable) {
            // What is in memory has to be enough.
            return false;
        }
    }

    /** Adds what {@code newest} knows to a database that does not continue it, and which it knows afterwards. */
    void remember(Session session, Newest newest, @Nullable Session old) throws IOException, SQLException {
        if (newest.isEmpty() || newest.sync(session)) {
            return;
        }
        SortedMap<String, Entry> memory = newest.entries();
        Path kept = null;
        if (old != null) {
            try {
                memory = newest.all(old);
                kept = keep(old);
            } catch (SQLException | Damage unreadable) {
                // Memory has what was read before.
            }
        }
        long floor = newest.revision();
        String lineage = newest.lineage();
        newest.forget();
        newest.sync(session);
        // If it is the same store at an earlier revision, we know everything that it has.
        boolean oursWin = lineage.equals(newest.lineage()) && newest.revision() < floor;
        List<String> conflicts = new ArrayList<>();
        while (true) {
            conflicts.clear();
            Optional<Proposal> proposal = missing(session, newest, memory, oursWin, conflicts);
            if (proposal.isEmpty()) {
                break;
            }
            try {
                if (Writer.commit(session, newest, proposal.get(), floor) instanceof Writer.Written written) {
                    newest.committed(written.row(), written.changes(), written.rows());
                    break;
                }
            } catch (Writer.Unconfirmed e) {
                throw e.reason();
            }
        }
        opening.tell(
                "E_STATE_REPLACED",
                kept == null ? folder.database() : kept,
                "the state was replaced by another one while it was in use; what was known before was added to it"
                        + (conflicts.isEmpty()
                                ? "."
                                : ", except where both differ: " + String.join(", ", conflicts) + ".")
                        + (kept == null ? "" : " The state before is kept in " + kept + "."));
    }

    private @Nullable Path keep(Session old) throws IOException {
        Path place = opening.place();
        Path copy = place.resolve("state.db");
        Files.createFile(copy, folder.privateTo("rw-------"));
        return copy(old, copy) ? place : null;
    }

    private Optional<Proposal> missing(
            Session session, Newest newest, Map<String, Entry> memory, boolean oursWin, List<String> conflicts)
            throws SQLException {
        SortedMap<String, Revision> expected = new TreeMap<>();
        SortedMap<String, Optional<Json>> changes = new TreeMap<>();
        for (Map.Entry<String, Entry> known : memory.entrySet()) {
            Optional<Json> ours = known.getValue().value();
            Entry there = newest.entry(session, known.getKey());
            Optional<Json> theirs = there == null ? Optional.empty() : there.value();
            if (ours.equals(theirs) || !oursWin && (ours.isEmpty() || there != null && theirs.isEmpty())) {
                continue;
            }
            JsonMerge merge = oursWin || theirs.isEmpty()
                    ? new JsonMerge(ours, List.of())
                    : JsonMerge.of(Optional.empty(), /* ours= */ theirs, /* theirs= */ ours);
            merge.conflicts().forEach(path -> conflicts.add(known.getKey() + path));
            if (!merge.merged().equals(theirs)) {
                expected.put(
                        known.getKey(),
                        there == null ? Revision.NONE : there.commit().revision());
                changes.put(known.getKey(), merge.merged());
            }
        }
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Proposal(
                        expected,
                        changes,
                        Cause.of("state store", "kept what was known when the state folder was replaced"),
                        clock.instant(),
                        Map.of()));
    }
}
