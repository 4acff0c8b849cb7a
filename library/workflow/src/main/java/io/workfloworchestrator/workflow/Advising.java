package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.Call;
import io.workfloworchestrator.definition.GateDefinition;
import io.workfloworchestrator.definition.PhaseDefinition;
import io.workfloworchestrator.definition.StepDefinition;
import io.workfloworchestrator.definition.Templates;
import io.workfloworchestrator.rules.Condition;
import io.workfloworchestrator.rules.Evaluation;
import io.workfloworchestrator.rules.Fact;
import io.workfloworchestrator.rules.Facts;
import io.workfloworchestrator.rules.Reason;
import io.workfloworchestrator.rules.RuleException;
import io.workfloworchestrator.rules.Suggestion;
import io.workfloworchestrator.rules.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns what the rules say, and what steps and gates still need, into steps that can be done now.
 *
 * <p>Besides the rules three things always speak, so that advice never ends before the workflow does: advancing, once
 * nothing is missing (salience 100); each pending step of the phase for which no rule speaks (70 and below in their
 * order, optional ones 40 and below); and each gate that does not hold (50 and below). A tool that is not offered becomes
 * an action by hand, with the path to create.
 */
final class Advising {
    private static final int ADVANCE = 100;
    private static final int STEP = 70;
    private static final int GATE = 50;
    private static final int OPTIONAL_STEP = 40;

    private final View view;
    private final Compiled compiled;

    Advising(View view) {
        this.view = view;
        this.compiled = view.compiled;
    }

    /** The advised steps, the most important first. */
    List<NextStep> next(int most) {
        if (view.finished()) {
            return List.of();
        }
        PhaseDefinition phase = view.phase();
        List<NextStep> all = new ArrayList<>(fromRules(most));
        Set<String> spoken = new HashSet<>();
        all.forEach(step -> compiled.definition.rules().stream()
                .filter(r -> r.id().equals(rule(step.id())))
                .forEach(r -> r.step().ifPresent(spoken::add)));
        int number = 0;
        for (StepDefinition step : phase.steps()) {
            boolean speaks = !spoken.contains(step.id()) || doubt(step).isPresent();
            if (!view.state.isDone(step.id()) && speaks) {
                int salience = Math.max(1, (step.optional() ? OPTIONAL_STEP : STEP) - number);
                all.add(fromStep(step, salience));
            }
            number++;
        }
        for (Missing missing : view.missing()) {
            boolean said = missing.path().isPresent()
                    && all.stream().anyMatch(s -> s.path().equals(missing.path()));
            if (missing.id().startsWith("gate:") && !said) {
                all.add(new NextStep(
                        missing.id(),
                        GATE,
                        missing.what(),
                        "Phase \"" + phase.id() + "\" cannot be left before.",
                        missing.call(),
                        missing.path()));
            }
        }
        if (view.missing().isEmpty()) {
            all.add(advance(phase));
        }
        all.sort((one, other) -> Integer.compare(other.salience(), one.salience()));
        return List.copyOf(all.subList(0, Math.min(most, all.size())));
    }

    private static String rule(String id) {
        int hash = id.indexOf('#');
        return hash < 0 ? id : id.substring(0, hash);
    }

    private List<NextStep> fromRules(int most) {
        Evaluation evaluation = view.evaluation();
        List<NextStep> steps = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (Suggestion suggestion : evaluation.suggestions(most)) {
            int number = seen.merge(suggestion.rule(), 1, Integer::sum);
            String id = number == 1 ? suggestion.rule() : suggestion.rule() + "#" + number;
            Optional<Call> call =
                    Optional.ofNullable(suggestion.call()).map(c -> new Call(c.tool(), withoutNulls(c.params())));
            Optional<String> path = compiled.path(suggestion.rule()).flatMap(t -> render(t, suggestion));
            if (call.filter(c -> view.tools.contains(c.tool())).isEmpty()) {
                call = completing(suggestion.rule());
            }
            steps.add(step(id, suggestion.salience(), suggestion.action(), suggestion.because(), call, path));
        }
        return steps;
    }

    /** A step that nothing on disk can complete is completed by saying so. */
    private Optional<Call> completing(String rule) {
        return compiled.definition.rules().stream()
                .filter(r -> r.id().equals(rule))
                .flatMap(r -> r.step().stream())
                .filter(step -> compiled.done.get(step) == null)
                .map(step -> new Call(Workflow.COMPLETE_TOOL, Map.of("step", step)))
                .findFirst();
    }

    private static Map<String, Object> withoutNulls(Map<String, ?> params) {
        Map<String, Object> kept = new LinkedHashMap<>();
        params.forEach((name, value) -> {
            if (value != null) {
                kept.put(name, value);
            }
        });
        return kept;
    }

    private Optional<String> render(Template path, Suggestion suggestion) {
        try {
            Facts facts = view.facts;
            for (Map.Entry<String, ?> bound : suggestion.binding().entrySet()) {
                facts = facts.with(new Fact(bound.getKey(), bound.getValue(), ""));
            }
            return Optional.of(path.render(facts));
        } catch (RuleException e) {
            return Optional.empty();
        }
    }

