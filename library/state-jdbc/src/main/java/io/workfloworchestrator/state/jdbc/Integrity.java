package io.workfloworchestrator.state.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Whether a database is whole and ours. Stateless. */
final class Integrity {
    private Integrity() {}

    /**
     * What is looked at once per process: the pages of the file (SQLite's {@code quick_check}), the tables, the head
     * against the newest commit, and what the newest value of each key is made of.
     *
     * @throws Damage when something is not as we write it
     */
    static void check(Session session, Dialect dialect) throws SQLException {
        schema(session, dialect);
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery("PRAGMA quick_check(1)")) {
            row.next();
            if (!"ok".equals(row.getString(1))) {
                throw new Damage(row.getString(1));
            }
        }
        Session.Head head = session.head();
        if (!session.commits(head.revision(), Long.MAX_VALUE, 1).isEmpty()) {
            throw new Damage("there are commits after its head");
        }
        if (head.revision() > 0 && session.commit(head.revision()).digest() != head.digest()) {
            throw new Damage("its head and its newest commit differ");
        }
        for (String key = session.keyAfter(""); key != null; key = session.keyAfter(key)) {
            List<Session.EntryRow> chain = session.chain(key, Long.MAX_VALUE);
            if (chain.isEmpty() || chain.get(0).revision() > head.revision()) {
                throw new Damage("there are entries after its head");
            }
        }
    }

    private static void schema(Session session, Dialect dialect) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = session.connection().createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY sql")) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        if (!found.equals(dialect.schema().stream().sorted().toList())) {
            throw new Damage("its tables are not those of a state store");
        }
    }
}
