package io.workfloworchestrator.state.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.StateStore.Turn;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said to be confirmed, by whom it is believed, and what a sync that failed leads to. */
class DurabilityTest extends StateFolderCase {
    @Test
    void whatIsAcknowledgedIsMarkedAsConfirmed() throws IOException {
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            Changes.put(store, "a/b", Json.of(1));
            assertThat(said()).contains(" 1 sure ");
            try (Turn turn = store.enter()) {
                Changes.put(store, "a/b", Json.of(2));
                assertThat(store.head()).isEqualTo(Revision.of(2));
                assertThat(said()).as("in the turn").contains(" 1 sure ");
            }
            assertThat(said()).as("after the turn").contains(" 2 sure ");
        }
    }

    /** Who asks waits itself for what it sees, and says so. */
    @Test
    void whatIsShownToOthersIsConfirmedFirst() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (JdbcStateStore store = JdbcStateStore.at(folder());
                JdbcStateStore reader = JdbcStateStore.at(folder())) {
            Changes.put(store, "a/b", Json.of(1));
            try (Turn turn = store.enter()) {
                Changes.put(store, "a/b", Json.of(2));
                assertThat(other.submit(reader::head).get(10, TimeUnit.SECONDS)).isEqualTo(Revision.of(2));
                assertThat(said()).contains(" 2 sure ");
            }
        } finally {
            other.shutdownNow();
        }
    }

    /** The queue is free for the next one before the disk was waited for. */
    @Test
    void aTurnEndsBeforeItsCommitsAreConfirmed() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (JdbcStateStore store = JdbcStateStore.at(folder());
                JdbcStateStore second = JdbcStateStore.at(folder())) {
            Changes.put(store, "a/b", Json.of(1));
            CountDownLatch inTurn = new CountDownLatch(1);
            Future<?> next;
            try (Turn turn = store.enter()) {
                Changes.put(store, "a/b", Json.of(2));
                next = other.submit(() -> {
                    inTurn.countDown();
                    Changes.put(second, "a/c", Json.of(3));
                });
                assertThat(inTurn.await(10, TimeUnit.SECONDS)).isTrue();
            }
            next.get(10, TimeUnit.SECONDS);
            assertThat(store.head()).isEqualTo(Revision.of(3));
            assertThat(said()).contains(" 3 sure ");
        } finally {
            other.shutdownNow();
        }
    }

    /** The log is then copied into the database, whose own sync says whether it is there. */
    @Test
    void afterASyncThatFailedTheLogIsNotTrusted() throws IOException {
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            Changes.put(store, "a/b", Json.of(1));
            Files.writeString(folder().resolve("state.db-confirmed"), lost(said()));
            Changes.put(store, "a/b", Json.of(2));
            assertThat(said()).contains(" 2 sure ");
            assertThat(store.read("a/b").orElseThrow().value()).contains(Json.of(2));
            assertThat(store.recovery()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "x 9 sure 0\n", "9999999999999999999999 sure", "\0\0\0\0"})
    void whatIsNoMarkSaysNothing(String text) throws IOException {
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            Changes.put(store, "a/b", Json.of(1));
        }
        Files.writeString(folder().resolve("state.db-confirmed"), text);
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            assertThat(store.head()).isEqualTo(Revision.of(1));
            Changes.put(store, "a/b", Json.of(2));
            assertThat(store.recovery()).isEmpty();
        }
        assertThat(said()).contains(" 2 sure ");
    }

    @Test
    void whatIsNoFileOfOursIsLeftAlone() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            Changes.put(store, "a/b", Json.of(1));
        }
        Path mine = Files.writeString(project.resolve("mine.txt"), "mine");
        Path mark = folder().resolve("state.db-confirmed");
        Files.delete(mark);
        Files.createSymbolicLink(mark, mine);
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            Changes.put(store, "a/b", Json.of(2));
        }
        assertThat(mine).hasContent("mine");
        Files.delete(mark);
        Files.createDirectory(mark);
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            Changes.put(store, "a/b", Json.of(3));
            assertThat(store.head()).isEqualTo(Revision.of(3));
        }
        assertThat(mark).isDirectory();
    }

    /** An older copy in the place of the database, while nobody has it open. */
    @Test
    void anOlderCopyIsNamed() throws IOException {
        Path copy = project.resolve("copy.db");
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            Changes.put(store, "a/b", Json.of(1));
            store.backup(copy);
            Changes.put(store, "a/b", Json.of(2));
        }
        Files.delete(folder().resolve("state.db"));
        Files.copy(copy, folder().resolve("state.db"));
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            assertThat(store.read("a/b").orElseThrow().value()).contains(Json.of(1));
            assertThat(store.recovery())
                    .anySatisfy(notice -> assertThat(notice.message())
                            .contains("ends at revision 1, and revision 2 had been confirmed"));
            Changes.put(store, "a/b", Json.of(3));
        }
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            assertThat(store.read("a/b").orElseThrow().value()).contains(Json.of(3));
            assertThat(store.recovery()).isEmpty();
        }
    }

    private String said() throws IOException {
        return Files.readString(folder().resolve("state.db-confirmed"));
    }

    private static String lost(String sure) {
        String[] words = sure.trim().split(" ", -1);
        long digest = new Checksum()
                .add(words[0])
                .add(Long.parseLong(words[1]))
                .add("lost")
                .value();
        return words[0] + " " + words[1] + " lost " + java.util.HexFormat.of().toHexDigits(digest) + "\n";
    }
}
