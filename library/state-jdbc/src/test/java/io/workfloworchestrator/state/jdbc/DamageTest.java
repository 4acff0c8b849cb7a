package io.workfloworchestrator.state.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sqlite.JDBC;

/** Whatever happens to the bytes: what is read is what was written, or it is said that it is not. */
class DamageTest extends StateFolderCase {
    @Test
    void noFlippedBitOfTheDatabaseIsSilent() throws IOException {
        flip(closed(), "state.db", 1_009);
    }

    @Test
    @Tag("nightly")
    void noFlippedBitOfTheDatabaseIsSilentInSmallSteps() throws IOException {
        flip(closed(), "state.db", 37);
    }

    @Test
    void noFlippedBitOfALogThatACrashLeftIsSilent() throws IOException {
        flip(crashed(), "state.db-wal", 25_013);
    }

    @Test
    @Tag("nightly")
    void noFlippedBitOfALogThatACrashLeftIsSilentInSmallSteps() throws IOException {
        flip(crashed(), "state.db-wal", 1_733);
    }

    @Test
    void noCutOfTheDatabaseIsSilent() throws IOException {
        Map<String, byte[]> files = closed();
        byte[] whole = bytes(files, "state.db");
        Map<String, Object> truth = truth(files);
        for (int length = 0; length < whole.length; length += 7_919) {
            files.put("state.db", Arrays.copyOf(whole, length));
            assertNotSilent(files, truth, "state.db cut to " + length);
        }
    }

    @Test
    void aLogThatWasCutLosesOnlyWhatWasNotConfirmed() throws IOException {
        Map<String, byte[]> files = crashed();
        byte[] whole = bytes(files, "state.db-wal");
        files.put("state.db-wal", Arrays.copyOf(whole, whole.length - 1));
        files.remove("state.db-confirmed");
        Path copy = project.resolve("copy");
        write(copy, files);
        try (JdbcStateStore store = JdbcStateStore.at(copy)) {
            assertThat(store.read("a/b")).isPresent();
            assertThat(store.verify()).isEmpty();
        }
    }

    /** Also not where it is cut between two commits, so that what is left of it is whole. */
    @Test
    void noCutOfALogIsSilentWhereTheCommitsWereConfirmed() throws IOException {
        Map<String, byte[]> files = crashed();
        byte[] whole = bytes(files, "state.db-wal");
        int lost = 0;
        for (int frames = 0; 32 + frames * (24 + 4096) < whole.length; frames += 7) {
            files.put("state.db-wal", Arrays.copyOf(whole, 32 + frames * (24 + 4096)));
            Path copy = project.resolve("copy");
            write(copy, files);
            try (JdbcStateStore store = JdbcStateStore.at(copy)) {
                long revision = store.head().number();
                if (revision < 24) {
                    lost++;
                    assertThat(store.recovery())
                            .anySatisfy(notice -> assertThat(notice.message())
                                    .contains("ends at revision " + revision + ", and revision 24 had been confirmed"));
                }
            }
            delete(copy);
        }
        assertThat(lost).isPositive();
    }

    /** A long commit that the disk refused, a short one in its place, and the power fails while the next is written. */
    @Test
    void whatIsLeftOfARefusedCommitBehindATornOneIsNoDamage() throws IOException {
        Map<String, byte[]> files = crashed();
        byte[] before = bytes(files, "state.db-wal");
        byte[] refused = logAfter(files, "refused", store -> Changes.put(store, "a/long", Json.of("x".repeat(90_000))));
        byte[] confirmed = logAfter(files, "confirmed", store -> Changes.put(store, "a/short", Json.of(1)));
        byte[] torn = logAfter(files, "torn", store -> {
            Changes.put(store, "a/short", Json.of(1));
            Changes.put(store, "a/short", Json.of(2));
        });
        assertThat(Arrays.mismatch(before, torn)).isEqualTo(before.length);
        assertThat(refused.length).isGreaterThan(torn.length);
        byte[] log = refused.clone();
        System.arraycopy(torn, 0, log, 0, torn.length);
        // A sector of the first page of the torn commit has not reached the disk.
        System.arraycopy(refused, confirmed.length + 24, log, confirmed.length + 24, 512);
        files.put("state.db-wal", log);
        Path copy = project.resolve("copy");
        write(copy, files);
        try (JdbcStateStore store = JdbcStateStore.at(copy)) {
            assertThat(store.read("a/short").orElseThrow().value()).contains(Json.of(1));
            assertThat(store.head()).isEqualTo(Revision.of(25));
            assertThat(store.recovery()).extracting(notice -> notice.code()).containsOnly("W_STATE_TORN");
        }
    }

