package io.workfloworchestrator.state.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.StateStore;
import java.util.Optional;
import org.junit.jupiter.api.Test;

abstract class RevisionsTopic extends Topic {
    @Test
    void aNewStoreIsAtRevisionNone() {
        StateStore store = open();

        assertThat(store.head()).isEqualTo(Revision.NONE);
        assertThat(store.readAll()).isEmpty();
        assertThat(store.read(A)).isEmpty();
        assertThat(store.readAsOf(A, Revision.of(7))).isEmpty();
        assertThat(store.commits(Revision.NONE, Revision.of(7), 10)).isEmpty();
        assertThat(store.commitsOf(A, Revision.of(7), 10)).isEmpty();
    }

    @Test
    void everyCommitTakesTheNextRevision() {
        StateStore store = open();

        for (int i = 1; i <= 40; i++) {
            Commit commit = put(store, i % 3 == 0 ? A : B, i);
            assertThat(commit.revision()).isEqualTo(Revision.of(i));
            assertThat(store.head()).isEqualTo(Revision.of(i));
        }
    }

    @Test
    void aRefusedCommitTakesNoRevision() {
        StateStore store = open();
        put(store, A, 1);
        assumeRefused(propose(store, A, Revision.NONE, Json.of(9)));

        assertThat(store.head()).isEqualTo(Revision.of(1));
        assertThat(put(store, A, 2).revision()).isEqualTo(Revision.of(2));
        assertThat(store.commits(Revision.NONE, Revision.of(9), 10)).hasSize(2);
    }

    @Test
    void anotherStoreOnTheFolderSeesTheRevisionAtOnce() {
        StateStore one = open();
        StateStore other = open();

        for (int i = 1; i <= 20; i++) {
            Commit commit = put(i % 2 == 0 ? one : other, A, i);
            assertThat((i % 2 == 0 ? other : one).head()).isEqualTo(commit.revision());
            assertThat((i % 2 == 0 ? other : one).read(A)).contains(new Entry(A, Optional.of(Json.of(i)), commit));
        }
    }

    @Test
    void aDeletedKeyKeepsCounting() {
        StateStore store = open();
        put(store, A, 1);
        Commit deletion = delete(store, A);

        assertThat(store.read(A)).contains(new Entry(A, Optional.empty(), deletion));
        assertThat(store.readAll()).containsOnlyKeys(A);
        assertThat(put(store, A, 2).revision()).isEqualTo(Revision.of(3));
    }

    @Test
    void anUnchangedValueIsTheIdenticalObject() {
        StateStore store = open();
        put(store, A, json("{'a':[1,2,3]}"));
        Json first = valueOf(store, A).orElseThrow();
        put(store, B, 1);

        assertThat(valueOf(store, A).orElseThrow()).isSameAs(first);
    }
}
