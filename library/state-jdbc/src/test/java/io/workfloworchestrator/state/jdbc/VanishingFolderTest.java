package io.workfloworchestrator.state.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The folder is deleted or replaced while it is in use, as git clean does. */
class VanishingFolderTest extends StateFolderCase {
    @Test
    void theWholeHistorySurvivesTheDeletionOfTheFolder() {
        try (JdbcStateStore one = JdbcStateStore.at(folder());
                JdbcStateStore two = JdbcStateStore.at(folder())) {
            fill(one);
            Map<String, Object> before = everything(one);
            assertThat(two.head()).isEqualTo(Revision.of(24));
            delete(folder());
            Changes.put(two, "a/e", Json.of(1));
            assertThat(two.head()).isEqualTo(Revision.of(25));
            assertThat(one.read("a/e")).isPresent();
            delete(folder());
            assertThat(one.publications("x/y.json", 99)).isEqualTo(before.get("publications"));
            assertThat(one.note("note")).contains("hello");
        }
        try (JdbcStateStore later = JdbcStateStore.at(folder())) {
            assertThat(later.head()).isEqualTo(Revision.of(25));
            assertThat(later.verify()).isEmpty();
        }
    }

    @Test
    void aSecondWriterThatBeganAnewKeepsItsStateAndGetsOurs() {
        try (JdbcStateStore one = JdbcStateStore.at(folder())) {
            Changes.put(one, "a/b", Changes.json("{\"mine\":1}"));
            Changes.put(one, "a/c", Changes.json("{\"mine\":2}"));
            Changes.put(one, "a/c", Changes.json("{\"mine\":2,\"same\":1}"));
            delete(folder());
            try (JdbcStateStore fresh = JdbcStateStore.at(folder())) {
                Changes.put(fresh, "a/c", Changes.json("{\"theirs\":3,\"same\":2}"));
                Changes.put(one, "a/d", Json.of(4));
                assertThat(fresh.read("a/b").orElseThrow().value()).contains(Changes.json("{\"mine\":1}"));
                assertThat(fresh.read("a/c").orElseThrow().value())
                        .contains(Changes.json("{\"mine\":2,\"same\":2,\"theirs\":3}"));
                assertThat(fresh.read("a/d").orElseThrow().value()).contains(Json.of(4));
                assertThat(fresh.head().compareTo(Revision.of(3))).isPositive();
                assertThat(one.recovery().get(0).message()).contains("a/c/same");
                assertThat(Files.exists(
                                folder().resolve(one.recovery().get(0).path()).resolve("state.db")))
                        .isTrue();
            }
        }
    }

    @Test
    void aChangeThatIsUnderWayWhenTheFolderVanishesIsMadeOnce() {
        StateKey<Json> key = StateKey.json("a/b");
        try (StateManager state = StateManager.of(JdbcStateStore.at(folder()))) {
            state.create(key, Json.of(0), Cause.of("me", "begin"));
            for (int i = 1; i <= 10; i++) {
                Json next = Json.of(i);
                state.update(
                        key,
                        value -> {
                            if (Files.exists(folder())) {
                                delete(folder());
                            }
                            return next;
                        },
                        Cause.of("me", "count"));
                assertThat(state.get(key).value()).isEqualTo(next);
            }
            assertThat(state.head()).isEqualTo(Revision.of(11));
        }
    }

    @Test
    void aLogThatIsRemovedIsMadeAgain() throws IOException {
        try (JdbcStateStore one = JdbcStateStore.at(folder())) {
            fill(one);
            Files.delete(folder().resolve("state.db-wal"));
            Changes.put(one, "a/e", Json.of(1));
            try (JdbcStateStore two = JdbcStateStore.at(folder())) {
                assertThat(two.head()).isEqualTo(Revision.of(25));
                assertThat(two.verify()).isEmpty();
            }
        }
    }

    @Test
    void anOlderCopyPutInPlaceIsBroughtForwardAgain() throws IOException {
        try (JdbcStateStore one = JdbcStateStore.at(folder())) {
            Changes.put(one, "a/b", Json.of(1));
            Path backup = project.resolve("backup.db");
            one.backup(backup);
            Changes.put(one, "a/b", Json.of(2));
            delete(folder());
            Files.createDirectory(folder());
            Files.copy(backup, folder().resolve("state.db"));
            assertThat(one.read("a/b").orElseThrow().value()).contains(Json.of(2));
            assertThat(one.commits(Revision.NONE, Revision.of(9), 9)).hasSize(2);
            assertThat(one.recovery()).extracting(notice -> notice.code()).contains("E_STATE_REPLACED");
        }
    }

    @Test
    void aProjectThatIsGoneCanStillBeReadAndIsNotMadeAgain() {
        try (JdbcStateStore one = JdbcStateStore.at(folder())) {
            fill(one);
            Map<String, Object> before = everything(one);
            delete(project);
            assertThat(everything(one)).isEqualTo(before);
            assertThatThrownBy(() -> Changes.put(one, "a/b", Json.of(1)))
                    .isInstanceOf(CodedException.class)
                    .hasMessageContaining("there is no folder");
            assertThat(project).doesNotExist();
        }
    }
}
