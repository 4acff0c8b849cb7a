package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.definition.StepDefinition;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.rules.Condition;
import io.workfloworchestrator.rules.Reason;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.WorkflowState.StepState;
import io.workfloworchestrator.workflow.WorkflowState.StepStatus;
import java.util.List;
import java.util.Optional;

/** Completes, skips and reopens steps for people and tools. Thread-safe. */
final class Stepping<T> {
    private final Opened<T> opened;
    private final Looking<T> looking;
    private final Changing<T> changing;

    Stepping(Changing<T> changing) {
        this.opened = changing.opened;
        this.looking = changing.looking;
        this.changing = changing;
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
        return changing.change(
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
        return String.join(" and ", reason.missing()) + reason.message() + ".";
    }

    WorkflowChange<T> skip(String step, Cause cause) {
        Looking.Looked<T> looked = looking.look();
        step(looked, step);
        StepState skipped = new StepState(
                StepStatus.SKIPPED, Optional.of(opened.now()), Optional.of(cause.actor()), Optional.of(cause.reason()));
        boolean again = looked.at().state.step(step).status() == StepStatus.SKIPPED;
        String action = (again ? "noted of step \"" : "skipped step \"") + step + "\"";
        return changing.change(Optional.of(looked), cause.doing(action), s -> switch (s.step(step)
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
        return changing.change(
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
}
