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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the rules suggest, and what steps and gates still need, into steps that can be done now.
 *
 * <p>Beside the rules there is always advice on four things, so that it never ends before the workflow does: advancing, once
 * nothing is missing (salience 100); items to work on, where no rule is about them (75 and below); each pending step of the phase that no rule is about (70 and below in their order,
 * optional ones 40 and below); and each gate that is closed (50). A tool that is not offered becomes an action by hand, with the
 * path to create. Thread-safe: computing twice gives equal answers.
 */
final class Advising {
    private static final int ADVANCE = 100;
    private static final int STEP = 70;
    private static final int GATE = 50;
    private static final int OPTIONAL_STEP = 40;

    private final Situation at;
    private final Compiled compiled;
    private final Set<String> tools;
    private final StandardTools standard;
    private final Commands commands;
    private @Nullable List<Missing> missing;
    private @Nullable List<NextStep> next;
    private int nextMost;

    Advising(Situation at, Offer offer) {
        this.at = at;
        this.compiled = at.compiled;
        this.tools = offer.tools();
        this.standard = offer.standard();
        this.commands = offer.commands();
    }

    /** The advised steps, the most important first, at most so many; the longest list is kept. */
    synchronized List<NextStep> next(int most) {
        List<NextStep> known = next;
        if (known == null || most > nextMost) {
            known = isOver() ? List.of() : advised(most);
            next = known;
            nextMost = most;
        }
        return known.size() > most ? known.subList(0, most) : known;
    }

    synchronized List<Missing> missing() {
        List<Missing> known = missing;
        if (known == null) {
            known = isOver() ? List.of() : missing(at.phase());
            missing = known;
        }
        return known;
    }

    /** Whether nothing is left to advise: the last phase was left, or another workflow lists this one and it counts as finished. */
    private boolean isOver() {
        boolean isListed = compiled.definition.listedIn().isPresent() && !compiled.rules.finished.isEmpty();
        return at.finished() || (isListed && unfinished().isEmpty());
    }

    /** What the definition names under "finished" and does not hold; the tool that provides it may be of another server. */
    List<Missing> unfinished() {
        List<Missing> open = new ArrayList<>();
        for (GateDefinition gate : at.finished() ? List.<GateDefinition>of() : compiled.definition.finished()) {
            Condition condition = compiled.rules.finished.get(gate.id());
            Reason reason = condition == null ? null : condition.check(at.facts);
            if (condition != null && reason != null && !at.isOpen(condition, reason)) {
                String what = at.closed(condition, reason);
                open.add(new Missing("finished:" + gate.id(), what, filled(gate.call()), Optional.empty(), List.of()));
            }
        }
        return List.copyOf(open);
    }

