package io.workfloworchestrator.state.jdbc;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonDelta;
import io.workfloworchestrator.json.JsonException;
import io.workfloworchestrator.json.JsonText;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.Proposal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What this process knows of the store: its head, and the newest entry of each key that was asked for.
 *
 * <p>The commits of others are applied in the form in which they are stored, as changes, so everything that they did not
 * change stays the identical object. This outlives the connection. Not thread-safe.
 */
final class Newest {
    /** A value is written whole again after this many changes, or when its changes exceed its size. */
    static final int MAX_DELTAS = 1_000;

    /**
     * A large value may have more changes: one for so many bytes of it, since reading them adds little to reading the value.
     * So writing it whole costs each change this many bytes on average, however large it is.
     */
    static final int BYTES_A_DELTA = 4_096;

    /** After more unseen commits than this, the changed values are read anew when somebody asks for them. */
    private static final int MAX_REPLAY = 256;

    private final Map<String, Known> known = new HashMap<>();
    private String lineage = "";
    private long revision;
    private long digest;
    private long counter;
    private @Nullable Session seen;

    /** A newest entry, and the size and number of the changes since its last whole body. */
    private record Known(Entry entry, long fullSize, long deltaBytes, int deltas) {
        static Known of(Entry entry, List<Session.EntryRow> chain) {
            long bytes = 0;
            for (int i = 0; i < chain.size() - 1; i++) {
                bytes += chain.get(i).body().length;
            }
            return new Known(entry, chain.get(chain.size() - 1).body().length, bytes, chain.size() - 1);
        }

        boolean takesDelta() {
            return deltas < Math.max(MAX_DELTAS, fullSize / BYTES_A_DELTA);
        }

        Known next(Entry entry, Session.EntryRow row) {
            return row.kind().equals(Session.EntryRow.DELTA)
                    ? new Known(entry, fullSize, deltaBytes + row.body().length, deltas + 1)
                    : new Known(entry, row.body().length, 0, 0);
        }
    }

