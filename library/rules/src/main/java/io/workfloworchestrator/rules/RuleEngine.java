package io.workfloworchestrator.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Turns facts into advice: rules are compiled once, and evaluated all or only those that a change can affect.
 *
 * <pre>{@code
 * RuleEngine engine = RuleEngine.of(rules);
 * Evaluation now = engine.evaluate("prepare", facts);
 * now.suggestions();                        // highest salience first
 * now.explain("run-tests");                 // why, or why not
 * Evaluation next = now.changed(newFacts, Set.of("facts.notes"));
 * }</pre>
 *
 * <p>Rules advise and change nothing, so one pass is enough: no chaining, no order among rules, no cycles. Immutable and
 * thread-safe; evaluations of one engine may run side by side.
 */
public final class RuleEngine {
    private final Map<String, Rule> rules;
    /** Phases that some rule names; all others share the rules for every phase. */
    private final Set<String> named;

    private final Map<String, Plan> plans = new ConcurrentHashMap<>();

    private RuleEngine(Map<String, Rule> rules) {
        this.rules = rules;
        this.named = new HashSet<>();
        rules.values().forEach(rule -> named.addAll(rule.phases()));
    }

    /**
     * An engine with these rules.
     *
     * @throws RuleException {@code E_RULE_COUNT} for more than {@link Limits#RULES}, {@code E_RULE_ID} for two with one
     *     id
     */
    public static RuleEngine of(Collection<Rule> rules) {
        if (rules.size() > Limits.RULES) {
            throw new RuleException(
                    "E_RULE_COUNT",
                    rules.size() + " rules are more than the limit of " + Limits.RULES
                            + "; use for-each where they differ only in what they are about");
        }
        List<Rule> ordered = new ArrayList<>(rules);
        ordered.sort(RuleEngine::order);
        Map<String, Rule> byId = new LinkedHashMap<>();
        for (Rule rule : ordered) {
            if (byId.put(rule.id(), rule) != null) {
                throw new RuleException("E_RULE_ID", "two rules have the id \"" + rule.id() + "\"; rename one");
            }
        }
        return new RuleEngine(byId);
    }

    /** Written out: each of Comparator's combinations spins a class at every start, which no archive of classes holds. */
    private static int order(Rule one, Rule other) {
        return one.salience() != other.salience()
                ? Integer.compare(other.salience(), one.salience())
                : one.id().compareTo(other.id());
    }

    /** Evaluates every rule of a phase; if no rule names the phase, the rules for every phase. Never throws. */
    public Evaluation evaluate(String phase, Facts facts) {
        return Evaluation.full(rules, phase, plan(phase), facts);
    }

    private Plan plan(String phase) {
        String key = named.contains(phase) ? phase : "";
        return plans.computeIfAbsent(
                key,
                k -> new Plan(rules.values().stream().filter(rule -> rule.in(k)).toList()));
    }
}