    private List<NextStep> advised(int most) {
        PhaseDefinition phase = at.phase();
        List<NextStep> all = new ArrayList<>(fromRules(most));
        all.addAll(new ItemAdvising(at, tools, standard.items()).steps());
        Set<String> spoken = new HashSet<>();
        all.forEach(step -> compiled.definition.rules().stream()
                .filter(r -> r.id().equals(rule(step.id())))
                .forEach(r -> r.step().ifPresent(spoken::add)));
        int number = 0;
        for (StepDefinition step : phase.steps()) {
            boolean speaks = !spoken.contains(step.id()) || doubt(step).isPresent();
            if (!at.state.isDone(step.id()) && speaks) {
                int salience = Math.max(1, (step.optional() ? OPTIONAL_STEP : STEP) - number);
                all.add(fromStep(step, salience));
            }
            number++;
        }
        for (Missing one : missing()) {
            boolean said = one.path().isPresent()
                    && all.stream().anyMatch(s -> s.path().equals(one.path()));
            if (one.id().startsWith("gate:") && !said) {
                all.add(new NextStep(
                        one.id(),
                        GATE,
                        one.what(),
                        "Phase \"" + phase.id() + "\" cannot be left before.",
                        one.call(),
                        one.path()));
            }
        }
        boolean isEnd = phase.next().isEmpty()
                && !compiled.rules.finished.isEmpty()
                && unfinished().isEmpty();
        if (missing().isEmpty() && !isEnd) {
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
        Evaluation evaluation = at.evaluation();
        List<NextStep> steps = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (Suggestion suggestion : evaluation.suggestions(most)) {
            int number = seen.merge(suggestion.rule(), 1, Integer::sum);
            String id = number == 1 ? suggestion.rule() : suggestion.rule() + "#" + number;
            Optional<Call> call =
                    Optional.ofNullable(suggestion.call()).map(c -> new Call(c.tool(), withoutNulls(c.params())));
            Optional<String> path = compiled.rules.path(suggestion.rule()).flatMap(t -> render(t, suggestion));
            String because = suggestion.because() + call.flatMap(this::offering).orElse("");
            if (call.filter(c -> tools.contains(c.tool())).isEmpty()) {
                call = completing(suggestion.rule());
            }
            steps.add(step(id, suggestion.salience(), suggestion.action(), because, call, path));
        }
        return steps;
    }

    /** Where the tool of a call is offered, if it is not here. */
    private Optional<String> offering(Call call) {
        return Optional.of(call.tool())
                .filter(tool -> !tools.contains(tool))
                .flatMap(commands::offering)
                .map(where -> " The tool " + call.tool() + " is offered by " + where + ".");
    }

    /** The call that completes the rule's step, if nothing on disk can complete it. */
    private Optional<Call> completing(String rule) {
        return compiled.definition.rules().stream()
                .filter(r -> r.id().equals(rule))
                .flatMap(r -> r.step().stream())
                .filter(step -> compiled.rules.done.get(step) == null)
                .map(step -> new Call(standard.complete(), Map.of("step", step)))
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

    /** Empty where a value that somebody wrote, such as a title, would lead out of the project. */
    private Optional<String> render(Template path, Suggestion suggestion) {
        try {
            Facts facts = at.facts;
            for (Map.Entry<String, ?> bound : suggestion.binding().entrySet()) {
                facts = facts.with(new Fact(bound.getKey(), bound.getValue(), ""));
            }
            return Optional.of(path.render(facts))
                    .filter(shown -> !shown.startsWith("/"))
                    .filter(shown -> !List.of(shown.split("[/\\\\]")).contains(".."));
        } catch (RuleException e) {
            return Optional.empty();
        }
    }

    /** A step with its tool if that is offered; else by hand, with the tool that looks again afterwards. */
    private NextStep step(
            String id, int salience, String action, String because, Optional<Call> call, Optional<String> path) {
        Optional<Call> offered = call.filter(c -> tools.contains(c.tool()));
        return offered.isPresent()
                ? new NextStep(id, salience, action, because, offered, Optional.empty())
                : new NextStep(id, salience, action, because, lookAgain(), path);
    }

    private Optional<Call> lookAgain() {
        return offered(new Call(standard.next(), Map.of()));
    }

    private Optional<Call> offered(Call call) {
        return Optional.of(call).filter(c -> tools.contains(c.tool()));
    }

    private NextStep fromStep(StepDefinition step, int salience) {
        String id = "step:" + step.id();
        Condition done = compiled.rules.done.get(step.id());
        if (done == null) {
            Call call = filled(step.call()).orElse(new Call(standard.complete(), Map.of("step", step.id())));
            return new NextStep(
                    id,
                    salience,
                    hint(step),
                    "Step \"" + step.title() + "\" is completed by whoever does it.",
                    offered(call),
                    Optional.empty());
        }
        Reason reason = done.check(at.facts);
        Optional<Certainty.Doubt> doubt = at.doubt(done, reason);
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
                ? "Step \"" + step.title() + "\" cannot be decided: " + reason.sentence()
                : "Step \"" + step.title() + "\" completes itself "
                        + (step.hint() == null
                                ? "when its condition holds: " + String.join(" and ", reason.missing()) + "."
                                : "once that is so.");
        return step(id, salience, hint(step), because, filled(step.call()), compiled.firstPath(done));
    }

    private Optional<Certainty.Doubt> doubt(StepDefinition step) {
        Condition done = compiled.rules.done.get(step.id());
        return done == null ? Optional.empty() : at.doubt(done, done.check(at.facts));
    }

    String hint(StepDefinition step) {
        String hint = step.hint();
        return hint == null ? step.title() : Templates.render(hint, compiled.rules.types, at.facts);
    }

    private Optional<Call> filled(@Nullable Call call) {
        return Optional.ofNullable(call).flatMap(c -> Templates.find(c, compiled.rules.types, at.facts));
    }

    private NextStep advance(PhaseDefinition phase) {
        if (phase.next().isEmpty()) {
            return new NextStep(
                    "advance:" + phase.id(),
                    ADVANCE,
                    "Finish the workflow",
                    "Everything is done in the last phase, \"" + phase.title() + "\".",
                    offered(new Call(standard.advance(), Map.of())),
                    Optional.empty());
        }
        String target = phase.next().get(0);
        return new NextStep(
                "advance:" + phase.id(),
                ADVANCE,
                "Advance to phase " + target,
                "Nothing is missing in phase \"" + phase.title() + "\".",
                offered(new Call(standard.advance(), Map.of("targetPhase", target))),
                Optional.empty());
    }

    /** The pending required steps and the closed gates; a gate about the file of such a step is told with the step. */
    private List<Missing> missing(PhaseDefinition phase) {
        List<Missing> missing = new ArrayList<>();
        Map<String, Integer> byFile = new HashMap<>();
        for (StepDefinition step : phase.steps()) {
            if (!step.optional() && !at.state.isDone(step.id())) {
                file(compiled.rules.done.get(step.id())).ifPresent(file -> byFile.putIfAbsent(file, missing.size()));
                missing.add(missing("step:" + step.id(), fromStep(step, STEP)));
            }
        }
        for (GateDefinition gate : phase.exit()) {
            Condition condition = compiled.rules.gates.get(gate.id());
            if (condition == null) {
                continue;
            }
            Reason reason = condition.check(at.facts);
            if (at.isOpen(condition, reason)) {
                continue;
            }
            Missing one = missing(
                    "gate:" + gate.id(),
                    step(
                            "gate:" + gate.id(),
                            GATE,
                            at.closed(condition, reason) + data(gate, condition),
                            "",
                            filled(gate.call()),
                            compiled.firstPath(condition)));
            Integer same = file(condition).map(byFile::get).orElse(null);
            // A gate that could not be read or decided, or that has a tool of its own, is another thing to do.
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

    /** Which data a closed gate reads, and the tool that sets it; nothing where the author named a tool of his own. */
    private String data(GateDefinition gate, Condition condition) {
        if (gate.call() != null || !tools.contains(standard.setData())) {
            return "";
        }
        String fields = condition.reads().stream()
                .filter(read -> read.startsWith("data."))
                .map(read -> read.split("\\.")[1])
                .distinct()
                .collect(Collectors.joining(", "));
        return fields.isEmpty() ? "" : " It reads the data " + fields + " (" + standard.setData() + ").";
    }

    private Optional<String> file(@Nullable Condition condition) {
        return condition == null ? Optional.empty() : compiled.firstPath(condition);
    }

    private static Missing missing(String id, NextStep way) {
        return new Missing(id, way.action(), way.call(), way.path(), List.of());
    }
}