    /** A change in the form in which it is stored, made against {@code base}. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Encoded(Optional<Json> value, @Nullable Entry base, String kind, byte[] body) {
        /** The revision of the base; 0 without one. */
        long baseRevision() {
            return number(base);
        }
    }

    private static long number(@Nullable Entry entry) {
        return entry == null ? 0 : entry.commit().revision().number();
    }

    String lineage() {
        return lineage;
    }

    long revision() {
        return revision;
    }

    long digest() {
        return digest;
    }

    boolean isEmpty() {
        return lineage.isEmpty();
    }

    SortedMap<String, Entry> entries() {
        SortedMap<String, Entry> entries = new TreeMap<>();
        known.forEach((key, value) -> entries.put(key, value.entry()));
        return entries;
    }

    /** Forgets everything; the next {@link #sync} begins anew. */
    void forget() {
        known.clear();
        lineage = "";
        revision = 0;
        digest = 0;
        seen = null;
    }

    /** Whether the last {@link #sync} used this connection. */
    boolean hasSeen(Session session) {
        return session == seen;
    }

    /** Reads what was committed since; false if the database does not continue what is known. */
    boolean sync(Session session) throws SQLException {
        long now = session.changeCounter();
        if (hasSeen(session) && now == counter) {
            return true;
        }
        Session.Head head = session.head();
        if (isEmpty()) {
            lineage = head.lineage();
            revision = head.revision();
            digest = head.digest();
        } else if (!continues(session, head)) {
            return false;
        } else if (head.revision() > revision) {
            follow(session, head);
        }
        seen = session;
        counter = now;
        return true;
    }

    private boolean continues(Session session, Session.Head head) throws SQLException {
        if (!head.lineage().equals(lineage) || head.revision() < revision) {
            return false;
        }
        if (head.revision() == revision) {
            return head.digest() == digest;
        }
        return hasSeen(session) || session.holds(revision, digest);
    }

    private void follow(Session session, Session.Head head) throws SQLException {
        boolean replay = head.revision() - revision <= MAX_REPLAY;
        while (revision < head.revision()) {
            List<Session.CommitRow> rows = session.commits(revision, head.revision(), MAX_REPLAY);
            if (rows.isEmpty()) {
                throw new Damage("the commits after revision " + revision + " are missing");
            }
            for (Session.CommitRow row : rows) {
                if (row.previous() != digest) {
                    throw new Damage(
                            "the commit of revision " + row.commit().revision() + " does not follow the one before it");
                }
                for (String key : row.commit().keys()) {
                    follow(session, row, key, replay);
                }
                revision = row.commit().revision().number();
                digest = row.digest();
            }
        }
        if (digest != head.digest()) {
            throw new Damage("its head and its newest commit differ");
        }
    }

    private void follow(Session session, Session.CommitRow commit, String key, boolean replay) throws SQLException {
        Known before = known.get(key);
        if (before == null || !replay) {
            known.remove(key);
            return;
        }
        Session.EntryRow row = session.entry(key, commit.commit().revision().number());
        if (row.base() != before.entry().commit().revision().number()) {
            throw new Damage("revision " + row.base() + " of '" + key + "' is missing");
        }
        Entry entry = new Entry(key, value(row, before.entry().value()), commit.commit());
        known.put(key, before.next(entry, row));
    }

    /** The newest entry of a key, as of the last {@link #sync}. */
    @Nullable
    Entry entry(Session session, String key) throws SQLException {
        Known here = known.get(key);
        if (here == null) {
            List<Session.EntryRow> chain = session.chain(key, revision);
            Entry entry = entry(session, chain);
            if (entry == null) {
                return null;
            }
            here = Known.of(entry, chain);
            known.put(key, here);
        }
        return here.entry();
    }

    @Nullable
    Entry entry(Session session, String key, long upTo) throws SQLException {
        Known here = known.get(key);
        if (here != null && here.entry().commit().revision().number() <= upTo) {
            return here.entry();
        }
        if (upTo >= revision) {
            return entry(session, key);
        }
        List<Session.EntryRow> chain = session.chain(key, upTo);
        return entry(session, chain);
    }

    static @Nullable Entry entry(Session session, List<Session.EntryRow> chain) throws SQLException {
        if (chain.isEmpty()) {
            return null;
        }
        Session.EntryRow newest = chain.get(0);
        return new Entry(
                newest.key(),
                past(chain, oldest(chain), 0, 1).get(0).value(),
                session.commit(newest.revision()).commit());
    }

    record Past(long revision, Optional<Json> value) {}

    /** The oldest value of a chain, the only one that is stored whole. */
    static Optional<Json> oldest(List<Session.EntryRow> chain) {
        return value(chain.get(chain.size() - 1), Optional.empty());
    }

    /**
     * The values of some of a chain's rows, newest first. Everything that a row did not change is the identical object. No
     * value of another row is kept, since thousands of copies of a long array take much room.
     */
    static List<Past> past(List<Session.EntryRow> chain, Optional<Json> oldest, int newest, int end) {
        Past[] past = new Past[end - newest];
        Optional<Json> value = oldest;
        for (int i = chain.size() - 1; i >= newest; i--) {
            value = i == chain.size() - 1 ? oldest : value(chain.get(i), value);
            if (i < end) {
                past[i - newest] = new Past(chain.get(i).revision(), value);
            }
        }
        return List.of(past);
    }

    private static Optional<Json> value(Session.EntryRow row, Optional<Json> before) {
        try {
            return switch (row.kind()) {
                case Session.EntryRow.DELETED -> Optional.empty();
                case Session.EntryRow.FULL -> Optional.of(Json.parse(row.body()));
                case Session.EntryRow.DELTA ->
                    Optional.of(JsonDelta.apply(
                            before.orElseThrow(() -> new IllegalArgumentException("a change of nothing")),
                            Json.parse(row.body())));
                default -> throw new IllegalArgumentException("an entry of an unknown kind");
            };
        } catch (RuntimeException e) {
            throw new Damage("revision " + row.revision() + " of '" + row.key() + "' cannot be read", e);
        }
    }

    SortedMap<String, Encoded> encode(Session session, Proposal proposal) throws SQLException {
        SortedMap<String, Encoded> encoded = new TreeMap<>();
        for (Map.Entry<String, Optional<Json>> change : proposal.changes().entrySet()) {
            Entry base = entry(session, change.getKey());
            encoded.put(change.getKey(), encode(known.get(change.getKey()), base, change.getValue()));
        }
        return encoded;
    }

    private static Encoded encode(@Nullable Known here, @Nullable Entry base, Optional<Json> value) {
        if (value.isEmpty()) {
            return new Encoded(value, base, Session.EntryRow.DELETED, new byte[0]);
        }
        requireReadable(value.get());
        if (here != null && here.entry().value().isPresent() && here.takesDelta()) {
            Json delta = JsonDelta.between(here.entry().value().get(), value.get());
            if (isReadable(delta)) {
                byte[] body = utf8(delta);
                if (body.length < here.fullSize() / 2 && here.deltaBytes() + body.length <= here.fullSize()) {
                    return new Encoded(value, base, Session.EntryRow.DELTA, body);
                }
            }
        }
        return new Encoded(value, base, Session.EntryRow.FULL, utf8(value.get()));
    }

    private static byte[] utf8(Json json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void requireReadable(Json value) {
        try {
            JsonText.checkSize(value);
        } catch (JsonException e) {
            throw new StateException(
                    e.code(),
                    "it could not be read back, so nothing was changed: " + e.getMessage() + " Make it smaller.",
                    e);
        }
    }

    private static boolean isReadable(Json delta) {
        try {
            JsonText.checkSize(delta);
            return true;
        } catch (JsonException e) {
            return false;
        }
    }

    boolean fits(Session session, Map<String, Encoded> changes) throws SQLException {
        for (Map.Entry<String, Encoded> change : changes.entrySet()) {
            if (number(entry(session, change.getKey())) != change.getValue().baseRevision()) {
                return false;
            }
        }
        return true;
    }

    void committed(Session.CommitRow commit, Map<String, Encoded> changes, List<Session.EntryRow> rows) {
        for (Session.EntryRow row : rows) {
            Encoded change = java.util.Objects.requireNonNull(changes.get(row.key()));
            Entry entry = new Entry(row.key(), change.value(), commit.commit());
            Known before = known.get(row.key());
            known.put(row.key(), before == null ? new Known(entry, row.body().length, 0, 0) : before.next(entry, row));
        }
        revision = commit.commit().revision().number();
        digest = commit.digest();
    }

    static List<Session.EntryRow> rows(Map<String, Encoded> changes, long revision) {
        List<Session.EntryRow> rows = new ArrayList<>();
        changes.forEach((key, change) ->
                rows.add(Session.EntryRow.of(key, revision, change.baseRevision(), change.kind(), change.body())));
        return rows;
    }

    /** Every key's newest entry, deleted ones included. */
    SortedMap<String, Entry> all(Session session) throws SQLException {
        SortedMap<String, Entry> all = new TreeMap<>();
        for (String key : keys(session)) {
            Entry entry = entry(session, key);
            if (entry != null) {
                all.put(key, entry);
            }
        }
        return all;
    }

    /** Every key that has or had a value, in order. */
    static Set<String> keys(Session session) throws SQLException {
        Set<String> keys = new LinkedHashSet<>();
        for (String key = session.keyAfter(""); key != null; key = session.keyAfter(key)) {
            keys.add(key);
        }
        return keys;
    }

    boolean meets(Session session, Map<String, Revision> expected) throws SQLException {
        for (Map.Entry<String, Revision> one : expected.entrySet()) {
            if (number(entry(session, one.getKey())) != one.getValue().number()) {
                return false;
            }
        }
        return true;
    }

    Map<String, Commit> winners(Session session, Map<String, Revision> expected) throws SQLException {
        Map<String, Commit> winners = new LinkedHashMap<>();
        for (Map.Entry<String, Revision> one : expected.entrySet()) {
            Entry entry = entry(session, one.getKey());
            if (entry != null && !entry.commit().revision().equals(one.getValue())) {
                winners.put(one.getKey(), entry.commit());
            }
        }
        return winners;
    }
}
