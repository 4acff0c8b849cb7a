package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.GateDefinition;
import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.definition.PhaseDefinition;
import io.workfloworchestrator.definition.RuleDefinition;
import io.workfloworchestrator.definition.StepDefinition;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.rules.Condition;
import io.workfloworchestrator.rules.Explanation;
import io.workfloworchestrator.rules.Invisible;
import io.workfloworchestrator.rules.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Puts into words why something holds, or why it does not. */
final class Explaining {
    private static final int MOST_CASES = 3;

    /** What a step after the first one of the same rule has behind the rule's id. */
    private static final Pattern CASE = Pattern.compile("#[1-9]\\d{0,8}$");

    private final Situation at;
    private final Advising advice;
    private final Compiled compiled;

    Explaining(View view) {
        this.at = view.at;
        this.advice = view.advice;
        this.compiled = at.compiled;
    }

    Why explain(String asked) {
        if (asked.equals("advance")
                || compiled.definition.phases().stream().anyMatch(phase -> asked.equals("advance:" + phase.id()))) {
            return advance();
        }
        String bare = asked.substring(asked.indexOf(':') + 1);
        String kind = asked.substring(0, Math.max(0, asked.indexOf(':')));
        if (kind.isEmpty() || kind.equals("rule")) {
            String oneRule = CASE.matcher(bare).replaceFirst("");
            Optional<RuleDefinition> rule = compiled.definition.rules().stream()
                    .filter(r -> r.id().equals(oneRule))
                    .findFirst();
            if (rule.isPresent()) {
                return rule(rule.get());
            }
        }
        if (compiled.definition.kinds().containsKey(kind)
                || kind.isEmpty() && at.state.item(beforeSlash(bare)).isPresent()) {
            return new ItemExplaining(at).explain(kind, bare);
        }
        return step(kind, bare)
                .or(() -> gate(kind, bare))
                .or(() -> warning(kind, bare))
                .or(() -> item(kind, bare))
                .orElseThrow(() -> unknown(asked));
    }

    /** An item by its number or the beginning of its id; what has such a name in the definition comes first. */
    private Optional<Why> item(String kind, String bare) {
        return kind.isEmpty() && NamedItem.find(at.state, beforeSlash(bare)).isPresent()
                ? Optional.of(new ItemExplaining(at).explain(kind, bare))
                : Optional.empty();
    }

    private static String beforeSlash(String text) {
        int slash = text.indexOf('/');
        return slash < 0 ? text : text.substring(0, slash);
    }

    private WorkflowException unknown(String asked) {
        TreeSet<String> known = new TreeSet<>();
        compiled.definition.rules().forEach(r -> known.add(r.id()));
        compiled.definition.phases().forEach(p -> {
            p.steps().forEach(s -> known.add("step:" + s.id()));
            p.exit().forEach(g -> known.add("gate:" + g.id()));
        });
        compiled.definition.warnings().forEach(w -> known.add("warning:" + w.id()));
        known.add("advance");
        String shown = Invisible.shown(asked);
        boolean items = !compiled.definition.kinds().isEmpty();
        return new WorkflowException(
                "E_WORKFLOW_ID",
                "There is no rule, step, gate" + (items ? ", warning or item" : " or warning") + " \"" + shown
                        + "\" in " + compiled.definition + "." + Names.hint(asked, known)
                        + (items ? ofItems(asked) : ""));
    }

    /** The item that was probably meant, and how items are named here. */
    private String ofItems(String asked) {
        List<String> kinds = List.copyOf(compiled.definition.kinds().keySet());
        return NamedItem.nearest(at.state, asked)
                        .map(near -> " The nearest item is " + near + ".")
                        .orElse("")
                + " An item is named by its number or id, also as " + kinds.get(0) + ":ID, and a move of it as "
                + kinds.get(0) + ":ID/MOVE.";
    }

