package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.PhaseDefinition;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Leaves a phase through its gates, or past them. Thread-safe. */
final class Advancing<T> {
    private final Opened<T> opened;
    private final Looking<T> looking;
    private final Changing<T> changing;

    Advancing(Changing<T> changing) {
        this.opened = changing.opened;
        this.looking = changing.looking;
        this.changing = changing;
    }

    Advance advance(Optional<String> target, Cause cause) {
        Looking.Looked<T> looked = looking.look();
        View view = looked.view();
        PhaseDefinition from = view.at.phase();
        WorkflowDefinition running = view.at.compiled.definition;
        Optional<String> to = Transitions.target(view.at, target);
        Instant now = opened.now();
        if (!view.advice.missing().isEmpty()) {
            return new Advance.Refused(from.id(), to, view.advice.missing(), looked.moment());
        }
        List<Missing> missing = new ArrayList<>();
        // This asks again on the newest state: somebody may have moved on, or taken something back, since the look.
        String action = to.map(phase -> "left phase \"" + from.id() + "\" for \"" + phase + "\"")
                .orElse("left the last phase, \"" + from.id() + "\"");
        WorkflowMoment<T> after = changing.change(Optional.of(looked), cause.doing(action), s -> {
                    requireIn(s, from);
                    missing.clear();
                    missing.addAll(looking.view(view, s).advice.missing());
                    return missing.isEmpty() ? Transitions.advanced(running, s, to, now) : s;
                })
                .after();
        return missing.isEmpty()
                ? new Advance.Advanced<>(from.id(), to, after.state(), after.moment())
                : new Advance.Refused(from.id(), to, List.copyOf(missing), after.moment());
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

    WorkflowChange<T> jumpTo(String phase, Cause cause) {
        Moment moment = opened.states().now();
        looking.require(moment);
        Transitions.require(looking.running(moment), phase);
        Instant now = opened.now();
        return changing.change(
                Optional.empty(),
                cause.doing("jumped to phase \"" + phase + "\" past the gates"),
                s -> Transitions.jumped(s, phase, now, cause));
    }
}
