package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.definition.PhaseDefinition;
import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.definition.StepDefinition;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Codec;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.WorkflowState.StepState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Moves running work to another definition. The state keeps what the new one does not know. Immutable. */
final class Migrating<T> {
    private final WorkflowDefinition to;
    private final Codec<WorkflowState<T>> codec;
    private final Commands commands;

    Migrating(WorkflowDefinition to, Codec<WorkflowState<T>> codec, Commands commands) {
        this.to = to;
        this.codec = codec;
        this.commands = commands;
    }

    /**
     * The state as it goes on under the definition.
     *
     * @param phase the phase to go on in; the one it is in when empty
     * @throws WorkflowException {@code E_WORKFLOW_PHASE} if the definition does not have that phase, {@code
     *     E_WORKFLOW_DATA} if the data does not have the shape it asks for
     */
    WorkflowState<T> migrated(WorkflowState<T> state, Optional<String> phase, Instant now, Cause cause) {
        WorkflowState<T> next = inPhase(state, phase, now, cause);
        for (PhaseDefinition each : to.phases()) {
            for (StepDefinition step : each.steps()) {
                if (!next.steps().containsKey(step.id())) {
                    next = next.withStep(step.id(), StepState.PENDING);
                }
            }
        }
        return withDefaults(next.runningBy(to));
    }

    private WorkflowState<T> inPhase(WorkflowState<T> state, Optional<String> phase, Instant now, Cause cause) {
        phase.ifPresent(p -> Transitions.require(to, p));
        String target = phase.orElse(state.phase());
        if (to.phase(target).isEmpty()) {
            List<String> known = to.phases().stream().map(PhaseDefinition::id).toList();
            throw new WorkflowException(
                    "E_WORKFLOW_PHASE",
                    "The work is in phase \"" + target + "\", which " + to
                            + " does not have; nothing was changed. Say in"
                            + " which phase it goes on"
                            + commands.migrateToPhase()
                                    .map(line -> ": '" + line + "'")
                                    .orElse("") + "."
                            + Names.hint(target, known));
        }
        if (target.equals(state.phase())) {
            return state;
        }
        String note = "migrated to from \"" + state.phase() + "\" by " + cause.actor() + ": " + cause.reason();
        return Transitions.moved(state, target, now, note);
    }

    /** Gives new fields of the data their default. */
    private WorkflowState<T> withDefaults(WorkflowState<T> state) {
        Json.Obj whole = codec.encode(state).asObject();
        Json.Obj data = whole.find("data").orElse(Json.Obj.EMPTY).asObject();
        Json.Obj filled = Shapes.over(Shapes.initial(to.data()), data);
        Shapes.fault(filled, to.data()).ifPresent(fault -> {
            throw new WorkflowException(
                    "E_WORKFLOW_DATA", fault + " in " + to + ". Change the data first. Nothing was changed.");
        });
        return filled.equals(data) ? state : codec.decode(whole.with("data", filled));
    }
}
