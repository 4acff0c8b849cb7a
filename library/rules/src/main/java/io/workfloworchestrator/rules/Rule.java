package io.workfloworchestrator.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Conditions that give a suggestion.
 *
 * <pre>{@code
 * Rule rule = Rule.builder("fix-failing")
 *         .salience(70)
 *         .phase("prepare")
 *         .forEach("report", "facts.testReports.entries")
 *         .when("failed", "report.failures > 0")
 *         .suggest("Fix ${report.name}")
 *         .tool("open_file")
 *         .param("path", "${report.path}")
 *         .because("${report.failures} tests fail in ${report.name}.")
 *         .build(types);
 * }</pre>
 *
 * <p>It fires where all its conditions hold, for a for-each rule once for every element for which they do. Conditions
 * are evaluated in order up to the first that does not hold, so put guards first. A rule only advises: it changes no
 * facts, so rules cannot set each other off. Immutable, and thread-safe if its lambdas are.
 */
public final class Rule {
    private final String id;
    private final int salience;
    private final Set<String> phases;
    private final @Nullable Repetition repetition;
    private final List<Condition> conditions;
    private final Advice advice;
    private final boolean readsAll;
    private final Set<String> reads;

    Rule(
            String id,
            int salience,
            Set<String> phases,
            @Nullable Repetition repetition,
            List<Condition> conditions,
            Advice advice) {
        this.id = id;
        this.salience = salience;
        this.phases = phases;
        this.repetition = repetition;
        this.conditions = List.copyOf(conditions);
        this.advice = advice;
        this.readsAll = conditions.stream().anyMatch(condition -> !condition.declares())
                || (repetition != null && !repetition.declares());
        this.reads = reads(repetition, conditions, advice);
    }

    private static Set<String> reads(@Nullable Repetition repetition, List<Condition> conditions, Advice advice) {
        Set<String> reads = new TreeSet<>(advice.reads());
        conditions.forEach(condition -> reads.addAll(condition.reads()));
        if (repetition != null) {
            reads.removeIf(path -> Path.parse(path).get(0).equals(repetition.variable()));
            reads.addAll(repetition.reads());
        }
        return java.util.Collections.unmodifiableSet(reads);
    }

    /** A rule with this id, unique in its engine; fires in every phase, at salience 0, until told otherwise. */
    public static RuleBuilder builder(String id) {
        return new RuleBuilder(id);
    }

    /** Its name, unique in its engine. */
    public String id() {
        return id;
    }

    /** Its rank among the suggestions: higher first, then by id. */
    public int salience() {
        return salience;
    }

    /** The phases in which it may fire; empty for all. */
    public Set<String> phases() {
        return phases;
    }

    /** The conditions that must all hold. */
    public List<Condition> conditions() {
        return conditions;
    }

    /** The variable of a for-each rule. */
    public Optional<String> variable() {
        return Optional.ofNullable(repetition).map(Repetition::variable);
    }

    /** What to do, as written: with its expressions. */
    public String action() {
        return advice.action().text();
    }

    /** The tool that does it. */
    public Optional<String> tool() {
        return Optional.ofNullable(advice.tool());
    }

    /** The paths of the facts it may read, in its conditions and texts; sorted. */
    public Set<String> reads() {
        return reads;
    }

    /** Whether a lambda does not say what it reads, so that any change may matter. */
    boolean readsAll() {
        return readsAll;
    }

    @Nullable
    Repetition repetition() {
        return repetition;
    }

    Advice advice() {
        return advice;
    }

    boolean in(String phase) {
        return phases.isEmpty() || phases.contains(phase);
    }

    Map<String, @Nullable Object> binding(@Nullable Object element) {
        return repetition == null ? Map.of() : java.util.Collections.singletonMap(repetition.variable(), element);
    }

    @Override
    public String toString() {
        return id + " (" + salience + "): " + action();
    }
}
