package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.definition.PhaseDefinition;
import io.workfloworchestrator.definition.StepDefinition;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.rules.Condition;
import io.workfloworchestrator.rules.Reason;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.workflow.WorkflowState.StepState;
import io.workfloworchestrator.workflow.WorkflowState.StepStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Changes how a workflow stands, its steps and its phase, each in one commit, and tells what it came to. Thread-safe. */
record Changing<T>(Opened<T> opened, Looking<T> looking) {
    /** @param looked what was seen on disk before; empty when that was not looked at */
    WorkflowChange<T> change(Optional<Looking.Looked<T>> looked, Cause cause, UnaryOperator<WorkflowState<T>> change) {
        Done<WorkflowState<T>> done = opened.states().change(cause, commit -> {
            WorkflowState<T> before = commit.get(opened.key());
            commit.put(opened.key(), change.apply(before));
            return before;
        });
        Moment moment = done.moment();
        WorkflowMoment<T> after = looked.isPresent()
                ? new WorkflowMoment<>(looking, looking.asSeen(looked.get(), moment))
                : new WorkflowMoment<>(looking, moment, looking.require(moment));
        return new WorkflowChange<>(done.result(), done.commit(), after);
    }

    WorkflowChange<T> complete(String step, String note, Cause cause) {
        Looking.Looked<T> looked = looking.look();
        StepDefinition found = step(looked, step);
        Condition done = looked.at().compiled.rules.done.get(found.id());
        Reason reason = done == null ? null : done.check(looked.at().facts);
        boolean pending = looked.at().state.step(step).status() != StepStatus.COMPLETE;
        if (done != null && reason != null && !reason.holds() && pending) {
            throw new WorkflowException(
                    "E_STEP_NOT_DONE",
                    "Step \"" + step + "\" is not done: " + needed(looked.view(), found, reason)
                            + " It completes itself once that is so; or skip it, with the reason."
                            + Certainty.misreading(done, looked.at().detection));
        }
        if (done != null && reason != null && pending && note.isBlank()) {
            looked.at().doubt(done, reason).ifPresent(doubt -> {
                throw new WorkflowException(
                        "E_STEP_DOUBT",
                        "Step \"" + step
                                + "\" was not completed. Its condition holds, but it may rest on a misreading: "
                                + doubt.what() + " Correct that, or say in a note what proves that the step is done.");
            });
        }
        Optional<String> proof = Optional.of(note.isBlank() ? cause.reason() : note)
                .filter(text -> !note.isBlank() || cause.hasReason());
        StepState complete =
                new StepState(StepStatus.COMPLETE, Optional.of(opened.now()), Optional.of(cause.actor()), proof);
        String action = (pending ? "completed step \"" : "noted of step \"") + step + "\"";
        return change(
                Optional.of(looked),
                cause.doing(action),
                s -> s.step(step).status() == StepStatus.COMPLETE ? noted(s, step, note) : s.withStep(step, complete));
    }

    /** A step that is in the status already gets the new note, and keeps when and by whom it was done. */
    private static <T> WorkflowState<T> noted(WorkflowState<T> state, String step, String note) {
        StepState is = state.step(step);
        boolean other = !note.isBlank() && !is.note().equals(Optional.of(note));
        return other ? state.withStep(step, new StepState(is.status(), is.when(), is.by(), Optional.of(note))) : state;
    }

    /** The author's words, if there are any and the condition could be decided; else what the condition lacks. */
    private static String needed(View view, StepDefinition step, Reason reason) {
        if (step.hint() != null && reason.outcome() != Reason.Outcome.ERROR) {
            return view.advice.hint(step);
        }
        return String.join(" and ", reason.missing()) + ".";
    }

    WorkflowChange<T> skip(String step, Cause cause) {
        Looking.Looked<T> looked = looking.look();
        step(looked, step);
        StepState skipped = new StepState(
                StepStatus.SKIPPED, Optional.of(opened.now()), Optional.of(cause.actor()), Optional.of(cause.reason()));
        boolean again = looked.at().state.step(step).status() == StepStatus.SKIPPED;
        String action = (again ? "noted of step \"" : "skipped step \"") + step + "\"";
        return change(Optional.of(looked), cause.doing(action), s -> switch (s.step(step)
                .status()) {
            case PENDING -> s.withStep(step, skipped);
            case SKIPPED -> noted(s, step, cause.reason());
            case COMPLETE ->
                throw new WorkflowException(
                        "E_STEP_DONE", "Step \"" + step + "\" is complete; there is nothing to skip. Reopen it first.");
        });
    }

    WorkflowChange<T> reopen(String step, Cause cause) {
        Looking.Looked<T> looked = looking.look();
        step(looked, step);
        Condition done = looked.at().compiled.rules.done.get(step);
        boolean complete = looked.at().state.step(step).status() == StepStatus.COMPLETE;
        if (done != null && complete && done.check(looked.at().facts).holds()) {
            throw new WorkflowException(
                    "E_STEP_DONE",
                    "Step \"" + step + "\" completes itself, and its condition holds: " + done.text()
                            + ". Change what lies in the project instead.");
        }
        return change(
                Optional.of(looked),
                cause.doing("reopened step \"" + step + "\""),
                s -> s.step(step).status() == StepStatus.PENDING ? s : s.withStep(step, StepState.PENDING));
    }

    private static StepDefinition step(Looking.Looked<?> looked, String id) {
        WorkflowDefinition definition = looked.at().compiled.definition;
        List<String> known = definition.phases().stream()
                .flatMap(p -> p.steps().stream())
                .map(StepDefinition::id)
                .toList();
        return definition
                .step(id)
                .orElseThrow(() -> new WorkflowException(
                        "E_WORKFLOW_STEP",
                        "There is no step \"" + ItemFields.shown(id) + "\" in " + definition + "."
                                + Names.hint(id, known)));
    }

    /** Leaves a phase through its gates. */
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
        WorkflowMoment<T> after = change(Optional.of(looked), cause.doing(action), s -> {
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
        return change(
                Optional.empty(),
                cause.doing("jumped to phase \"" + phase + "\" past the gates"),
                s -> Transitions.jumped(s, phase, now, cause));
    }
}
