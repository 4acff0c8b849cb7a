package io.workfloworchestrator.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The for-each of a rule: a variable and what it goes over, the elements of a list or the keys of a map. Immutable. */
final class Repetition {
    private final String variable;
    private final @Nullable Expression list;
    private final RuleBuilder.@Nullable Lister lister;
    private final Set<String> reads;
    /** The path of the list where the expression is nothing but a path. */
    private final String path;

    Repetition(String variable, @Nullable Expression list, RuleBuilder.@Nullable Lister lister, Set<String> reads) {
        this.variable = variable;
        this.list = list;
        this.lister = lister;
        this.reads = reads;
        List<String> parts = list == null ? null : Reads.path(list.node());
        this.path = parts == null ? "" : Path.format(parts);
    }

    String variable() {
        return variable;
    }

    Set<String> reads() {
        return reads;
    }

    boolean declares() {
        return list != null || !reads.isEmpty();
    }

    String text() {
        return list == null ? "a list in Java" : list.text();
    }

    /** All elements; {@link EvalError} where there is no list. */
    List<?> elements(Frame frame) {
        Object value;
        try {
            if (list != null) {
                value = list.hot().eval(frame);
            } else {
                Facts seen = reads.isEmpty() ? frame.facts() : new Confined(frame.facts(), reads);
                value = lister == null ? List.of() : lister.elements(seen);
            }
        } catch (EvalError e) {
            throw e;
        } catch (Exception | StackOverflowError | AssertionError | LinkageError e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw Failures.of("it", e);
        }
        if (value instanceof List<?> elements) {
            return elements;
        }
        if (value instanceof Map<?, ?> map) {
            return new ArrayList<>(map.keySet());
        }
        if (value instanceof Collection<?> elements) {
            return new ArrayList<>(elements);
        }
        throw new EvalError(
                "E_RULE_VALUE", 0, "for-each goes over a list or a map, not over " + Values.describe(value));
    }

    /** The facts with the variable set to one element. */
    Facts bind(Facts facts, @Nullable Object element, int index) {
        String origin = path.isEmpty() ? reads.stream().findFirst().orElse("") : path + "[" + index + "]";
        return new Bound(facts, variable, element, origin);
    }
}
