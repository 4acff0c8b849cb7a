package io.workfloworchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a client is told of the commits since its last answer. */
class ChangesShownTest {
    private static final StateKey<Json> KEY = StateKey.json("plan/main");

    private final StateManager state = StateManager.inMemory();
    private final ChangesShown shown = new ChangesShown();

    private Revision commit(String actor) {
        Object unused = state.transact(Cause.of(actor, "a change"), commit -> {
            commit.put(KEY, Json.of(actor + state.head()));
            return true;
        });
        return state.head();
    }

    @Test
    void anAnswerForAnEarlierMomentDoesNotMakeOwnCommitsNews() {
        assertThat(shown.news(state, state.now(), Optional.empty())).isEmpty();
        Moment before = state.now();
        shown.own(commit("me"));
        assertThat(shown.news(state, before, Optional.empty())).isEmpty();
        Revision other = commit("ana");

        assertThat(shown.news(state, state.now(), Optional.empty())).containsExactly(other + " ana: a change");
        assertThat(shown.news(state, state.now(), Optional.empty())).isEmpty();
    }
}