    private Why rule(RuleDefinition rule) {
        Explanation explanation = at.evaluation().explain(rule.id());
        List<Why.Condition> conditions = new ArrayList<>();
        if (!rule.phases().isEmpty()) {
            boolean here = rule.phases().contains(at.state.phase());
            conditions.add(new Why.Condition(
                    "phase",
                    "the phase is " + String.join(" or ", rule.phases()),
                    here ? "yes" : "no",
                    List.of(new Why.FactUsed(
                            "phase", at.state.phase(), at.facts.source("phase").orElse("")))));
        }
        explanation.cases().stream()
                .limit(MOST_CASES)
                .forEach(one -> one.reasons().forEach(reason -> {
                    String binding = one.binding().isEmpty() ? "" : " [" + name(one.binding()) + "]";
                    conditions.add(Why.Condition.of(reason.condition() + binding, reason));
                }));
        boolean holds = explanation.verdict() == Explanation.Verdict.SUGGESTED;
        List<String> toChange = new ArrayList<>();
        if (!holds) {
            toChange.addAll(explanation.missing());
        }
        return new Why(
                rule.id(),
                "rule",
                rule.suggest().action(),
                holds,
                sentence(explanation.summary()),
                conditions,
                toChange);
    }

    private static String sentence(String words) {
        String end = words.endsWith(".") || words.endsWith("!") || words.endsWith("?") ? "" : ".";
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + end;
    }

    private static String name(Map<String, ?> binding) {
        StringBuilder text = new StringBuilder();
        binding.forEach((variable, element) -> {
            Object shown = element instanceof Map<?, ?> map && map.get("path") instanceof String path ? path : element;
            String value = String.valueOf(shown);
            text.append(text.length() == 0 ? "" : ", ").append(variable).append(" = ");
            text.append(Words.clip(value, 80));
        });
        return text.toString();
    }

    private Optional<Why> step(String kind, String id) {
        Optional<StepDefinition> found =
                kind.isEmpty() || kind.equals("step") ? compiled.definition.step(id) : Optional.empty();
        return found.map(step -> {
            boolean done = at.state.isDone(id);
            WorkflowState.StepState is = at.state.step(id);
            String note = is.note().map(n -> " (" + n + ")").orElse("");
            Condition condition = compiled.rules.done.get(id);
            if (condition == null) {
                String summary = "Step \"" + id + "\" is " + is.status().word() + note
                        + (done ? "." : "; it is completed by whoever does it.");
                List<String> change = done ? List.of() : List.of("complete step \"" + id + "\", saying what proves it");
                return new Why(id, "step", step.title(), done, summary, List.of(), change);
            }
            Reason reason = condition.check(at.facts);
            Optional<Certainty.Doubt> doubt = done ? Optional.empty() : at.doubt(condition, reason);
            if (doubt.isPresent()) {
                return doubted(step, reason, doubt.get());
            }
            String summary = done
                    ? "Step \"" + id + "\" is " + is.status().word()
                            + is.note().map(n -> ": " + n).orElse("") + "."
                    : "Step \"" + id + "\" is pending; it completes itself when its condition holds.";
            return new Why(
                    id,
                    "step",
                    step.title(),
                    done,
                    summary,
                    List.of(Why.Condition.of("done", reason)),
                    done ? List.of() : needed(step, condition, reason));
        });
    }

    /** Why a step is pending although its condition holds. */
    private static Why doubted(StepDefinition step, Reason reason, Certainty.Doubt doubt) {
        return new Why(
                step.id(),
                "step",
                step.title(),
                false,
                "Step \"" + step.id() + "\" is pending although its condition holds: it may rest on a misreading.",
                List.of(Why.Condition.of("done", reason, doubt.what())),
                List.of(doubt.what(), "or complete step \"" + step.id() + "\" with a note of what proves it"));
    }

    /** The author's words, if there are any and the condition could be decided; else what the condition lacks. */
    private List<String> needed(StepDefinition step, Condition condition, Reason reason) {
        boolean words = step.hint() != null && reason.outcome() != Reason.Outcome.ERROR;
        List<String> needed = new ArrayList<>(words ? List.of(advice.hint(step)) : reason.missing());
        String misreading = Certainty.misreading(condition, at.detection);
        if (!misreading.isEmpty()) {
            needed.add(misreading.strip());
        }
        return List.copyOf(needed);
    }

