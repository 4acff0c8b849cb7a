package io.workfloworchestrator.workflow;

import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Snapshot;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Leaves a phase through its gates, or past them. Thread-safe. */
final class Advancing<T> {
    private final StateManager states;
    private final StateKey<WorkflowState<T>> key;
    private final Clock clock;
    private final Looking<T> looking;

    Advancing(StateManager states, StateKey<WorkflowState<T>> key, Clock clock, Looking<T> looking) {
        this.states = states;
        this.key = key;
        this.clock = clock;
        this.looking = looking;
    }

    Advance advance(Optional<String> target, Cause cause) {
        View view = looking.look().view();
        PhaseDefinition from = view.phase();
        WorkflowDefinition running = view.compiled.definition;
        Optional<String> to = Transitions.target(running, view, target);
        Instant now = Stepping.now(clock);
        if (!view.missing().isEmpty()) {
            return new Advance.Refused(from.id(), to, view.missing());
        }
        List<Missing> missing = new ArrayList<>();
        // Asked again on the newest state: somebody may have moved on, or taken something back, since the look.
        Snapshot<WorkflowState<T>> after = states.update(
                key,
                s -> {
                    requireIn(s, from);
                    missing.clear();
                    missing.addAll(looking.view(view, s).missing());
                    return missing.isEmpty() ? Transitions.advanced(running, s, to, now) : s;
                },
                cause);
        return missing.isEmpty()
                ? new Advance.Advanced<>(from.id(), to, after)
                : new Advance.Refused(from.id(), to, List.copyOf(missing));
    }

    private static void requireIn(WorkflowState<?> state, PhaseDefinition from) {
        if (!state.phase().equals(from.id())
                || state.phaseState(from.id()).left().isPresent()) {
            throw new WorkflowException(
                    "E_WORKFLOW_PHASE",
                    "Phase \"" + from.id() + "\" was left by somebody else meanwhile; the workflow is in \""
                            + state.phase() + "\" now. Look at its status.");
        }
    }

    Snapshot<WorkflowState<T>> jumpTo(String phase, Cause cause) {
        Transitions.require(looking.running(), phase);
        Instant now = Stepping.now(clock);
        return states.update(key, s -> Transitions.jumped(s, phase, now, cause), cause);
    }
}