    private byte[] logAfter(Map<String, byte[]> files, String name, Consumer<JdbcStateStore> changes)
            throws IOException {
        Path copy = project.resolve(name);
        write(copy, files);
        try (JdbcStateStore store = JdbcStateStore.at(copy)) {
            changes.accept(store);
            return Files.readAllBytes(copy.resolve("state.db-wal"));
        }
    }

    @Test
    void aDamagedDatabaseIsPutAsideWholeAndWhatIsIntactIsRestored() throws IOException {
        Map<String, byte[]> files = closed();
        Map<String, Object> truth = truth(files);
        byte[] database = bytes(files, "state.db");
        // The root page of the index by path: derived from the table, so that nothing is lost.
        int page = page(files, "publications_path");
        Arrays.fill(database, page * 4_096, page * 4_096 + 512, (byte) 0x5A);
        Path copy = project.resolve("copy");
        write(copy, files);
        try (JdbcStateStore store = JdbcStateStore.at(copy)) {
            assertThat(everything(store)).isEqualTo(truth);
            assertThat(store.recovery()).extracting(notice -> notice.code()).containsOnly("E_STATE_CORRUPT");
            assertThat(store.recovery().get(1).message()).contains("all commits up to revision 24");
            Path quarantined = copy.resolve(store.recovery().get(0).path()).resolve("state.db");
            assertThat(Files.readAllBytes(quarantined)).isEqualTo(database);
            Changes.put(store, "a/e", Json.of(1));
        }
        try (JdbcStateStore store = JdbcStateStore.at(copy)) {
            assertThat(store.head()).isEqualTo(Revision.of(25));
            assertThat(store.recovery()).isEmpty();
        }
    }

    @Test
    void nothingIsMovedWithoutTheGate() throws IOException {
        Files.createDirectories(folder().resolve("open.lock"));
        Files.writeString(folder().resolve("state.db"), "not a database\n".repeat(1_000));
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            assertThatThrownBy(store::readAll)
                    .isInstanceOf(CodedException.class)
                    .hasMessageContaining("has to be put aside")
                    .hasMessageContaining("open.lock")
                    .extracting(e -> ((CodedException) e).code())
                    .isEqualTo("E_STATE_BUSY");
            assertThat(Files.readString(folder().resolve("state.db"))).startsWith("not a database");

            Files.delete(folder().resolve("open.lock"));
            assertThat(store.readAll()).isEmpty();
            assertThat(store.recovery()).isNotEmpty();
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsPutAside() throws IOException {
        Files.createDirectories(folder());
        Files.writeString(folder().resolve("state.db"), "not a database\n".repeat(1_000));
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            assertThat(store.readAll()).isEmpty();
            Path quarantined = folder().resolve(store.recovery().get(0).path()).resolve("state.db");
            assertThat(Files.readString(quarantined)).startsWith("not a database");
        }
    }

