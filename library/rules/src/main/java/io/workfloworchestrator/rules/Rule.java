package io.workfloworchestrator.rules;

import java.util.ArrayList;
import java.util.Collections;
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
 * <p>It fires if all its conditions hold; a for-each rule fires once for every element for which they hold. Conditions are
 * evaluated in order up to the first that does not hold, so put guards first. A rule only advises: it changes no
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
        this.readsAll = conditions.stream().anyMatch(condition -> !condition.declares());
        this.reads = reads(repetition, conditions, advice);
    }

    private static Set<String> reads(@Nullable Repetition repetition, List<Condition> conditions, Advice advice) {
        Set<String> reads = new TreeSet<>(advice.reads());
        conditions.forEach(condition -> reads.addAll(condition.reads()));
        if (repetition != null) {
            reads.removeIf(path -> Path.parse(path).get(0).equals(repetition.variable()));
            reads.addAll(repetition.list().reads());
        }
        return Collections.unmodifiableSet(reads);
    }

    /** A rule with this id, unique in its engine. Unless the builder says otherwise, it fires in every phase, at salience 0. */
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

    /** What to do, with its expressions as they are written. */
    public String action() {
        return advice.action().text();
    }

    /** The paths of the facts it may read, in its conditions and texts; sorted. */
    public Set<String> reads() {
        return reads;
    }

    /** Whether a lambda does not say which facts it reads, so any change may affect it. */
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

    Suggestion suggestion(Frame frame, Map<String, @Nullable Object> binding) {
        return advice.render(id, salience, frame, binding);
    }

    Map<String, @Nullable Object> binding(@Nullable Object element) {
        return repetition == null ? Map.of() : Collections.singletonMap(repetition.variable(), element);
    }

    @Override
    public String toString() {
        return id + " (" + salience + "): " + action();
    }

    /**
     * The for-each of a rule: a variable, and the list or the map (its keys) that it goes over.
     *
     * @param path of the list if the expression is a path; else empty
     */
    record Repetition(String variable, Expression list, String path) {
        static Repetition of(String variable, Expression list) {
            List<String> parts = Reads.path(list.node());
            return new Repetition(variable, list, parts == null ? "" : Path.format(parts));
        }

        /** All elements; throws {@link Fault} if there is no list. */
        List<?> elements(Frame frame) {
            Object value;
            try {
                value = list.hot().eval(frame);
            } catch (Fault e) {
                throw e;
            } catch (RuntimeException | StackOverflowError e) {
                throw Fault.thrown("it", e);
            }
            if (value instanceof List<?> elements) {
                return elements;
            }
            if (value instanceof Map<?, ?> map) {
                return new ArrayList<>(map.keySet());
            }
            throw Fault.value(0, "for-each goes over a list or a map, not over " + Values.describe(value));
        }

        Facts bind(Facts facts, @Nullable Object element, int index) {
            String origin = path.isEmpty() ? list.reads().stream().findFirst().orElse("") : path + "[" + index + "]";
            return new Bound(facts, variable, element, origin);
        }

        /**
         * Facts with one more name: the variable of a for-each rule.
         *
         * @param origin the path of the element if it is known, else of its list; empty if neither is known
         */
        private record Bound(
                Facts base, String variable, @Nullable Object element, String origin) implements Facts {
            @Override
            public @Nullable Object value(String root) {
                return root.equals(variable) ? element : base.value(root);
            }

            @Override
            public boolean has(String root) {
                return root.equals(variable) || base.has(root);
            }

            @Override
            public Optional<String> source(String path) {
                boolean mine = path.startsWith(variable)
                        && (path.length() == variable.length() || ".[".indexOf(path.charAt(variable.length())) >= 0);
                if (!mine) {
                    return base.source(path);
                }
                return origin.isEmpty() ? Optional.empty() : base.source(origin + path.substring(variable.length()));
            }
        }
    }
}
