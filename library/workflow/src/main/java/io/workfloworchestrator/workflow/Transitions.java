package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.definition.PhaseDefinition;
import io.workfloworchestrator.definition.StepDefinition;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.WorkflowState.PhaseState;
import io.workfloworchestrator.workflow.WorkflowState.StepState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The moves between phases. Pure functions. */
final class Transitions {
    private Transitions() {}

    /**
     * Where an advance leads; empty for finishing. Throws if the workflow is finished, or its phase does not lead there.
     */
    static Optional<String> target(Situation at, Optional<String> asked) {
        PhaseDefinition from = at.phase();
        if (at.finished()) {
            throw new WorkflowException(
                    "E_WORKFLOW_FINISHED",
                    "The workflow is finished: phase \"" + from.id()
                            + "\" was its last and was left. Jump to a phase, with"
                            + " the reason, to take it up again.");
        }
        if (asked.isEmpty()) {
            return from.next().stream().findFirst();
        }
        String target = asked.get();
        require(at.compiled.definition, target);
        if (!from.next().contains(target)) {
            String way = from.next().isEmpty() ? "it is the last one" : "it leads to " + String.join(", ", from.next());
            throw new WorkflowException(
                    "E_WORKFLOW_PHASE",
                    "Phase \"" + from.id() + "\" does not lead to \"" + target + "\": " + way
                            + ". Advance there, or jump, with the reason.");
        }
        return asked;
    }

    static void require(WorkflowDefinition definition, String phase) {
        if (definition.phase(phase).isEmpty()) {
            List<String> known =
                    definition.phases().stream().map(PhaseDefinition::id).toList();
            String shown = Words.clip(phase, 80);
            throw new WorkflowException(
                    "E_WORKFLOW_PHASE",
                    "There is no phase \"" + shown + "\" in " + definition + "." + Names.hint(phase, known));
        }
    }

    /** The state with its phase left. In a phase that is entered again, steps without a condition are pending again. */
    static <T> WorkflowState<T> advanced(
            WorkflowDefinition definition, WorkflowState<T> state, Optional<String> to, Instant now) {
        Map<String, PhaseState> changed = new LinkedHashMap<>();
        PhaseState from = state.phaseState(state.phase());
        changed.put(state.phase(), new PhaseState(from.entered(), Optional.of(now), from.note()));
        if (to.isEmpty()) {
            return state.withPhase(state.phase(), changed);
        }
        String target = to.get();
        boolean again = state.phaseState(target).entered().isPresent();
        changed.put(target, new PhaseState(Optional.of(now), Optional.empty(), Optional.empty()));
        WorkflowState<T> next = state.withPhase(target, changed);
        if (again) {
            for (StepDefinition step : definition.phase(target).orElseThrow().steps()) {
                if (step.done().isEmpty() && state.isDone(step.id())) {
                    next = next.withStep(step.id(), StepState.PENDING);
                }
            }
        }
        return next;
    }

    static <T> WorkflowState<T> jumped(WorkflowState<T> state, String phase, Instant now, Cause cause) {
        boolean finished = state.phaseState(state.phase()).left().isPresent();
        if (state.phase().equals(phase) && !finished) {
            throw new WorkflowException(
                    "E_WORKFLOW_PHASE", "The workflow is in phase \"" + phase + "\" already; nothing was changed.");
        }
        return moved(
                state,
                phase,
                now,
                "jumped to from \"" + state.phase() + "\" by " + cause.actor() + ": " + cause.reason());
    }

    /** The state in another phase, without asking its gates; the note says why. */
    static <T> WorkflowState<T> moved(WorkflowState<T> state, String phase, Instant now, String note) {
        Map<String, PhaseState> changed = new LinkedHashMap<>();
        PhaseState from = state.phaseState(state.phase());
        changed.put(state.phase(), new PhaseState(from.entered(), from.left().or(() -> Optional.of(now)), from.note()));
        changed.put(phase, new PhaseState(Optional.of(now), Optional.empty(), Optional.of(note)));
        return state.withPhase(phase, changed);
    }
}