    @Test
    void anotherProgramsDatabaseIsPutAside() throws IOException, SQLException {
        Files.createDirectories(folder());
        sql(folder(), "CREATE TABLE theirs (x TEXT)");
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            Changes.put(store, "a/b", Json.of(1));
            assertThat(store.recovery().get(0).message()).contains("its tables are not those of a state store");
        }
    }

    @Test
    void aNewerFormatIsRefusedAndNotTouched() throws IOException, SQLException {
        closed();
        sql(folder(), "PRAGMA user_version=2; UPDATE head SET format = 2, needs = '3.1.0'");
        byte[] before = Files.readAllBytes(folder().resolve("state.db"));
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            assertThatThrownBy(store::head)
                    .isInstanceOf(CodedException.class)
                    .extracting(e -> ((CodedException) e).code())
                    .isEqualTo("E_STATE_NEWER");
            assertThatThrownBy(() -> Changes.put(store, "a/b", Json.of(1)))
                    .hasMessageContaining("has format 2")
                    .hasMessageContaining("version 3.1.0 or later");
        }
        assertThat(Files.readAllBytes(folder().resolve("state.db"))).isEqualTo(before);
    }

    @Test
    void damageOfOldHistoryIsSaidWhenItIsReadAndTheNewestStaysUsable() throws IOException, SQLException {
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            Changes.put(store, "a/b", Json.of(1));
            Changes.put(store, "a/b", Json.of(2));
            Changes.put(store, "a/b", Json.of(3));
        }
        sql(
                folder(),
                "UPDATE entries SET body = '5' WHERE revision = 1; UPDATE commits SET reason = 'x' WHERE revision = 2");
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            assertThat(store.read("a/b").orElseThrow().value()).contains(Json.of(3));
            assertThatThrownBy(() -> store.readAsOf("a/b", Revision.of(1)))
                    .hasMessageContaining("revision 1 of 'a/b' is not what was written");
            assertThatThrownBy(() -> store.commitsOf("a/b", Revision.of(3), 9))
                    .hasMessageContaining("the commit of revision 2 is not what was written");
            assertThat(store.read("a/b").orElseThrow().value()).contains(Json.of(3));
            assertThat(store.verify())
                    .isNotEmpty()
                    .allMatch(notice -> notice.code().equals("E_STATE_CORRUPT"));
        }
    }

    private void flip(Map<String, byte[]> files, String target, int step) throws IOException {
        Map<String, Object> truth = truth(files);
        byte[] whole = bytes(files, target);
        for (int i = 0; i < whole.length; i += step) {
            byte[] flipped = whole.clone();
            flipped[i] ^= (byte) (1 << (i % 8));
            files.put(target, flipped);
            assertNotSilent(files, truth, target + ", byte " + i);
        }
    }

    private void assertNotSilent(Map<String, byte[]> files, Map<String, Object> truth, String what) throws IOException {
        Path copy = project.resolve("copy");
        write(copy, files);
        try (JdbcStateStore store = JdbcStateStore.at(copy)) {
            Map<String, Object> read = everything(store);
            if (store.recovery().isEmpty()) {
                assertThat(read).as(what).isEqualTo(truth);
            }
        } catch (CodedException e) {
            assertThat(e.code()).as(what).isIn("E_STATE_CORRUPT", "E_STATE_NEWER");
        }
        delete(copy);
    }

    private Map<String, Object> truth(Map<String, byte[]> files) throws IOException {
        Path copy = project.resolve("truth");
        write(copy, files);
        try (JdbcStateStore store = JdbcStateStore.at(copy)) {
            Map<String, Object> truth = everything(store);
            assertThat(store.recovery()).isEmpty();
            return truth;
        } finally {
            delete(copy);
        }
    }

    /** The files of a store that was closed. */
    private Map<String, byte[]> closed() throws IOException {
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            fill(store);
        }
        return files();
    }

    /** The files as they are while a store is open, which is what the death of its process leaves. */
    private Map<String, byte[]> crashed() throws IOException {
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            fill(store);
            // Opened by Java's means on purpose: nobody else is here whose locks could be lost.
            return files();
        }
    }

    private Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (Stream<Path> paths = Files.list(folder())) {
            for (Path path : paths.toList()) {
                String name = path.getFileName().toString();
                if (name.equals("state.db") || name.equals("state.db-wal") || name.equals("state.db-confirmed")) {
                    files.put(name, Files.readAllBytes(path));
                }
            }
        }
        return files;
    }

    private static byte[] bytes(Map<String, byte[]> files, String name) {
        return java.util.Objects.requireNonNull(files.get(name), name);
    }

    private static void write(Path folder, Map<String, byte[]> files) throws IOException {
        Files.createDirectories(folder);
        files.forEach((name, bytes) -> {
            try {
                Files.write(folder.resolve(name), bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private int page(Map<String, byte[]> files, String index) throws IOException {
        assertThat(new String(bytes(files, "state.db"), StandardCharsets.ISO_8859_1))
                .contains(index);
        try (Connection connection = connect(folder());
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT rootpage FROM sqlite_schema WHERE name = '" + index + "'")) {
            rows.next();
            return rows.getInt(1) - 1;
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private static void sql(Path folder, String sql) throws SQLException {
        try (Connection connection = connect(folder);
                Statement statement = connection.createStatement()) {
            for (String one : sql.split("; ")) {
                statement.executeUpdate(one);
            }
        }
    }

    private static Connection connect(Path folder) throws SQLException {
        return JDBC.createConnection("jdbc:sqlite:" + folder.resolve("state.db"), new Properties());
    }
}
