package io.workfloworchestrator.state.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

abstract class OpeningTopic extends Topic {
    @Test
    void whatWasCommittedIsThereAfterClosing() {
        StateStore store = open();
        put(store, A, json("{'a':[1,2]}"));
        Commit last = put(store, A, json("{'a':[1,2,3]}"));
        store.close();

        StateStore again = open();

        assertThat(again.head()).isEqualTo(last.revision());
        assertThat(valueOf(again, A)).contains(json("{'a':[1,2,3]}"));
        assertThat(again.readAsOf(A, Revision.of(1)).orElseThrow().value()).isEqualTo(Optional.of(json("{'a':[1,2]}")));
        assertThat(put(again, A, 3).revision()).isEqualTo(Revision.of(3));
    }

    @Test
    void closingTwiceIsClosingOnceAndDisturbsNobody() {
        StateStore one = open();
        StateStore other = open();
        put(one, A, 1);
        put(other, A, 2);
        one.close();
        one.close();

        assertThat(put(other, A, 3).revision()).isEqualTo(Revision.of(3));
        assertThat(valueOf(other, A)).contains(Json.of(3));
    }

    @Test
    void aQuestionCreatesNothing() throws IOException {
        Path nowhere = folder.resolve("not yet").resolve("there");
        StateStore store = open(nowhere);

        assertThat(store.head()).isEqualTo(Revision.NONE);
        assertThat(store.read(A)).isEmpty();
        assertThat(store.readAsOf(A, Revision.of(1))).isEmpty();
        assertThat(store.readAll()).isEmpty();
        assertThat(store.commits(Revision.NONE, Revision.of(9), 9)).isEmpty();
        assertThat(store.commitsOf(A, Revision.of(9), 9)).isEmpty();
        assertThat(store.operation("x")).isEmpty();
        assertThat(store.publications("x", 9)).isEmpty();
        assertThat(store.publication("x", "0".repeat(64))).isEmpty();
        assertThat(store.note("x")).isEmpty();
        assertThat(store.awaitChange(Revision.NONE, Duration.ofMillis(20))).isFalse();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void whoAskedBeforeAnybodyWroteSeesTheFirstCommit() {
        StateStore early = open();
        assertThat(early.head()).isEqualTo(Revision.NONE);
        assertThat(early.read(A)).isEmpty();

        put(open(), A, 1);

        assertThat(early.head()).isEqualTo(Revision.of(1));
        assertThat(valueOf(early, A)).contains(Json.of(1));
        assertThat(put(early, A, 2).revision()).isEqualTo(Revision.of(2));
    }

    @Test
    void twoFoldersAreTwoStores() {
        StateStore one = open(folder.resolve("one"));
        StateStore other = open(folder.resolve("other ü 😀"));

        put(one, A, 1);

        assertThat(other.head()).isEqualTo(Revision.NONE);
        put(other, A, 2);
        assertThat(valueOf(one, A)).contains(Json.of(1));
    }
}
