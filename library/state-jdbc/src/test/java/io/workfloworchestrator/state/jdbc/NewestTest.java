package io.workfloworchestrator.state.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.CommitOutcome;
import io.workfloworchestrator.state.spi.Entry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sqlite.JDBC;

/** Values are stored as changes, kept in memory, and followed. */
class NewestTest extends StateFolderCase {
    @Test
    void aSmallChangeOfALargeValueIsStoredAsAChange() throws Exception {
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            Json value = tasks(500);
            Changes.put(store, "a/b", value);
            for (int i = 0; i < 20; i++) {
                value = value.asObject().withAt(List.of("tasks", "task-" + i, "status"), Json.of("done"));
                Changes.put(store, "a/b", value);
            }
        }
        assertThat(kinds())
                .startsWith("full", "delta")
                .filteredOn("full"::equals)
                .hasSize(1);
        assertThat(number("SELECT sum(length(body)) FROM entries WHERE kind = 'delta'"))
                .isLessThan(2_000);
    }

    @Test
    void aValueIsWrittenWholeAgainBeforeItsChangesOutgrowIt() throws Exception {
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            Json value = tasks(20);
            for (int i = 0; i < 200; i++) {
                value = value.asObject().withAt(List.of("tasks", "task-" + i % 20, "status"), Json.of("status " + i));
                Changes.put(store, "a/b", value);
            }
            long size = value.toString().length();
            assertThat(kinds()).filteredOn("full"::equals).hasSizeBetween(3, 60);
            assertThat(number("SELECT sum(length(body)) FROM entries")).isLessThan(20 * size);
        }
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            for (int revision = 1; revision <= 200; revision += 7) {
                assertThat(store.readAsOf("a/b", Revision.of(revision))
                                .orElseThrow()
                                .value()
                                .orElseThrow()
                                .at("tasks", "task-" + (revision - 1) % 20, "status"))
                        .contains(Json.of("status " + (revision - 1)));
            }
        }
    }

    @Test
    void aLargeValueTakesMoreChangesAndItsPastIsWalkedInPieces() throws Exception {
        int changes = Newest.MAX_DELTAS + 100;
        Json.Obj value = Json.Obj.EMPTY;
        for (int i = 0; i < 5; i++) {
            value = value.with("text-" + i, Json.of("x".repeat(1 << 20)));
        }
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            Changes.put(store, "a/b", value);
            for (int i = 1; i <= changes; i++) {
                Changes.put(store, "a/b", value.with("n", Json.of(i)));
            }
        }
        assertThat(kinds()).filteredOn("full"::equals).hasSize(1);

        List<Json> found = new ArrayList<>();
        List<Json> texts = new ArrayList<>();
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            store.walk("a/b", Revision.of(Long.MAX_VALUE), (revision, past) -> {
                found.add(past.orElseThrow().asObject().find("n").orElse(Json.of(0)));
                texts.add(past.orElseThrow().at("text-3").orElseThrow());
                return true;
            });
        }
        List<Json> expected = new ArrayList<>();
        for (int i = changes; i >= 0; i--) {
            expected.add(Json.of(i));
        }
        assertThat(found).isEqualTo(expected);
        assertThat(texts).allSatisfy(text -> assertThat(text == texts.get(0)).isTrue());
    }

    @Test
    void everyRevisionOfRandomValuesComesBack() {
        long seed = 20260102;
        Random random = new Random(seed);
        List<Json> values = new ArrayList<>();
        Json value = tasks(10);
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            for (int i = 0; i < 150; i++) {
                value = changed(random, value);
                values.add(value);
                Changes.put(store, "a/b", value);
            }
        }
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            for (int i = 0; i < values.size(); i++) {
                assertThat(store.readAsOf("a/b", Revision.of(i + 1))
                                .orElseThrow()
                                .value())
                        .as("seed " + seed + ", revision " + (i + 1))
                        .contains(values.get(i));
            }
            assertThat(store.verify()).isEmpty();
        }
    }

    private static Json changed(Random random, Json value) {
        Json.Obj object = value.asObject();
        String task = "task-" + random.nextInt(14);
        return switch (random.nextInt(6)) {
            case 0 -> object.withAt(List.of("tasks", task), Json.Obj.EMPTY.with("é\"\n", Json.of(random.nextInt())));
            case 1 ->
                object.with(
                        "tasks", object.find("tasks").orElseThrow().asObject().without(task));
            case 2 -> object.with("list", Json.strings(List.of("a", task, "b").subList(0, random.nextInt(4))));
            case 3 -> object.with("number", Json.of(random.nextDouble()));
            case 4 -> tasks(random.nextInt(12));
            default -> object.withAt(List.of("deep", task, "x"), Json.Null.VALUE);
        };
    }

    @Test
    void aValueStaysTheIdenticalObjectAndSoDoesWhatOthersLeftAlone() {
        try (JdbcStateStore one = JdbcStateStore.at(folder());
                JdbcStateStore two = JdbcStateStore.at(folder())) {
            Json value = tasks(50);
            Changes.put(one, "a/b", value);
            Changes.put(one, "a/c", value);
            Json here = two.read("a/b").flatMap(Entry::value).orElseThrow();
            Json other = two.read("a/c").flatMap(Entry::value).orElseThrow();
            Changes.put(one, "a/b", value.asObject().withAt(List.of("tasks", "task-1", "status"), Json.of("done")));
            Json next = two.read("a/b").flatMap(Entry::value).orElseThrow();
            assertThat(next.at("tasks", "task-1", "status")).contains(Json.of("done"));
            assertThat(next.at("tasks", "task-2").orElseThrow())
                    .isSameAs(here.at("tasks", "task-2").orElseThrow());
            assertThat(two.read("a/c").flatMap(Entry::value).orElseThrow()).isSameAs(other);
            assertThat(two.read("a/b").flatMap(Entry::value).orElseThrow()).isSameAs(next);
            assertThat(two.readAll())
                    .hasEntrySatisfying(
                            "a/b",
                            entry -> assertThat(entry.value().orElseThrow()).isSameAs(next));
        }
    }

    @Test
    void manyUnseenCommitsAreFollowedAtOnce() {
        try (JdbcStateStore one = JdbcStateStore.at(folder());
                JdbcStateStore two = JdbcStateStore.at(folder())) {
            Changes.put(one, "a/b", Json.of(0));
            Changes.put(one, "a/c", Json.of(0));
            Json other = two.read("a/c").flatMap(Entry::value).orElseThrow();
            assertThat(two.read("a/b")).isPresent();
            for (int i = 1; i <= 600; i++) {
                Changes.put(one, "a/b", Json.of(i));
            }
            assertThat(two.read("a/b").flatMap(Entry::value)).contains(Json.of(600));
            assertThat(two.read("a/c").flatMap(Entry::value).orElseThrow()).isSameAs(other);
            assertThat(two.head()).isEqualTo(Revision.of(602));
        }
    }

    @Test
    void aDeletedKeyIsAnEntryWithoutValueAndCanBeMadeAgain() {
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            Changes.put(store, "a/b", tasks(5));
            CommitOutcome deleted =
                    store.commit(Changes.of("a/b", Revision.of(1), Optional.empty(), Cause.of("me", "away with it")));
            assertThat(deleted).isInstanceOf(CommitOutcome.Committed.class);
            assertThat(store.read("a/b").orElseThrow().value()).isEmpty();
            Changes.put(store, "a/b", Json.of(3));
        }
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            assertThat(store.read("a/b").orElseThrow().value()).contains(Json.of(3));
            assertThat(store.readAsOf("a/b", Revision.of(2)).orElseThrow().value())
                    .isEmpty();
            assertThat(store.readAsOf("a/b", Revision.of(1)).orElseThrow().value())
                    .contains(tasks(5));
        }
    }

    @Test
    void aChangeIsNoticedWhetherThisProcessMadeItOrAnother() throws Exception {
        try (JdbcStateStore one = JdbcStateStore.at(folder());
                JdbcStateStore two = JdbcStateStore.at(folder())) {
            for (int i = 0; i < 3; i++) {
                Revision now = one.head();
                JdbcStateStore writer = i % 2 == 0 ? one : two;
                CompletableFuture<Boolean> noticed =
                        CompletableFuture.supplyAsync(() -> one.awaitChange(now, Duration.ofSeconds(10)));
                Changes.put(writer, "a/b", Json.of(i));
                assertThat(noticed.get(10, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(one.awaitChange(one.head(), Duration.ofMillis(20))).isFalse();
            Thread.currentThread().interrupt();
            assertThat(one.awaitChange(one.head(), Duration.ofSeconds(30))).isFalse();
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void whatCouldNotBeReadBackIsNotWritten() {
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            Changes.put(store, "a/b", Json.of(1));
            Json deep = Json.of(1);
            for (int i = 0; i < 65; i++) {
                deep = Json.array(List.of(deep));
            }
            Json tooDeep = deep;
            assertThatThrownBy(() -> Changes.put(store, "a/b", tooDeep))
                    .isInstanceOf(CodedException.class)
                    .hasMessageContaining("nothing was changed");
            assertThat(store.head()).isEqualTo(Revision.of(1));
        }
    }

    private List<String> kinds() throws Exception {
        List<String> kinds = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT kind FROM entries ORDER BY revision")) {
            while (rows.next()) {
                kinds.add(rows.getString(1));
            }
        }
        return kinds;
    }

    private long number(String sql) throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private Connection connect() throws Exception {
        return JDBC.createConnection("jdbc:sqlite:" + folder().resolve("state.db"), new Properties());
    }
}
