package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.InMemoryStateStore;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.spi.StateStore;
import io.workfloworchestrator.state.spi.StateView.Notice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A project with its state and files, and a person who works in it with an editor. */
final class Desk implements AutoCloseable {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    static final Cause TOOL = Cause.of("tool", "change");
    static final StateKey<Json> MAIN = StateKey.json("project-planning/main");
    static final StateKey<Json> LOGIN = StateKey.json("spec-driven/001-login");
    static final String MAIN_FILE = ".ai-planning/project-state.json";
    static final String LOGIN_FILE = ".ai-planning/spec-driven/001-login.json";

    final Path root;
    final StateStore store;
    final StateFiles files;
    final StateManager state;

    static final Layout LAYOUT = Layout.standard().withKey(MAIN.name(), MAIN_FILE);

    static StateFiles.Builder files(Path root, StateStore store) {
        return StateFiles.builder(root, store).layout(LAYOUT);
    }

    private Desk(Path root, StateStore store, StateFiles files) {
        this.root = root;
        this.store = store;
        this.files = files;
        this.state = StateManager.of(files.store(), files, CLOCK);
    }

    static Desk at(Path root) {
        return at(root, new InMemoryStateStore());
    }

    static Desk at(Path root, StateStore store) {
        return of(files(root, store).clock(CLOCK), root, store);
    }

    static Desk at(Path root, StateStore store, Form form) {
        return of(form.with(files(root, store).clock(CLOCK)), root, store);
    }

    static Desk of(StateFiles.Builder builder, Path root, StateStore store) {
        return new Desk(root, store, builder.build());
    }

    static Desk of(StateFiles.Builder builder, Path root, StateStore store, StoreFs fs) {
        return new Desk(root, store, builder.build(fs));
    }

    static Json json(String text) {
        return Json.parse(text.replace('\'', '"'));
    }

    /** Creates the state and waits for its file. */
    Desk with(StateKey<Json> key, String text) {
        state.create(key, json(text), TOOL);
        files.flush();
        return this;
    }

    void update(StateKey<Json> key, UnaryOperator<Json> change) {
        state.update(key, change, TOOL);
    }

    void set(StateKey<Json> key, String field, String text) {
        update(key, value -> value.asObject().with(field, json(text)));
    }

    Json value(StateKey<Json> key) {
        return state.get(key).value();
    }

    String text(String path) {
        try {
            return Files.readString(root.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Saves as an editor does that writes into the file. */
    void save(String path, String text) {
        saveBytes(path, text.replace('\'', '"').getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    void saveBytes(String path, byte[] bytes) {
        try {
            Files.createDirectories(root.resolve(path).getParent());
            Files.write(root.resolve(path), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a file look as if it was saved a while ago. */
    void settle(String path) {
        try {
            Files.setLastModifiedTime(
                    root.resolve(path),
                    java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() - 10_000));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void edit(String path, UnaryOperator<String> change) {
        save(path, change.apply(text(path)));
    }

    List<String> codes() {
        return state.notices().stream().map(Notice::code).toList();
    }

    Notice notice(String code) {
        return state.notices().stream()
                .filter(notice -> notice.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError(code + " is not in " + state.notices()));
    }

    List<String> history() {
        return state.history(100).stream()
                .map(Commit::cause)
                .map(cause -> cause.actor() + ": " + cause.reason())
                .toList();
    }

    List<String> names(String folder) {
        Path path = root.resolve(folder);
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(path)) {
            return list.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        state.close();
    }
}
