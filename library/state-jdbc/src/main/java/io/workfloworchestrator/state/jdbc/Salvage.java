package io.workfloworchestrator.state.jdbc;

import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.Proposal;
import io.workfloworchestrator.state.spi.Publication;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings the intact part of a damaged database into a new one: all commits before the first damaged one, and then, as one
 * more commit, the newest values that are intact. It reads a copy; the damaged files stay as they are. Confined to one thread.
 */
final class Salvage {
    private final Connections connections;
    private final Clock clock;

    private long lastDigest;
    private long last;

    Salvage(Connections connections, Clock clock) {
        this.connections = connections;
        this.clock = clock;
    }

    /** Fills an empty database from a damaged one; says in words what became of it. */
    String into(Path fresh, Path damaged) throws IOException, SQLException {
        try (Session to = connections.connect(fresh);
                TemporaryCopy copy = TemporaryCopy.of(damaged, "state-salvage-")) {
            try (Session from = connections.connect(copy.database())) {
                return copy(from, to);
            } catch (SQLException | Damage unreadable) {
                return "Nothing in it could be read; an empty state was begun.";
            }
        }
    }

    private String copy(Session from, Session to) throws SQLException {
        Session.@Nullable Head head = attempt(from::head);
        long newest = head == null ? 0 : head.revision();
        to.begin();
        try {
            while (attempt(() -> next(from, to)) != null) {
                last++;
            }
            for (Publication publication : from.side().allPublications()) {
                to.side().publish(publication);
            }
            for (Map.Entry<String, String> note : from.side().allNotes().entrySet()) {
                to.side().note(note.getKey(), note.getValue());
            }
            if (!to.moveHead(0, 0, last, lastDigest)) {
                throw new Damage("the new head is not where it was put");
            }
            if (head != null) {
                to.lineage(head.lineage());
            }
            to.commit();
        } catch (SQLException | RuntimeException e) {
            to.rollback();
            throw e;
        }
        List<String> lost = new ArrayList<>();
        long restored = values(from, to, Math.max(newest, last), lost);
        return "Restored: all commits up to revision " + last
                + (restored == 0 ? "" : ", and the newest values of " + restored + " keys")
                + (newest > last ? "; the commits up to revision " + newest + " are not whole." : ".")
                + (lost.isEmpty() ? "" : " Older values than the newest: " + String.join(", ", lost) + ".");
    }

    /** Copies the next commit with its entries; null if it is damaged or there is none. */
    private @Nullable Long next(Session from, Session to) throws SQLException {
        List<Session.CommitRow> rows = from.commits(last, Long.MAX_VALUE, 1);
        if (rows.isEmpty() || rows.get(0).previous() != lastDigest) {
            return null;
        }
        Session.CommitRow row = rows.get(0);
        long revision = row.commit().revision().number();
        Checksum content = new Checksum();
        List<Session.EntryRow> entries = new ArrayList<>();
        for (String key : row.commit().keys()) {
            Session.EntryRow entry = from.entry(key, revision);
            content.add(entry.digest());
            entries.add(entry);
        }
        if (content.value() != row.content()) {
            return null;
        }
        to.insertCommit(row);
        for (Session.EntryRow entry : entries) {
            to.insertEntry(entry);
        }
        lastDigest = row.digest();
        last = revision - 1;
        return revision;
    }

    private long values(Session from, Session to, long floor, List<String> lost) throws SQLException {
        SortedMap<String, Revision> expected = new TreeMap<>();
        SortedMap<String, Optional<io.workfloworchestrator.json.Json>> changes = new TreeMap<>();
        Newest there = new Newest();
        there.sync(to);
        for (String key : keys(from)) {
            Entry old = attempt(() -> Newest.entry(from, from.chain(key, Long.MAX_VALUE)));
            Entry now = there.entry(to, key);
            if (old == null) {
                lost.add(key);
            } else if (now == null
                    || old.commit().revision().compareTo(now.commit().revision()) > 0) {
                expected.put(key, now == null ? Revision.NONE : now.commit().revision());
                changes.put(key, old.value());
            }
        }
        if (changes.isEmpty()) {
            return 0;
        }
        try {
            Writer.commit(
                    to,
                    there,
                    new Proposal(
                            expected,
                            changes,
                            Cause.of("state store", "restored from a damaged database"),
                            clock.instant(),
                            Map.of()),
                    floor);
        } catch (Writer.Unconfirmed e) {
            throw e.reason();
        }
        return changes.size();
    }

    private static List<String> keys(Session from) {
        List<String> keys = new ArrayList<>();
        String key = attempt(() -> from.keyAfter(""));
        while (key != null) {
            keys.add(key);
            String before = key;
            key = attempt(() -> from.keyAfter(before));
            if (key != null && key.compareTo(before) <= 0) {
                break;
            }
        }
        return keys;
    }

    private interface Look<R> {
        @Nullable
        R look() throws SQLException;
    }

    private static <R> @Nullable R attempt(Look<R> look) {
        try {
            return look.look();
        } catch (SQLException | Damage damaged) {
            return null;
        }
    }
}
