package io.workfloworchestrator.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one rule. It is decided at once; its suggestions are written only when somebody asks for them. It depends
 * only on the facts that the rule reads, so a later evaluation may keep it.
 */
final class Result {
    /** The rule does not fire, without findings and without cost. */
    static final Result QUIET = new Result(0, List.of(), List.of());

    /** Suggestions, and the findings of those that could not be written. */
    record Written(List<Suggestion> suggestions, List<Finding> findings) {}

    /** One firing: the element of a for-each rule, and its index. */
    private record Firing(@Nullable Object element, int index) {}

    private static final List<Firing> ONCE = List.of(new Firing(null, 0));

    final long cost;
    private final List<Finding> findings;
    private final List<Firing> firings;
    private volatile @Nullable Written written;

    private Result(long cost, List<Finding> findings, List<Firing> firings) {
        this.cost = cost;
        this.findings = findings;
        this.firings = firings;
    }

    boolean fires() {
        return !firings.isEmpty();
    }

    /** Whether there are suggestions or findings. */
    boolean speaks() {
        return fires() || !findings.isEmpty();
    }

    /** The result of a rule for which the pass had no budget left. */
    static Result beyondBudget(Rule rule) {
        String message = "not decided: the rules before it took more than " + Limits.PASS_COST
                + " steps with these facts; narrow their lists";
        return new Result(0, List.of(new Finding("E_RULE_COST", rule.id(), "rule", message, Map.of())), List.of());
    }

    static Result quiet(long cost) {
        return cost == 0 ? QUIET : new Result(cost, List.of(), List.of());
    }

    static Result fires(long cost) {
        return new Result(cost, List.of(), ONCE);
    }

    /** Evaluates a rule. The frame has the facts of the pass, before and after. */
    static Result of(Rule rule, Frame frame) {
        Rule.Repetition repetition = rule.repetition();
        if (repetition != null) {
            return new Repeated(rule, repetition, frame).run();
        }
        long cost = 0;
        for (Condition condition : rule.conditions()) {
            try {
                boolean holds = condition.holds(frame);
                cost += frame.restart();
                if (!holds) {
                    return quiet(cost);
                }
            } catch (EvalError e) {
                cost += frame.restart();
                return new Result(cost, List.of(finding(rule, condition, e, Map.of())), List.of());
            }
        }
        return fires(cost);
    }

    private static Finding finding(Rule rule, Condition condition, EvalError e, Map<String, @Nullable Object> binding) {
        return new Finding(e.code, rule.id(), condition.id(), condition.failure(e), binding);
    }

    /** One run of a for-each rule. */
    private static final class Repeated {
        private final Rule rule;
        private final Rule.Repetition repetition;
        private final Frame frame;
        private final Facts facts;
        private final List<Finding> findings = new ArrayList<>();
        private final List<Firing> firings = new ArrayList<>();
        private long cost;
        private int dropped;

        Repeated(Rule rule, Rule.Repetition repetition, Frame frame) {
            this.rule = rule;
            this.repetition = repetition;
            this.frame = frame;
            this.facts = frame.facts();
        }

        Result run() {
            try {
                List<?> elements = repetition.elements(frame);
                cost += frame.restart();
                int count = Math.min(elements.size(), Limits.BINDINGS);
                for (int i = 0; i < count && cost <= Limits.PASS_COST; i++) {
                    bind(elements.get(i), i);
                }
                bounds(elements.size(), count);
            } catch (EvalError e) {
                cost += frame.restart();
                findings.add(new Finding(e.code, rule.id(), "for-each", e.text(), Map.of()));
            } finally {
                frame.use(facts);
            }
            return new Result(cost, List.copyOf(findings), List.copyOf(firings));
        }

        private void bind(@Nullable Object element, int index) {
            frame.use(repetition.bind(facts, element, index));
            cost += rule.conditions().size();
            for (Condition condition : rule.conditions()) {
                try {
                    boolean holds = condition.holds(frame);
                    cost += frame.restart();
                    if (!holds) {
                        return;
                    }
                } catch (EvalError e) {
                    cost += frame.restart();
                    if (findings.size() < Limits.FINDINGS_PER_RULE) {
                        findings.add(finding(rule, condition, e, rule.binding(element)));
                    } else {
                        dropped++;
                    }
                    return;
                }
            }
            firings.add(new Firing(element, index));
        }

        private void bounds(int size, int count) {
            if (size > count) {
                String message = "it goes over " + size + " elements, of which the first " + count
                        + " were looked at; narrow the list with filter(…)";
                findings.add(new Finding("E_RULE_BINDINGS", rule.id(), "for-each", message, Map.of()));
            }
            if (cost > Limits.PASS_COST) {
                String message = "it takes more than " + Limits.PASS_COST + " steps with these facts; narrow the list";
                findings.add(new Finding("E_RULE_COST", rule.id(), "for-each", message, Map.of()));
            }
            if (dropped > 0) {
                String message = dropped + " more findings like these were left out";
                findings.add(new Finding("E_RULE_FINDINGS", rule.id(), "for-each", message, Map.of()));
            }
        }
    }

    /** The suggestions for the facts of the evaluation, written once. */
    Written written(Rule rule, Facts facts) {
        Written known = written;
        if (known == null) {
            known = write(rule, facts);
            written = known;
        }
        return known;
    }

    private Written write(Rule rule, Facts facts) {
        List<Suggestion> suggestions = new ArrayList<>(firings.size());
        List<Finding> found = new ArrayList<>(findings);
        Rule.Repetition repetition = rule.repetition();
        Frame frame = new Frame(facts);
        int failed = 0;
        for (Firing firing : firings) {
            Map<String, @Nullable Object> binding = rule.binding(firing.element);
            frame.use(repetition == null ? facts : repetition.bind(facts, firing.element, firing.index));
            try {
                suggestions.add(rule.suggestion(frame, binding));
            } catch (EvalError e) {
                if (failed++ < Limits.FINDINGS_PER_RULE) {
                    int cut = e.text().indexOf('\n');
                    found.add(new Finding(
                            e.code,
                            rule.id(),
                            e.text().substring(0, cut),
                            "it fires, but its suggestion cannot be written: "
                                    + e.text().substring(cut + 1),
                            binding));
                }
            }
        }
        if (failed > Limits.FINDINGS_PER_RULE) {
            String message = failed - Limits.FINDINGS_PER_RULE + " more findings like these were left out";
            found.add(new Finding("E_RULE_FINDINGS", rule.id(), "suggest", message, Map.of()));
        }
        return new Written(List.copyOf(suggestions), List.copyOf(found));
    }
}
