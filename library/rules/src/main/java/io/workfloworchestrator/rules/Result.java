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
        return new Run(rule, frame).result();
    }

    private static final class Run {
        private final Rule rule;
        private final Frame frame;
        private final Facts facts;
        private final List<Finding> findings = new ArrayList<>();
        private final List<Firing> firings = new ArrayList<>();
        private long cost;
        private int dropped;

        Run(Rule rule, Frame frame) {
            this.rule = rule;
            this.frame = frame;
            this.facts = frame.facts();
        }

        Result result() {
            Rule.Repetition repetition = rule.repetition();
            if (repetition == null) {
                decide(ONCE.get(0));
            } else {
                repeat(repetition);
            }
            return new Result(cost, List.copyOf(findings), List.copyOf(firings));
        }

        private void repeat(Rule.Repetition repetition) {
            try {
                List<?> elements = repetition.elements(frame);
                cost += frame.restart();
                int count = Math.min(elements.size(), Limits.BINDINGS);
                for (int i = 0; i < count && cost <= Limits.PASS_COST; i++) {
                    frame.use(repetition.bind(facts, elements.get(i), i));
                    cost += rule.conditions().size();
                    decide(new Firing(elements.get(i), i));
                }
                bounds(elements.size(), count);
            } catch (Fault e) {
                cost += frame.restart();
                findings.add(new Finding(e.code, rule.id(), "for-each", e.text(), Map.of()));
            } finally {
                frame.use(facts);
            }
        }

        /** Decides the conditions in order, up to the first that does not hold. */
        private void decide(Firing firing) {
            for (Condition condition : rule.conditions()) {
                try {
                    if (!condition.holds(frame)) {
                        return;
                    }
                } catch (Fault e) {
                    if (findings.size() < Limits.FINDINGS_PER_RULE) {
                        Map<String, @Nullable Object> binding = rule.binding(firing.element);
                        findings.add(new Finding(e.code, rule.id(), condition.id(), condition.failure(e), binding));
                    } else {
                        dropped++;
                    }
                    return;
                } finally {
                    cost += frame.restart();
                }
            }
            firings.add(firing);
        }

        private void bounds(int size, int count) {
            if (size > count) {
                bound(
                        "E_RULE_BINDINGS",
                        "it goes over " + size + " elements, of which the first " + count
                                + " were looked at; narrow the list with filter(…)");
            }
            if (cost > Limits.PASS_COST) {
                bound(
                        "E_RULE_COST",
                        "it takes more than " + Limits.PASS_COST + " steps with these facts; narrow the list");
            }
            if (dropped > 0) {
                bound("E_RULE_FINDINGS", dropped + " more findings like these were left out");
            }
        }

        private void bound(String code, String message) {
            findings.add(new Finding(code, rule.id(), "for-each", message, Map.of()));
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
            } catch (Fault e) {
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
