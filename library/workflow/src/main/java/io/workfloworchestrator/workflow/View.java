package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.definition.PhaseDefinition;
import io.workfloworchestrator.definition.StepDefinition;
import io.workfloworchestrator.definition.Templates;
import io.workfloworchestrator.detect.ScanFinding;
import io.workfloworchestrator.rules.Condition;
import io.workfloworchestrator.rules.Reason;
import io.workfloworchestrator.workflow.WorkflowState.PhaseState;
import io.workfloworchestrator.workflow.WorkflowState.StepState;
import io.workfloworchestrator.workflow.WorkflowState.StepStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be said about one situation; computed when first asked for and kept, so that the same question about
 * an unchanged project costs a look-up. Thread-safe: computing twice gives equal answers.
 */
final class View {
    private static final int MOST_CONCERNS = 20;

    final Situation at;
    final Advising advice;
    private final Compiled compiled;
    private final WorkflowState<?> state;
    private @Nullable List<String> concerns;
    private @Nullable WorkflowStatus status;

    View(Situation at, Offer offer) {
        this.at = at;
        this.advice = new Advising(at, offer);
        this.compiled = at.compiled;
        this.state = at.state;
    }

    /**
     * Every phase counts the same; in a phase every required step counts the same, done when complete or skipped; a phase
     * without required steps counts once it was left. Rounded down, so 100 means all.
     */
    int progress() {
        List<PhaseDefinition> phases = compiled.definition.phases();
        double sum = 0;
        for (PhaseDefinition phase : phases) {
            List<StepDefinition> required =
                    phase.steps().stream().filter(s -> !s.optional()).toList();
            long done = required.stream().filter(s -> state.isDone(s.id())).count();
            boolean left = state.phaseState(phase.id()).left().isPresent();
            sum += required.isEmpty() ? (left ? 1 : 0) : (double) done / required.size();
        }
        return (int) Math.floor(100 * sum / phases.size() + 1e-9);
    }

    /** Blocked when something that must be decided to go on cannot be; else a warning when there are concerns. */
    Health health() {
        boolean undecided = !at.finished()
                && conditions(at.phase()).anyMatch(c -> c.check(at.facts).outcome() == Reason.Outcome.ERROR);
        if (undecided) {
            return Health.BLOCKED;
        }
        return concerns().isEmpty() ? Health.GOOD : Health.WARNING;
    }

    private Stream<Condition> conditions(PhaseDefinition phase) {
        Stream<@Nullable Condition> steps = phase.steps().stream()
                .filter(s -> !s.optional() && !state.isDone(s.id()))
                .map(s -> compiled.rules.done.get(s.id()));
        Stream<@Nullable Condition> gates = phase.exit().stream().map(g -> compiled.rules.gates.get(g.id()));
        return Stream.concat(steps, gates).flatMap(Stream::ofNullable);
    }

    /** What could not be looked at, decided or rendered, and by which definition that is if it is not the newest. */
    List<String> notes(List<String> settling) {
        List<String> notes = new ArrayList<>(settling);
        at.evaluation().findings().stream()
                .limit(MOST_CONCERNS)
                .map(Object::toString)
                .forEach(notes::add);
        at.detection.findings().stream()
                .limit(MOST_CONCERNS)
                .map(ScanFinding::toString)
                .forEach(notes::add);
        compiled.concern().filter(said -> !notes.contains(said)).ifPresent(notes::add);
        return List.copyOf(notes);
    }

    synchronized List<String> concerns() {
        List<String> known = concerns;
        if (known == null) {
            known = List.copyOf(findConcerns());
            concerns = known;
        }
        return known;
    }

    private List<String> findConcerns() {
        List<String> found = new ArrayList<>();
        compiled.definition.warnings().forEach(warning -> {
            Condition condition = compiled.rules.warnings.get(warning.id());
            Reason reason = condition == null ? null : condition.check(at.facts);
            if (reason != null && reason.holds()) {
                found.add(Templates.render(warning.says(), compiled.rules.types, at.facts));
            } else if (reason != null && reason.outcome() == Reason.Outcome.ERROR) {
                found.add("warning \"" + warning.id() + "\" cannot be decided: " + reason.sentence());
            }
        });
        compiled.definition.phases().forEach(phase -> {
            state.phaseState(phase.id()).note().ifPresent(note -> found.add("phase \"" + phase.id() + "\": " + note));
            phase.steps().stream()
                    .filter(s -> !s.optional() && state.step(s.id()).status() == StepStatus.SKIPPED)
                    .forEach(s -> found.add("step \"" + s.id() + "\" was skipped"
                            + state.step(s.id()).note().map(n -> ": " + n).orElse("")));
        });
        state.tracked().forEach((name, items) -> {
            List<String> gone = items.entrySet().stream()
                    .filter(e -> e.getValue().missing().isPresent())
                    .map(e -> e.getKey())
                    .sorted()
                    .toList();
            if (!gone.isEmpty()) {
                found.add(name + " missing on disk: " + Names.listed(gone)
                        + ". Restore the files, or see the history for what they were.");
            }
        });
        found.addAll(ItemConcerns.of(at.items()));
        at.detection.findings().stream()
                .limit(MOST_CONCERNS)
                .map(ScanFinding::toString)
                .forEach(found::add);
        compiled.concern().ifPresent(found::add);
        return found;
    }

    synchronized WorkflowStatus status() {
        WorkflowStatus known = status;
        if (known == null) {
            known = findStatus();
            status = known;
        }
        return known;
    }

    private WorkflowStatus findStatus() {
        List<WorkflowStatus.Phase> phases = new ArrayList<>();
        for (PhaseDefinition phase : compiled.definition.phases()) {
            PhaseState when = state.phaseState(phase.id());
            boolean current = phase.id().equals(state.phase());
            String status = when.left().isPresent() ? "complete" : current ? "in-progress" : "pending";
            List<WorkflowStatus.Step> steps = phase.steps().stream()
                    .map(step -> {
                        StepState is = state.step(step.id());
                        return new WorkflowStatus.Step(
                                step.id(), step.title(), is.status().word(), step.optional(), is.when(), note(is));
                    })
                    .toList();
            phases.add(new WorkflowStatus.Phase(phase.id(), phase.title(), status, when.entered(), when.left(), steps));
        }
        return new WorkflowStatus(
                state.workflow(),
                state.id(),
                state.title(),
                state.phase(),
                at.finished(),
                progress(),
                health(),
                concerns(),
                phases,
                at.items().kinds().values().stream().map(KindItems::count).toList(),
                at.revision);
    }

    private static Optional<String> note(StepState is) {
        return is.by().map(by -> by + is.note().map(n -> ": " + n).orElse("")).or(is::note);
    }
}
