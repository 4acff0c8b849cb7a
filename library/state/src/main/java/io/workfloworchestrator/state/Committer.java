package io.workfloworchestrator.state;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import io.workfloworchestrator.json.JsonText;
import io.workfloworchestrator.state.spi.CommitOutcome;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.Proposal;
import io.workfloworchestrator.state.spi.StateStore;
import io.workfloworchestrator.state.spi.StateView;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Runs a change until it is committed: on snapshots, in the queue of writers but outside of every write transaction, so
 * that a process that is stopped in the middle delays others only for the bounded wait of the queue. If somebody else
 * committed meanwhile, it runs again on the newest values. Thread-safe.
 */
record Committer(StateStore store, Optional<StateView> view, Clock clock, boolean refusesSecrets, Snapshots snapshots) {
    private static final Revision NEWEST = Revision.of(Long.MAX_VALUE);

    /**
     * The outcome of a change.
     *
     * @param commit the commit; empty if nothing changed
     * @param changes the changed values; empty if the commit was made by an earlier call
     */
    record Outcome<R>(R result, Optional<Commit> commit, Map<String, Optional<Json>> changes) {
        /** The new entry of a key, so that it need not be read again; empty if this change made none. */
        Optional<Entry> made(String key) {
            return commit.filter(made -> changes.containsKey(key))
                    .map(made -> new Entry(key, changes.getOrDefault(key, Optional.empty()), made));
        }
    }

    /**
     * Commits the changes that {@code work} makes.
     *
     * @param result the answer if the cause's operation was committed before; empty to get it by running {@code work} on the
     *     values before that commit, without its changes
     */
    <R> Outcome<R> commit(Cause cause, Optional<R> result, Function<? super Draft, R> work) {
        return commit(cause, result, answer -> cause, work);
    }

    /**
     * As {@link #commit(Cause, Optional, Function)}, where {@code told} gives the cause of the commit once the answer is
     * known.
     */
    <R> Outcome<R> commit(
            Cause cause, Optional<R> result, Function<? super R, Cause> told, Function<? super Draft, R> work) {
        try (StateStore.Turn turn = store.enter()) {
            view.ifPresent(StateView::absorb);
            while (true) {
                Optional<Commit> repeated = cause.operation().flatMap(store::operation);
                if (repeated.isPresent()) {
                    long before = repeated.get().revision().number() - 1;
                    return new Outcome<>(
                            result.isPresent()
                                    ? result.get()
                                    : work.apply(new Draft(store, snapshots, Revision.of(before))),
                            repeated,
                            Map.of());
                }
                Draft draft = new Draft(store, snapshots, NEWEST);
                R answer = work.apply(draft);
                Map<String, Optional<Json>> changes = draft.changes();
                if (changes.isEmpty()) {
                    return new Outcome<>(answer, Optional.empty(), Map.of());
                }
                List<Draft.ReadBack<?>> readBack = draft.readBack(changes);
                Cause known = told.apply(answer);
                requireNoSecrets(known, changes, draft::before);
                CommitOutcome outcome = propose(draft.expected(), changes, known);
                if (outcome instanceof CommitOutcome.Committed committed) {
                    readBack.forEach(value -> snapshots.remember(value.in(committed.commit())));
                    return new Outcome<>(answer, Optional.of(committed.commit()), changes);
                }
            }
        }
    }

    /** Refuses a change that brings a secret. {@code before} gives the value that a key had. */
    private void requireNoSecrets(
            Cause cause, Map<String, Optional<Json>> changes, Function<String, Optional<Json>> before) {
        if (refusesSecrets) {
            Secrets.refuse(cause);
            changes.forEach((key, value) -> value.ifPresent(json -> Secrets.refuse(key, before.apply(key), json)));
        }
    }

    private CommitOutcome propose(Map<String, Revision> expected, Map<String, Optional<Json>> proposed, Cause cause) {
        SortedMap<String, Optional<Json>> changes = new TreeMap<>(proposed);
        changes.forEach((key, value) -> value.ifPresent(json -> checkSize(key, json)));
        CommitOutcome outcome = store.commit(new Proposal(
                new TreeMap<>(expected),
                changes,
                cause,
                clock.instant(),
                view.map(some -> some.announce(changes)).orElse(Map.of())));
        if (outcome instanceof CommitOutcome.Committed committed) {
            view.ifPresent(some -> some.committed(committed.commit().keys()));
        }
        return outcome;
    }

    private static void checkSize(String key, Json json) {
        try {
            JsonText.checkSize(json);
        } catch (JsonException e) {
            throw new StateException(
                    e.code(),
                    "the state '" + key + "' was not changed: " + e.getMessage() + " Split it over more keys.",
                    e);
        }
    }
}
