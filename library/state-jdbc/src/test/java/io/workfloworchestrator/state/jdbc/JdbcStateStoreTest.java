package io.workfloworchestrator.state.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.spi.CommitOutcome;
import io.workfloworchestrator.state.spi.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcStateStoreTest {
    @TempDir
    Path project;

    private Path folder() {
        return project.resolve(".ai-planning").resolve(".state");
    }

    @Test
    void questionsToAMissingStoreAnswerEmptyAndCreateNothing() throws IOException {
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            assertThat(store.head()).isEqualTo(Revision.NONE);
            assertThat(store.read("a/b")).isEmpty();
            assertThat(store.readAll()).isEmpty();
            assertThat(store.commits(Revision.NONE, Revision.of(9), 9)).isEmpty();
            assertThat(store.note("n")).isEmpty();
            assertThat(store.awaitChange(Revision.NONE, Duration.ofMillis(1))).isFalse();
            store.enter().close();
        }
        try (Stream<Path> files = Files.list(project)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aCommitIsReadByAnotherStore() {
        try (JdbcStateStore one = JdbcStateStore.at(folder());
                JdbcStateStore two = JdbcStateStore.at(folder())) {
            Changes.put(one, "a/b", Changes.json("{\"x\":1}"));
            Entry entry = two.read("a/b").orElseThrow();
            assertThat(entry.value()).contains(Changes.json("{\"x\":1}"));
            assertThat(entry.commit()).isEqualTo(one.read("a/b").orElseThrow().commit());
            assertThat(two.head()).isEqualTo(Revision.of(1));
            Changes.put(two, "a/b", Changes.json("{\"x\":2}"));
            assertThat(one.read("a/b").orElseThrow().value()).contains(Changes.json("{\"x\":2}"));
        }
    }

    @Test
    void filesAreForTheirOwnerOnly() throws IOException {
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            Changes.put(store, "a/b", Json.of(1));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                    .isEqualTo("rwx------");
            try (Stream<Path> files = Files.list(folder())) {
                assertThat(files.map(JdbcStateStoreTest::mode).distinct()).containsExactly("rw-------");
            }
        }
    }

    private static String mode(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void anOperationIsCommittedOnce() {
        Cause cause = Cause.of("me", "once").withOperation("op-1");
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            CommitOutcome first = store.commit(Changes.of("a/b", Revision.NONE, Optional.of(Json.of(1)), cause));
            CommitOutcome again = store.commit(Changes.of("a/b", Revision.NONE, Optional.of(Json.of(1)), cause));
            assertThat(first).isInstanceOf(CommitOutcome.Committed.class);
            assertThat(again).isEqualTo(new CommitOutcome.Repeated(((CommitOutcome.Committed) first).commit()));
            assertThat(store.operation("op-1")).contains(((CommitOutcome.Committed) first).commit());
        }
    }

    @Test
    void aStateManagerWorksOnIt() {
        StateKey<Json> key = StateKey.json("a/b");
        try (StateManager state = StateManager.of(JdbcStateStore.at(folder()))) {
            state.create(key, Changes.json("{\"n\":0}"), Cause.of("me", "begin"));
            for (int i = 1; i <= 20; i++) {
                Json number = Json.of(i);
                state.update(key, value -> value.asObject().with("n", number), Cause.of("me", "count"));
            }
            assertThat(state.get(key).value()).isEqualTo(Changes.json("{\"n\":20}"));
            assertThat(state.asOf(key, Revision.of(3)).orElseThrow().value()).isEqualTo(Changes.json("{\"n\":2}"));
            state.undo(state.head(), Cause.of("me", "back"));
            assertThat(state.get(key).value()).isEqualTo(Changes.json("{\"n\":19}"));
            state.delete(key, Cause.of("me", "end"));
            assertThat(state.find(key)).isEmpty();
            assertThat(state.list()).isEmpty();
            assertThat(state.history(100)).hasSize(23);
        }
        try (StateManager state = StateManager.of(JdbcStateStore.at(folder()))) {
            assertThat(state.asOf(key, Revision.of(22)).orElseThrow().value()).isEqualTo(Changes.json("{\"n\":19}"));
            assertThat(state.list()).isEqualTo(List.of());
        }
    }

    @Test
    void theStateSurvivesTheDeletionOfItsFolder() throws IOException {
        try (JdbcStateStore one = JdbcStateStore.at(folder());
                JdbcStateStore two = JdbcStateStore.at(folder())) {
            Changes.put(one, "a/b", Changes.json("{\"x\":1}"));
            Changes.put(two, "a/c", Changes.json("{\"x\":2}"));
            delete();
            Changes.put(one, "a/d", Changes.json("{\"x\":3}"));
            assertThat(two.readAll().keySet()).containsExactly("a/b", "a/c", "a/d");
            assertThat(two.head()).isEqualTo(Revision.of(3));
            assertThat(one.recovery()).extracting(notice -> notice.code()).containsExactly("E_STATE_REPLACED");
        }
        try (JdbcStateStore later = JdbcStateStore.at(folder())) {
            assertThat(later.readAll().keySet()).containsExactly("a/b", "a/c", "a/d");
            assertThat(later.commits(Revision.NONE, Revision.of(9), 9)).hasSize(3);
        }
    }

    private void delete() throws IOException {
        try (Stream<Path> files = Files.walk(folder())) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
