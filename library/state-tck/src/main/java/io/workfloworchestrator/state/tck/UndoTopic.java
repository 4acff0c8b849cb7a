package io.workfloworchestrator.state.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.RevisionConflictException;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.StateStore;
import java.util.List;
import org.junit.jupiter.api.Test;

abstract class UndoTopic extends Topic {
    private static final Cause UNDO = Cause.of("tck", "not yet");

    @Test
    void aChangeIsTakenBackAsANewCommitAndLaterOnesStay() {
        StateManager state = manage();
        state.create(KEY, json("{'a':1,'b':1}"), CAUSE);
        state.update(KEY, value -> json("{'a':2,'b':1}"), CAUSE);
        state.update(KEY, value -> json("{'a':2,'b':3}"), CAUSE);

        Commit undo = state.undo(Revision.of(2), UNDO).orElseThrow();

        assertThat(undo.revision()).isEqualTo(Revision.of(4));
        assertThat(undo.cause()).isEqualTo(UNDO);
        assertThat(manage().get(KEY).value()).isEqualTo(json("{'a':1,'b':3}"));
        assertThat(state.undo(Revision.of(2), UNDO)).isEmpty();
    }

    @Test
    void anUndoIsUndone() {
        StateManager state = manage();
        state.create(KEY, json("{'a':1}"), CAUSE);
        state.update(KEY, value -> json("{'a':2}"), CAUSE);
        state.undo(Revision.of(2), UNDO);

        state.undo(Revision.of(3), UNDO);

        assertThat(manage().get(KEY).value()).isEqualTo(json("{'a':2}"));
    }

    @Test
    void aDeletionIsTakenBack() {
        StateManager state = manage();
        state.create(KEY, json("{'a':[1,2]}"), CAUSE);
        state.delete(KEY, CAUSE);
        assertThat(manage().find(KEY)).isEmpty();

        manage().undo(Revision.of(2), UNDO);

        assertThat(state.get(KEY).value()).isEqualTo(json("{'a':[1,2]}"));
    }

    @Test
    void aCreationIsTakenBack() {
        StateManager state = manage();
        state.create(KEY, json("{'a':1}"), CAUSE);

        state.undo(Revision.of(1), UNDO);

        assertThat(manage().find(KEY)).isEmpty();
        assertThat(manage().list()).isEmpty();
    }

    @Test
    void whatWasBeforeADeletionCanBeReadAgain() {
        StateStore store = open();
        for (int i = 1; i <= 5; i++) {
            put(store, A, i);
            delete(store, A);
        }

        for (int i = 1; i <= 5; i++) {
            assertThat(open().readAsOf(A, Revision.of(2L * i - 1)).flatMap(Entry::value))
                    .contains(Json.of(i));
            assertThat(open().readAsOf(A, Revision.of(2L * i)).flatMap(Entry::value))
                    .isEmpty();
        }
    }

    @Test
    void whatWasTouchedSinceIsNotTakenBack() {
        StateManager state = manage();
        state.create(KEY, json("{'a':1,'b':1}"), CAUSE);
        state.update(KEY, value -> json("{'a':2,'b':2}"), CAUSE);
        state.update(KEY, value -> json("{'a':3,'b':2}"), Cause.of("ci", "build is green"));

        assertThatThrownBy(() -> state.undo(Revision.of(2), UNDO))
                .isInstanceOfSatisfying(RevisionConflictException.class, e -> {
                    assertThat(e.paths()).isEqualTo(List.of("/a"));
                    assertThat(e.winner().cause().actor()).isEqualTo("ci");
                });
        assertThat(state.head()).isEqualTo(Revision.of(3));
    }
}
