package io.workfloworchestrator.state.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether a database is whole and ours. Stateless. */
final class Integrity {
    /** In files up to this size the first opening also compares the indexes with their tables: about 5 ms per MB. */
    static final long THOROUGH = 16 << 20;

    private Integrity() {}

    /**
     * The check that each process makes once: pages, tables, the head against the newest commit, and the newest values.
     *
     * @throws Damage if something is not as we write it
     */
    static void check(Session session, long size) throws SQLException {
        // A transaction, since others go on committing.
        session.execute("BEGIN");
        try {
            schema(session);
            pages(session, size <= THOROUGH ? "integrity_check(1)" : "quick_check(1)");
            Session.Head head = head(session);
            for (String key = session.keyAfter(""); key != null; key = session.keyAfter(key)) {
                List<Session.EntryRow> chain = session.chain(key, Long.MAX_VALUE);
                if (chain.isEmpty() || chain.get(0).revision() > head.revision()) {
                    throw new Damage("there are entries after its head");
                }
            }
        } finally {
            session.rollback();
        }
    }

    /** Looks at everything, all history included, and says what is not as we write it. */
    static List<String> verify(Session session) throws SQLException {
        List<String> damage = new ArrayList<>();
        session.execute("BEGIN");
        try {
            attempt(damage, () -> schema(session));
            attempt(damage, () -> pages(session, "integrity_check(10)"));
            attempt(damage, () -> head(session));
            attempt(damage, () -> history(session, damage));
            attempt(damage, () -> session.side().checkPublications());
        } finally {
            session.rollback();
        }
        return damage;
    }

    private static void history(Session session, List<String> damage) throws SQLException {
        long last = 0;
        long digest = 0;
        Set<String> keys = new TreeSet<>();
        while (true) {
            List<Session.CommitRow> rows = session.commits(last, Long.MAX_VALUE, 1_000);
            if (rows.isEmpty()) {
                break;
            }
            for (Session.CommitRow row : rows) {
                last = row.commit().revision().number();
                if (row.previous() != digest) {
                    throw new Damage("the commit of revision " + last + " does not follow the one before it");
                }
                digest = row.digest();
                keys.addAll(row.commit().keys());
                attempt(damage, () -> entries(session, row));
            }
        }
        for (String key : keys) {
            attempt(damage, () -> Newest.entry(session, session.chain(key, Long.MAX_VALUE)));
        }
    }

    private static void entries(Session session, Session.CommitRow row) throws SQLException {
        Checksum content = new Checksum();
        for (String key : row.commit().keys()) {
            content.add(session.entry(key, row.commit().revision().number()).digest());
        }
        if (content.value() != row.content()) {
            throw new Damage("the entries of revision " + row.commit().revision() + " are not those of its commit");
        }
    }

    private static Session.Head head(Session session) throws SQLException {
        Session.Head head = session.head();
        if (!session.commits(head.revision(), Long.MAX_VALUE, 1).isEmpty()) {
            throw new Damage("there are commits after its head");
        }
        if (head.revision() > 0 && session.commit(head.revision()).digest() != head.digest()) {
            throw new Damage("its head and its newest commit differ");
        }
        return head;
    }

    private static void pages(Session session, String check) throws SQLException {
        List<String> said = texts(session, "PRAGMA " + check);
        if (!said.equals(List.of("ok"))) {
            throw new Damage(String.join("; ", said));
        }
    }

    private static void schema(Session session) throws SQLException {
        List<String> found = texts(session, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY sql");
        if (!found.equals(SqliteDialect.SCHEMA.stream().sorted().toList())) {
            throw new Damage("its tables are not those of a state store");
        }
    }

    private static List<String> texts(Session session, String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = session.connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private interface Look {
        void look() throws SQLException;
    }

    private static void attempt(List<String> damage, Look look) {
        try {
            look.look();
        } catch (Damage | SQLException e) {
            damage.add(String.valueOf(e.getMessage()));
        }
    }
}
