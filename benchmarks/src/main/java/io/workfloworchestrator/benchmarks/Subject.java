package io.workfloworchestrator.benchmarks;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.files.Layout;
import io.workfloworchestrator.state.files.StateFiles;
import io.workfloworchestrator.state.jdbc.JdbcStateStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.TreeMap;

/** A way to keep a state of many goals and durably change one of them. */
interface Subject extends AutoCloseable {
    /** Makes the state, with this many goals of about 1 KB each. */
    void create(int goals) throws Exception;

    /** Changes one goal. */
    void update(int goal, long number) throws Exception;

    @Override
    void close() throws Exception;

    static Subject open(String kind, Path folder, String key) throws Exception {
        return switch (kind) {
            case "ours" -> new Ours(StateManager.of(JdbcStateStore.at(folder.resolve(".ai-planning/.state"))), key);
            case "ours+files" -> {
                JdbcStateStore store = JdbcStateStore.at(folder.resolve(".ai-planning/.state"));
                StateFiles files = StateFiles.of(folder, store, Layout.standard(), Clock.systemUTC());
                yield new Ours(StateManager.of(files.store(), files, Clock.systemUTC()), key);
            }
            case "raw-sqlite" -> new RawSqlite(folder.resolve("raw.db"));
            case "json-file" -> new JsonFile(folder);
            default -> throw new IllegalArgumentException("ours, ours+files, raw-sqlite or json-file, not " + kind);
        };
    }

    /** A goal of about 1 KB. */
    static Json.Obj goal(int number) {
        return Json.Obj.EMPTY
                .with("title", Json.of("Goal number " + number))
                .with("description", Json.of("A goal with a description of the usual length. ".repeat(19)))
                .with("progress", Json.of(0));
    }

    static Json goals(int count) {
        TreeMap<String, Json> goals = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            goals.put("goal-" + i, goal(i));
        }
        return Json.Obj.EMPTY.with("goals", Json.object(goals));
    }

    /** The product. */
    final class Ours implements Subject {
        private final StateManager state;
        private final StateKey<Json> key;

        Ours(StateManager state, String key) {
            this.state = state;
            this.key = StateKey.json("benchmark/" + key);
        }

        @Override
        public void create(int goals) {
            state.create(key, goals(goals), Cause.of("benchmark", "create"));
        }

        @Override
        public void update(int goal, long number) {
            List<String> path = List.of("goals", "goal-" + goal, "progress");
            state.update(key, json -> json.asObject().withAt(path, Json.of(number)), Cause.of("benchmark", "progress"));
        }

        @Override
        public void close() {
            state.close();
        }
    }

    /** The floor: one durable SQLite transaction that appends 300 bytes, behind SQLite's own lock. */
    final class RawSqlite implements Subject {
        private final Connection connection;
        private final PreparedStatement insert;

        RawSqlite(Path file) throws SQLException {
            connection = DriverManager.getConnection("jdbc:sqlite:" + file + "?busy_timeout=20000");
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode=WAL");
                statement.execute("PRAGMA synchronous=FULL");
                statement.execute("CREATE TABLE IF NOT EXISTS entry(id INTEGER PRIMARY KEY, body TEXT NOT NULL)");
            }
            insert = connection.prepareStatement("INSERT INTO entry(body) VALUES (?)");
        }

        @Override
        public void create(int goals) {}

        @Override
        public void update(int goal, long number) throws SQLException {
            insert.setString(1, "x".repeat(290) + number);
            insert.executeUpdate();
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    /** The way of most tools, done right: lock, read, parse, change, write beside, fsync, rename. */
    final class JsonFile implements Subject {
        private final Path folder;
        private final Path file;
        private final FileChannel lockFile;

        JsonFile(Path folder) throws IOException {
            this.folder = folder;
            this.file = folder.resolve("state.json");
            this.lockFile =
                    FileChannel.open(folder.resolve("state.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }

        @Override
        public void create(int goals) throws IOException {
            try (FileLock lock = lockFile.lock()) {
                write(goals(goals));
            }
        }

        @Override
        public void update(int goal, long number) throws IOException {
            try (FileLock lock = lockFile.lock()) {
                Json state = Json.parse(Files.readAllBytes(file));
                write(state.asObject().withAt(List.of("goals", "goal-" + goal, "progress"), Json.of(number)));
            }
        }

        private void write(Json state) throws IOException {
            Path temporary = Files.createTempFile(folder, "state", ".tmp");
            try (FileChannel out = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(state.toPrettyText().getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
        }

        @Override
        public void close() throws IOException {
            lockFile.close();
        }
    }
}
