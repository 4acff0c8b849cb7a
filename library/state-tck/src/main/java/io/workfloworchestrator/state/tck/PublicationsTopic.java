package io.workfloworchestrator.state.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.CommitOutcome;
import io.workfloworchestrator.state.spi.Proposal;
import io.workfloworchestrator.state.spi.Publication;
import io.workfloworchestrator.state.spi.StateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

abstract class PublicationsTopic extends Topic {
    private static final String PATH = ".ai-planning/tck/a.json";

    @Test
    void aPublicationIsRecordedWithItsCommit() {
        StateStore store = open();
        CommitOutcome outcome = publish(store, Revision.NONE, 1);

        Publication publication = new Publication(PATH, A, accepted(outcome).revision(), fingerprint(1));
        assertThat(open().publications(PATH, 10)).containsExactly(publication);
        assertThat(open().publication(PATH, fingerprint(1))).contains(publication);
        assertThat(store.publication(PATH, fingerprint(2))).isEmpty();
        assertThat(store.publication("other.json", fingerprint(1))).isEmpty();
    }

    @Test
    void everyPublicationThatEverWasIsKnown() {
        StateStore store = open();
        List<Publication> made = new ArrayList<>();
        Revision revision = Revision.NONE;
        for (int i = 1; i <= 30; i++) {
            revision = accepted(publish(store, revision, i)).revision();
            made.add(0, new Publication(PATH, A, revision, fingerprint(i)));
        }

        assertThat(open().publications(PATH, 100)).isEqualTo(made);
        assertThat(open().publications(PATH, 3)).isEqualTo(made.subList(0, 3));
        for (Publication publication : made) {
            assertThat(open().publication(PATH, publication.fingerprint())).contains(publication);
        }
    }

    @Test
    void aRefusedCommitPublishesNothing() {
        StateStore store = open();
        put(store, A, 1);

        assumeRefused(publish(store, Revision.of(7), 2));

        assertThat(store.publication(PATH, fingerprint(2))).isEmpty();
        assertThat(store.publications(PATH, 10)).isEmpty();
    }

    @Test
    void aPublicationMayBeRecordedLater() {
        StateStore store = open();
        Revision revision = put(store, A, 1).revision();
        Publication one = new Publication(PATH, A, revision, fingerprint(1));
        Publication two = new Publication("b.json", B, revision, fingerprint(2));

        store.publish(List.of(one, two));

        assertThat(open().publications(PATH, 10)).containsExactly(one);
        assertThat(open().publication("b.json", fingerprint(2))).contains(two);
        assertThat(store.head()).isEqualTo(revision);
    }

    @Test
    void aTextThatIsPublishedAgainIsTheNewestAgain() {
        StateStore store = open();
        Revision revision = accepted(publish(store, Revision.NONE, 1)).revision();
        revision = accepted(publish(store, revision, 2)).revision();
        revision = accepted(publish(store, revision, 1)).revision();

        assertThat(store.publications(PATH, 1)).containsExactly(new Publication(PATH, A, revision, fingerprint(1)));
        assertThat(store.publication(PATH, fingerprint(1))).isPresent();
        assertThat(store.publication(PATH, fingerprint(2))).isPresent();
    }

    @Test
    void aNoteIsKeptAndOverwritten() {
        StateStore store = open();
        put(store, A, 1);
        assertThat(store.note("seen")).isEmpty();
        store.note("seen", "one");
        store.note("other", "😀 'quoted'");
        store.note("seen", "two");

        assertThat(open().note("seen")).contains("two");
        assertThat(open().note("other")).contains("😀 'quoted'");
        assertThat(store.head()).isEqualTo(Revision.of(1));
    }

    private static CommitOutcome publish(StateStore store, Revision expected, int value) {
        return store.commit(new Proposal(
                new TreeMap<>(Map.of(A, expected)),
                new TreeMap<>(Map.of(A, Optional.of(Json.of(value)))),
                CAUSE,
                NOON,
                Map.of(PATH, new Proposal.Announcement(A, fingerprint(value)))));
    }

    private static String fingerprint(int value) {
        return String.format("%064x", value);
    }
}
