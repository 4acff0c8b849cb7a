package io.workfloworchestrator.state.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.spi.CommitOutcome;
import io.workfloworchestrator.state.spi.Proposal;
import io.workfloworchestrator.state.spi.StateStore;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

abstract class OperationsTopic extends Topic {
    private static final Cause ONCE = CAUSE.withOperation("op 'one' ü");

    @Test
    void anOperationIsFoundByItsId() {
        StateStore store = open();
        put(store, A, 1);
        Commit commit = accepted(propose(store, ONCE, Map.of(A, Optional.of(Json.of(2)))));

        assertThat(commit.cause()).isEqualTo(ONCE);
        assertThat(open().operation("op 'one' ü")).contains(commit);
        assertThat(store.operation("op")).isEmpty();
    }

    @Test
    void anOperationThatIsRepeatedChangesNothing() {
        StateStore store = open();
        Commit first = accepted(propose(store, ONCE, Map.of(A, Optional.of(Json.of(1)))));
        put(store, A, 2);

        CommitOutcome again = propose(open(), ONCE, Map.of(A, Optional.of(Json.of(1))));

        assertThat(again).isEqualTo(new CommitOutcome.Repeated(first));
        assertThat(valueOf(store, A)).contains(Json.of(2));
        assertThat(store.head()).isEqualTo(Revision.of(2));
    }

    @Test
    void aRepetitionIsKnownEvenWhereItsExpectationIsOld() {
        StateStore store = open();
        Proposal proposal = proposal(A, Revision.NONE, Json.of(1), ONCE, NOON);
        Commit first = accepted(store.commit(proposal));

        assertThat(store.commit(proposal)).isEqualTo(new CommitOutcome.Repeated(first));
    }

    @Test
    void aRefusedOperationMayBeTriedAgain() {
        StateStore store = open();
        put(store, A, 1);
        assumeRefused(store.commit(proposal(A, Revision.NONE, Json.of(9), ONCE, NOON)));
        assertThat(store.operation("op 'one' ü")).isEmpty();

        Commit second = accepted(propose(store, ONCE, Map.of(A, Optional.of(Json.of(2)))));

        assertThat(store.operation("op 'one' ü")).contains(second);
    }

    @Test
    void anUpdateThatIsRetriedAppliesOnce() {
        StateManager one = manage();
        StateManager other = manage();
        one.create(KEY, Json.of(0), CAUSE);
        for (int i = 0; i < 10; i++) {
            (i % 2 == 0 ? one : other).update(KEY, OperationsTopic::increment, ONCE);
            one.update(KEY, OperationsTopic::increment, CAUSE);
        }

        assertThat(other.get(KEY).value()).isEqualTo(Json.of(11));
    }

    private static Json increment(Json value) {
        return Json.of(Long.parseLong(value.toString()) + 1);
    }
}