    private Optional<Why> gate(String kind, String id) {
        Condition condition = kind.isEmpty() || kind.equals("gate") ? compiled.rules.gates.get(id) : null;
        return Optional.ofNullable(condition).map(c -> {
            Reason reason = c.check(at.facts);
            boolean open = at.isOpen(c, reason);
            String summary = open
                    ? "Gate \"" + id + "\" is open."
                    : reason.outcome() == Reason.Outcome.ERROR
                            ? at.closed(c, reason)
                            : "Gate \"" + id + "\" is closed: " + at.closed(c, reason);
            List<String> change = open || !reason.holds() ? reason.missing() : List.of(at.closed(c, reason));
            return new Why(id, "gate", id, open, summary, List.of(gate(id, c, reason)), change);
        });
    }

    private Optional<Why> warning(String kind, String id) {
        Condition condition = kind.isEmpty() || kind.equals("warning") ? compiled.rules.warnings.get(id) : null;
        return Optional.ofNullable(condition).map(c -> {
            Reason reason = c.check(at.facts);
            String summary = "Warning \"" + id + "\" " + (reason.holds() ? "shows." : "does not show.");
            return new Why(
                    id,
                    "warning",
                    id,
                    reason.holds(),
                    summary,
                    List.of(Why.Condition.of(id, reason)),
                    reason.missing());
        });
    }

    private Why advance() {
        List<Missing> missing = advice.missing();
        PhaseDefinition phase = at.phase();
        List<Why.Condition> conditions = new ArrayList<>();
        for (StepDefinition step : phase.steps()) {
            if (!step.optional()) {
                String status = at.state.step(step.id()).status().word();
                conditions.add(new Why.Condition(
                        "step:" + step.id(),
                        "step \"" + step.title() + "\" is complete or skipped",
                        at.state.isDone(step.id()) ? "yes" : "no",
                        List.of(new Why.FactUsed(
                                "steps[\"" + step.id() + "\"].status",
                                status,
                                at.facts.source("steps").orElse("")))));
            }
        }
        for (GateDefinition gate : phase.exit()) {
            Condition condition = compiled.rules.gates.get(gate.id());
            if (condition != null) {
                conditions.add(gate("gate:" + gate.id(), condition, condition.check(at.facts)));
            }
        }
        boolean open = missing.isEmpty() && !at.finished();
        String where =
                phase.next().isEmpty() ? "finishing" : "phase \"" + phase.next().get(0) + "\"";
        String summary = at.finished()
                ? "The workflow is finished."
                : "Phase \"" + phase.id() + "\" " + (open ? "may be left for " : "cannot be left yet for ") + where
                        + (open ? "." : ": " + unmet(conditions, missing.size()));
        return new Why(
                "advance:" + phase.id(),
                "advance",
                phase.title(),
                open,
                summary,
                conditions,
                missing.stream().map(Missing::what).toList());
    }

    /** Counts steps and gates apart, since what completes a step often opens a gate too. */
    private static String unmet(List<Why.Condition> conditions, int missing) {
        List<String> ids = conditions.stream()
                .filter(condition -> !condition.outcome().equals("yes"))
                .map(Why.Condition::id)
                .toList();
        long steps = ids.stream().filter(id -> id.startsWith("step:")).count();
        long gates = ids.size() - steps;
        List<String> counts = new ArrayList<>();
        if (steps > 0) {
            counts.add(steps + (steps == 1 ? " step is" : " steps are") + " not done");
        }
        if (gates > 0) {
            counts.add(gates + (gates == 1 ? " gate is" : " gates are") + " closed");
        }
        String all = String.join(" and ", counts);
        return all
                + (ids.size() == missing
                        ? "."
                        : "; " + missing + (missing == 1 ? " thing" : " things") + " to do"
                                + (missing == 1 ? " settles" : " settle") + " all of that.");
    }

    /** A gate whose condition holds is open only if everything that it is about could be read. */
    private Why.Condition gate(String id, Condition condition, Reason reason) {
        boolean unread = reason.holds() && !at.isOpen(condition, reason);
        return unread ? Why.Condition.of(id, reason, at.closed(condition, reason)) : Why.Condition.of(id, reason);
    }
}
