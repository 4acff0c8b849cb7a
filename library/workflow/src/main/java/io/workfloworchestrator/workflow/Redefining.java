package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.definition.PhaseDefinition;
import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.definition.StepDefinition;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Codec;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.workflow.WorkflowState.StepState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares running work with the current definition, and has it go on by that. Thread-safe. */
record Redefining<T>(Opened<T> opened, WorkflowDefinition definition, Looking<T> looking) {
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
        WorkflowState<T> then = withoutMisfits(migrated(state, Optional.empty(), cause));
        List<String> changes = new ArrayList<>();
        misfit(state).ifPresent(fault -> changes.add(fault + ". It cannot be migrated before that. " + wayOut(state)));
        View view = looking.under(definition, then, looked.snapshot().revision(), changes);
        Json.Obj data = looking.data(state).asObject();
        changes.addAll(StrangeValues.of(state, data, looked.at().compiled.definition, definition));
        return Simulating.compare(looked.view(), view, changes);
    }

    WorkflowChange<T> migrate(Optional<String> phase, Cause cause) {
        looking.require(opened.states().now());
        StateKey<WorkflowState<T>> key = opened.key();
        Cause recorded = cause.doing("moved to version " + definition.version() + " of the definition");
        Done<WorkflowState<T>> done = opened.states().change(recorded, commit -> {
            WorkflowState<T> state = commit.get(key);
            WorkflowState<T> next = migrated(state, phase, cause);
            misfit(next).ifPresent(fault -> {
                throw new WorkflowException(
                        "E_WORKFLOW_DATA", fault + " in " + definition + ". " + wayOut(next) + " Nothing was changed.");
            });
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

    /** The state as it goes on under the definition; throws as {@link Workflow#migrate}. */
    private WorkflowState<T> migrated(WorkflowState<T> state, Optional<String> phase, Cause cause) {
        WorkflowState<T> next = inPhase(state, phase, cause);
        for (PhaseDefinition each : definition.phases()) {
            for (StepDefinition step : each.steps()) {
                if (!next.steps().containsKey(step.id())) {
                    next = next.withStep(step.id(), StepState.PENDING);
                }
            }
        }
        return withDefaults(next.runningBy(definition));
    }

    private WorkflowState<T> inPhase(WorkflowState<T> state, Optional<String> phase, Cause cause) {
        phase.ifPresent(p -> Transitions.require(definition, p));
        String target = phase.orElse(state.phase());
        if (definition.phase(target).isEmpty()) {
            List<String> known =
                    definition.phases().stream().map(PhaseDefinition::id).toList();
            throw new WorkflowException(
                    "E_WORKFLOW_PHASE",
                    "The work is in phase \"" + target + "\", which " + definition
                            + " does not have; nothing was changed. Say in"
                            + " which phase it goes on"
                            + opened.offer()
                                    .commands()
                                    .migrateToPhase()
                                    .map(line -> ": '" + line + "'")
                                    .orElse("") + "."
                            + Names.hint(target, known));
        }
        if (target.equals(state.phase())) {
            return state;
        }
        String note = "migrated to from \"" + state.phase() + "\" by " + cause.actor() + ": " + cause.reason();
        return Transitions.moved(state, target, opened.now(), note);
    }

    private WorkflowState<T> withDefaults(WorkflowState<T> state) {
        Json.Obj data = looking.data(state).asObject();
        return withData(state, Shapes.over(Shapes.initial(definition.data()), data));
    }

    private WorkflowState<T> withData(WorkflowState<T> state, Json.Obj data) {
        Codec<WorkflowState<T>> codec = opened.key().codec();
        Json.Obj whole = codec.encode(state).asObject();
        return whole.find("data").equals(Optional.of(data)) ? state : codec.decode(whole.with("data", data));
    }

    /** What the state would be if somebody took the data away that the definition refuses. */
    private WorkflowState<T> withoutMisfits(WorkflowState<T> state) {
        Json.Obj data = looking.data(state).asObject();
        for (String name : misfits(data)) {
            data = data.without(name);
        }
        return withDefaults(withData(state, data));
    }

    /** What is wrong with the data under the definition, once it has its defaults. */
    private Optional<String> misfit(WorkflowState<T> state) {
        Json.Obj data = looking.data(state).asObject();
        return Shapes.fault(Shapes.over(Shapes.initial(definition.data()), data), definition.data());
    }

    private List<String> misfits(Json.Obj data) {
        return data.keys().stream()
                .filter(name -> definition.data().containsKey(name))
                .filter(name -> Shapes.fault(
                                data, Map.of(name, definition.data().get(name)))
                        .isPresent())
                .toList();
    }

    /** A value of the new type is refused as long as the work runs by the old definition; so the old one is taken away. */
    private String wayOut(WorkflowState<T> state) {
        List<String> names = misfits(looking.data(state).asObject());
        if (names.isEmpty()) {
            return "Set it first, or give the definition a default for it.";
        }
        String line = opened.offer()
                .commands()
                .withoutData(names)
                .map(command -> ": '" + command + "'")
                .orElse(" (null is the value that does it)");
        return "Take " + String.join(" and ", names) + " away first" + line
                + ", and set it again afterwards; or give it a value that fits both definitions.";
    }
}
