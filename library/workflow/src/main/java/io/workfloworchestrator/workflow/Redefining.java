package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.DefinitionChanges;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Running work and the definition that is current by now: what differs, and going on by it. Thread-safe. */
final class Redefining<T> {
    private final WorkflowDefinition definition;
    private final StateManager states;
    private final StateKey<WorkflowState<T>> key;
    private final Clock clock;
    private final Looking<T> looking;

    Redefining(
            WorkflowDefinition definition,
            StateManager states,
            StateKey<WorkflowState<T>> key,
            Clock clock,
            Looking<T> looking) {
        this.definition = definition;
        this.states = states;
        this.key = key;
        this.clock = clock;
        this.looking = looking;
    }

    DefinitionDifference difference() {
        Looking.Looked<T> looked = looking.look();
        WorkflowState<T> state = looked.snapshot().value();
        WorkflowDefinition running = looked.view().compiled.definition;
        List<String> vanished = state.steps().keySet().stream()
                .filter(step -> definition.step(step).isEmpty())
                .sorted()
                .toList();
        Optional<String> phase =
                Optional.of(state.phase()).filter(p -> definition.phase(p).isEmpty());
        Optional<Simulation> effect = phase.isEmpty() ? Optional.of(effect(looked, state)) : Optional.empty();
        return new DefinitionDifference(
                running, definition, DefinitionChanges.between(running, definition), vanished, phase, effect);
    }

    private Simulation effect(Looking.Looked<T> looked, WorkflowState<T> state) {
        Cause cause = Cause.of("difference", "what if");
        WorkflowState<T> then =
                Migrating.migrated(state, definition, Optional.empty(), key.codec(), Stepping.now(clock), cause);
        List<String> changes = new ArrayList<>();
        View view = looking.under(definition, then, looked.snapshot().revision(), changes);
        return Simulating.compare(looked.view(), view, changes);
    }

    WorkflowChange<T> migrate(Optional<String> phase, Cause cause) {
        Instant now = Stepping.now(clock);
        looking.require(states.now());
        Cause recorded = cause.doing("moved to version " + definition.version() + " of the definition");
        Done<WorkflowState<T>> done = states.change(recorded, commit -> {
            WorkflowState<T> state = commit.get(key);
            WorkflowState<T> next = Migrating.migrated(state, definition, phase, key.codec(), now, cause);
            boolean changed = !next.equals(state);
            if (changed) {
                commit.put(key, next);
                Recorded.keep(commit, definition);
            }
            return state;
        });
        Moment moment = done.moment();
        return new WorkflowChange<>(
                done.result(), done.commit(), new WorkflowMoment<>(looking, moment, moment.get(key)));
    }
}