    /** With its tool when that is offered; else by hand, and then the tool that looks again. */
    private NextStep step(
            String id, int salience, String action, String because, Optional<Call> call, Optional<String> path) {
        Optional<Call> offered = call.filter(c -> view.tools.contains(c.tool()));
        return offered.isPresent()
                ? new NextStep(id, salience, action, because, offered, Optional.empty())
                : new NextStep(id, salience, action, because, lookAgain(), path);
    }

    private Optional<Call> lookAgain() {
        return offered(new Call(Workflow.NEXT_TOOL, Map.of()));
    }

    private Optional<Call> offered(Call call) {
        return Optional.of(call).filter(c -> view.tools.contains(c.tool()));
    }

    private NextStep fromStep(StepDefinition step, int salience) {
        String id = "step:" + step.id();
        Condition done = compiled.done.get(step.id());
        if (done == null) {
            Call call = filled(step.call()).orElse(new Call(Workflow.COMPLETE_TOOL, Map.of("step", step.id())));
            return new NextStep(
                    id,
                    salience,
                    hint(step),
                    "Step \"" + step.title() + "\" is completed by whoever does it.",
                    offered(call),
                    Optional.empty());
        }
        Reason reason = done.check(view.facts);
        Optional<Certainty.Doubt> doubt = view.doubt(done, reason);
        if (doubt.isPresent()) {
            return step(
                    id,
                    salience,
                    "Look at " + doubt.get().path() + ": " + doubt.get().what(),
                    "The condition of step \"" + step.title() + "\" holds, but it may rest on a misreading, so the step"
                            + " does not complete itself. Correct what is named, or complete the step yourself with a"
                            + " note of what proves it.",
                    Optional.empty(),
                    Optional.of(doubt.get().path()));
        }
        String because = reason.outcome() == Reason.Outcome.ERROR
                ? "Step \"" + step.title() + "\" cannot be decided: " + reason.message()
                : "Step \"" + step.title() + "\" completes itself "
                        + (step.hint() == null
                                ? "when its condition holds: " + String.join(" and ", reason.missing()) + "."
                                : "once that is so.");
        return step(id, salience, hint(step), because, filled(step.call()), compiled.firstPath(done));
    }

    /** Why a pending step does not complete itself although its condition holds. */
    private Optional<Certainty.Doubt> doubt(StepDefinition step) {
        Condition done = compiled.done.get(step.id());
        return done == null ? Optional.empty() : view.doubt(done, done.check(view.facts));
    }

    /** What is to be done, in the author's words where there are any. */
    String hint(StepDefinition step) {
        String hint = step.hint();
        return hint == null ? step.title() : Templates.render(hint, compiled.types, view.facts);
    }

    private Optional<Call> filled(@org.jspecify.annotations.Nullable Call call) {
        try {
            return call == null ? Optional.empty() : Optional.of(Templates.call(call, compiled.types, view.facts));
        } catch (RuleException e) {
            return Optional.empty();
        }
    }

    private NextStep advance(PhaseDefinition phase) {
        if (phase.next().isEmpty()) {
            return new NextStep(
                    "advance:" + phase.id(),
                    ADVANCE,
                    "Finish the workflow",
                    "Everything is done in the last phase, \"" + phase.title() + "\".",
                    offered(new Call(Workflow.ADVANCE_TOOL, Map.of())),
                    Optional.empty());
        }
        String target = phase.next().get(0);
        return new NextStep(
                "advance:" + phase.id(),
                ADVANCE,
                "Advance to phase " + target,
                "Nothing is missing in phase \"" + phase.title() + "\".",
                offered(new Call(Workflow.ADVANCE_TOOL, Map.of("targetPhase", target))),
                Optional.empty());
    }

    /** The pending required steps and the gates that do not hold; a gate about the file of such a step is told with it. */
    List<Missing> missing(PhaseDefinition phase) {
        List<Missing> missing = new ArrayList<>();
        Map<String, Integer> byFile = new HashMap<>();
        for (StepDefinition step : phase.steps()) {
            if (!step.optional() && !view.state.isDone(step.id())) {
                file(compiled.done.get(step.id())).ifPresent(file -> byFile.putIfAbsent(file, missing.size()));
                missing.add(missing("step:" + step.id(), fromStep(step, STEP)));
            }
        }
        for (GateDefinition gate : phase.exit()) {
            Condition condition = compiled.gates.get(gate.id());
            if (condition == null) {
                continue;
            }
            Reason reason = condition.check(view.facts);
            if (view.isOpen(condition, reason)) {
                continue;
            }
            Missing one = missing(
                    "gate:" + gate.id(),
                    step(
                            "gate:" + gate.id(),
                            GATE,
                            view.closed(condition, reason),
                            "",
                            filled(gate.call()),
                            compiled.firstPath(condition)));
            Integer same = file(condition).map(byFile::get).orElse(null);
            // What could not be read or decided, or has a tool of its own, is another thing to do.
            if (same == null
                    || reason.outcome() != Reason.Outcome.FAILS
                    || filled(gate.call()).isPresent()) {
                missing.add(one);
            } else {
                missing.set(same, missing.get(same).and(new Missing.Also(one.id(), one.what())));
            }
        }
        return List.copyOf(missing);
    }

    private Optional<String> file(@org.jspecify.annotations.Nullable Condition condition) {
        return condition == null ? Optional.empty() : compiled.firstPath(condition);
    }

    private static Missing missing(String id, NextStep way) {
        return new Missing(id, way.action(), way.call(), way.path(), List.of());
    }
}
