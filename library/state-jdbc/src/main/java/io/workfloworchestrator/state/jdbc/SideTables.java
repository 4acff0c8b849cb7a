package io.workfloworchestrator.state.jdbc;

import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.Publication;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables beside the history: publications and notes. Not thread-safe. */
record SideTables(Session session) {
    private static final String ROWS = "SELECT path, key, revision, fingerprint, digest FROM publications";

    void publish(Publication publication) throws SQLException {
        session.execute(
                "INSERT INTO publications (path, key, revision, fingerprint, mark, digest) VALUES (?, ?, ?, ?, ?, ?)",
                publication.path(),
                publication.key(),
                publication.revision().number(),
                publication.fingerprint(),
                mark(publication.fingerprint()),
                digest(publication));
    }

    List<Publication> publications(String path, int limit) throws SQLException {
        return publications(session.prepared(ROWS + " WHERE path = ? ORDER BY seq DESC LIMIT ?", path, limit));
    }

    List<Publication> publications(String path, String fingerprint) throws SQLException {
        return publications(session.prepared(
                ROWS + " WHERE mark = ? AND path = ? AND fingerprint = ? ORDER BY seq DESC LIMIT 1",
                mark(fingerprint),
                path,
                fingerprint));
    }

    private static List<Publication> publications(PreparedStatement sql) throws SQLException {
        List<Publication> found = new ArrayList<>();
        try (ResultSet rows = sql.executeQuery()) {
            while (rows.next()) {
                Publication publication = publication(rows);
                if (rows.getLong(5) != digest(publication)) {
                    throw new Damage("a publication of '" + publication.path() + "' is not what was written");
                }
                found.add(publication);
            }
        }
        return found;
    }

    /** All publications that can be read, oldest first. */
    List<Publication> allPublications() {
        List<Publication> found = new ArrayList<>();
        try (ResultSet rows =
                session.prepared(ROWS + " NOT INDEXED ORDER BY seq").executeQuery()) {
            while (rows.next()) {
                Publication publication = publication(rows);
                if (rows.getLong(5) == digest(publication)) {
                    found.add(publication);
                }
            }
        } catch (SQLException | Damage damaged) {
            // The rest cannot be read.
        }
        return found;
    }

    /** @throws Damage when a publication is not what was written */
    void checkPublications() throws SQLException {
        publications(session.prepared(ROWS + " ORDER BY seq"));
    }

    private static Publication publication(ResultSet rows) throws SQLException {
        return new Publication(
                Session.text(rows, 1),
                Session.text(rows, 2),
                Revision.of(Math.max(0, rows.getLong(3))),
                Session.text(rows, 4));
    }

    private static long digest(Publication publication) {
        return new Checksum()
                .add(publication.path())
                .add(publication.key())
                .add(publication.revision().number())
                .add(publication.fingerprint())
                .value();
    }

    /** A short form of a fingerprint, so that its index takes 8 bytes a row. */
    private static long mark(String fingerprint) {
        return new Checksum().add(fingerprint).value();
    }

    private static long digest(String name, String text) {
        return new Checksum().add(name).add(text).value();
    }

    Optional<String> note(String name) throws SQLException {
        try (ResultSet row = session.prepared("SELECT text, digest FROM notes WHERE name = ?", name)
                .executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            String text = Session.text(row, 1);
            if (row.getLong(2) != digest(name, text)) {
                throw new Damage("the note '" + name + "' is not what was written");
            }
            return Optional.of(text);
        }
    }

    Map<String, String> allNotes() {
        Map<String, String> found = new HashMap<>();
        try (ResultSet rows =
                session.prepared("SELECT name, text, digest FROM notes").executeQuery()) {
            while (rows.next()) {
                String name = Session.text(rows, 1);
                String text = Session.text(rows, 2);
                if (rows.getLong(3) == digest(name, text)) {
                    found.put(name, text);
                }
            }
        } catch (SQLException | Damage damaged) {
            // The rest cannot be read.
        }
        return found;
    }

    void note(String name, String text) throws SQLException {
        session.execute(
                "INSERT INTO notes (name, text, digest) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET text ="
                        + " excluded.text, digest = excluded.digest",
                name,
                text,
                digest(name, text));
    }
}
