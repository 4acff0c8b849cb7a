package io.workfloworchestrator.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.spi.Proposal;
import io.workfloworchestrator.state.spi.StateView;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class MomentTest {
    private static final StateKey<Json> A = StateKey.json("note/a");
    private static final StateKey<Json> B = StateKey.json("note/b");
    private static final Cause ME = Cause.of("me", "a trial");

    private final CountingView view = new CountingView();
    private final StateManager state = StateManager.of(new InMemoryStateStore(), view, Clock.systemUTC());

    /** Counts the looks at foreign edits. */
    private static final class CountingView implements StateView {
        private int looks;
        private List<Notice> notices = List.of();

        @Override
        public void absorb() {
            looks++;
        }

        @Override
        public Map<String, Proposal.Announcement> announce(SortedMap<String, Optional<Json>> changes) {
            return Map.of();
        }

        @Override
        public void committed(List<String> keys) {}

        @Override
        public List<Notice> notices() {
            return notices;
        }

        @Override
        public void close() {}
    }

    @Test
    void everythingInAMomentIsOfItsRevisionWhateverOthersCommitMeanwhile() {
        state.create(A, Json.of(1), ME);
        state.create(B, Json.of(1), ME);
        Moment moment = state.now();

        state.transact(ME, tx -> {
            tx.put(A, Json.of(2));
            tx.put(StateKey.json("note/c"), Json.of(2));
            tx.delete(B);
            return "";
        });

        assertThat(moment.revision()).isEqualTo(Revision.of(2));
        assertThat(moment.get(A).value()).isEqualTo(Json.of(1));
        assertThat(moment.get(B).value()).isEqualTo(Json.of(1));
        assertThat(moment.find(StateKey.json("note/c"))).isEmpty();
        assertThat(moment.list()).containsExactly("note/a", "note/b");
        assertThat(moment.history(10)).hasSize(2);
        assertThat(moment.history(A, 10)).hasSize(1);
        assertThat(moment.changesSince(Revision.of(1), 10).commits()).hasSize(1);
        assertThat(moment.changesSince(Revision.of(1), 10).head()).isEqualTo(Revision.of(2));
        assertThatThrownBy(() -> moment.commit(Revision.of(3))).hasMessageContaining("no revision 3");
        assertThat(state.now().list()).containsExactly("note/a", "note/c");
    }

    @Test
    void aMomentIsOneLookHoweverMuchIsAskedOfIt() {
        state.create(A, Json.of(1), ME);
        view.looks = 0;
        Moment moment = state.now();
        moment.find(A);
        moment.get(A);
        moment.list();
        moment.notices();
        moment.history(5);
        moment.changesSince(Revision.NONE, 5);
        moment.at(Revision.NONE).find(A);
        assertThat(view.looks).isEqualTo(1);
    }

    @Test
    void whatPeopleShouldKnowIsReadOnceForAMoment() {
        view.notices = List.of(new StateView.Notice("E_X", "a.json", "first"));
        Moment moment = state.now();
        assertThat(moment.notices()).hasSize(1);
        view.notices = List.of();
        assertThat(moment.notices()).hasSize(1);
        assertThat(state.now().notices()).isEmpty();
    }

    @Test
    void theStateAsItWasIsAMomentToo() {
        state.create(A, Json.of(1), ME);
        state.delete(A, ME);
        Moment now = state.now();
        assertThat(now.find(A)).isEmpty();
        assertThat(now.at(Revision.of(1)).get(A).value()).isEqualTo(Json.of(1));
        assertThat(now.at(Revision.of(1)).list()).containsExactly("note/a");
        assertThat(now.at(Revision.NONE).list()).isEmpty();
        assertThat(now.history(A, 5)).hasSize(2);
    }

    @Test
    void aChangeAnswersWithItsOwnCommit() {
        Done<String> done = state.change(ME, tx -> {
            tx.put(A, Json.of(1));
            return "put";
        });
        state.update(A, value -> Json.of(2), ME);
        assertThat(done.result()).isEqualTo("put");
        assertThat(done.commit().orElseThrow().revision()).isEqualTo(Revision.of(1));
        assertThat(done.moment().revision()).isEqualTo(Revision.of(1));
        assertThat(done.moment().get(A).value()).isEqualTo(Json.of(1));

        Done<String> nothing = state.change(ME, tx -> "nothing");
        assertThat(nothing.commit()).isEmpty();
        assertThat(nothing.moment().revision()).isEqualTo(Revision.of(2));
    }

    @Test
    void aChangeIsOneLook() {
        state.create(A, Json.of(1), ME);
        view.looks = 0;
        state.change(ME, tx -> tx.update(A, value -> Json.of(2)));
        assertThat(view.looks).isEqualTo(1);
    }
}
