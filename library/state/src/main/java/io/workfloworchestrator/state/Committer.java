package io.workfloworchestrator.state;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.spi.CommitOutcome;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.StateStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs a change until it is committed.
 *
 * <p>The caller's function runs on snapshots, in the queue of writers but outside every write transaction: a process that
 * is stopped in the middle of it holds up the others for the bounded wait of the queue only. The store then checks that
 * nothing moved; if something did, the function runs again on what is newest.
 */
final class Drafts {
    private static final Revision NEWEST = Revision.of(Long.MAX_VALUE);

    private Drafts() {}

    /**
     * What became of a change.
     *
     * @param commit the commit; empty when nothing changed
     * @param changes what it changed; empty when it was made before
     */
    record Done<R>(R result, Optional<Commit> commit, Map<String, Optional<Json>> changes) {
        /** The entry that this change made of a key, which need not be read again; empty when it made none. */
        Optional<Entry> made(String key) {
            return commit.filter(made -> changes.containsKey(key))
                    .map(made -> new Entry(key, changes.getOrDefault(key, Optional.empty()), made));
        }
    }

    /**
     * Commits what {@code work} changes.
     *
     * @param result what to answer when the cause's operation was committed before; empty to run {@code work} for its
     *     answer on what it was committed on, and throw its changes away
     */
    static <R> Done<R> commit(StateManager manager, Cause cause, Optional<R> result, Function<? super Draft, R> work) {
        StateStore store = manager.store();
        try (StateStore.Turn turn = store.enter()) {
            manager.look();
            while (true) {
                Optional<Commit> repeated = cause.operation().flatMap(store::operation);
                if (repeated.isPresent()) {
                    long before = repeated.get().revision().number() - 1;
                    return new Done<>(
                            result.isPresent() ? result.get() : work.apply(new Draft(manager, Revision.of(before))),
                            repeated,
                            Map.of());
                }
                Draft draft = new Draft(manager, NEWEST);
                R answer = work.apply(draft);
                Map<String, Optional<Json>> changes = draft.changes();
                if (changes.isEmpty()) {
                    return new Done<>(answer, Optional.empty(), Map.of());
                }
                List<Draft.ReadBack<?>> readBack = draft.readBack(changes);
                manager.requireNoSecrets(cause, changes, draft::before);
                CommitOutcome outcome =
                        manager.propose(StateManager.sorted(draft.expected()), StateManager.sorted(changes), cause);
                if (outcome instanceof CommitOutcome.Committed committed) {
                    readBack.forEach(value -> manager.remember(value.in(committed.commit())));
                    return new Done<>(answer, Optional.of(committed.commit()), changes);
                }
            }
        }
    }
}
