package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares running work with the current definition, and has it go on by that. Thread-safe. */
final class Redefining<T> {
    private final WorkflowDefinition definition;
    private final StateManager states;
    private final StateKey<WorkflowState<T>> key;
    private final Clock clock;
    private final Commands commands;
    private final Looking<T> looking;

    Redefining(
            WorkflowDefinition definition,
            StateManager states,
            StateKey<WorkflowState<T>> key,
            Clock clock,
            Commands commands,
            Looking<T> looking) {
        this.definition = definition;
        this.states = states;
        this.key = key;
        this.clock = clock;
        this.commands = commands;
        this.looking = looking;
    }

    DefinitionDifference difference() {
        Looking.Looked<T> looked = looking.look();
        WorkflowState<T> state = looked.snapshot().value();
        WorkflowDefinition running = looked.at().compiled.definition;
        List<String> vanished = state.steps().keySet().stream()
                .filter(step -> definition.step(step).isEmpty())
                .sorted()
                .toList();
        Optional<String> phase =
                Optional.of(state.phase()).filter(p -> definition.phase(p).isEmpty());
        Optional<Simulation> effect = phase.isEmpty() ? Optional.of(effect(looked, state)) : Optional.empty();
        return new DefinitionDifference(running, definition, definition.changesFrom(running), vanished, phase, effect);
    }

    private Simulation effect(Looking.Looked<T> looked, WorkflowState<T> state) {
        Cause cause = Cause.of("difference", "what if");
        WorkflowState<T> then = migrated(state, Optional.empty(), cause);
        List<String> changes = new ArrayList<>();
        View view = looking.under(definition, then, looked.snapshot().revision(), changes);
        return Simulating.compare(looked.view(), view, changes);
    }

    WorkflowChange<T> migrate(Optional<String> phase, Cause cause) {
        looking.require(states.now());
        Cause recorded = cause.doing("moved to version " + definition.version() + " of the definition");
        Done<WorkflowState<T>> done = states.change(recorded, commit -> {
            WorkflowState<T> state = commit.get(key);
            WorkflowState<T> next = migrated(state, phase, cause);
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

    private WorkflowState<T> migrated(WorkflowState<T> state, Optional<String> phase, Cause cause) {
        return new Migrating<>(definition, key.codec(), commands)
                .migrated(state, phase, WorkflowState.now(clock), cause);
    }
}
