package io.workfloworchestrator.rules;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One named test: of a rule, of a gate, of a step. An {@link Expression}, or a lambda.
 *
 * <pre>{@code
 * Condition written = Condition.of("notes-written", "facts.notes.size > 200", types)
 *         .otherwise("Write at least a paragraph into ${notes}.", types);
 * Reason reason = written.check(facts);
 * }</pre>
 *
 * <p>Immutable, and thread-safe if its lambda is.
 */
public final class Condition {
    /** A condition in Java. It must answer the same for the same facts; what it throws becomes a {@link Finding}. */
    @FunctionalInterface
    public interface Test {
        /** Whether it holds for these facts. */
        boolean test(Facts facts) throws Exception;
    }

    private final String id;
    private final @Nullable Expression expression;
    /** The expression as it is evaluated; null for a lambda. */
    private final @Nullable Node hot;

    private final @Nullable Test test;
    /** Null for a lambda that does not say what it reads. */
    private final @Nullable Set<String> reads;

    private final @Nullable Template otherwise;

    private Condition(
            String id,
            @Nullable Expression expression,
            @Nullable Test test,
            @Nullable Set<String> reads,
            @Nullable Template otherwise) {
        this.id = Ids.checked("condition", id);
        this.expression = expression;
        this.hot = expression == null ? null : expression.hot();
        this.test = test;
        this.reads = reads;
        this.otherwise = otherwise;
    }

    /**
     * A condition written as an expression.
     *
     * @throws ExpressionException if it does not compile, or is not true or false
     */
    public static Condition of(String id, String expression, Types types) {
        Expression compiled = Expression.condition(expression, types);
        return new Condition(id, compiled, null, compiled.reads(), null);
    }

    /**
     * A condition in Java.
     *
     * @param reads the paths of all facts that it reads; others are then refused to it. Without any, it may read all
     *     and is evaluated again after every change.
     */
    public static Condition of(String id, Test test, String... reads) {
        Set<String> paths = new TreeSet<>();
        for (String path : reads) {
            paths.add(Path.format(Path.parse(path)));
        }
        return new Condition(id, null, test, paths.isEmpty() ? null : Collections.unmodifiableSet(paths), null);
    }

    /**
     * The same condition, with what to do where it does not hold: a {@link Template}.
     *
     * @throws ExpressionException if the text does not compile
     */
    public Condition otherwise(String text, Types types) {
        return new Condition(id, expression, test, reads, Template.compile(text, types));
    }

    /** Its name, unique among the conditions beside it. */
    public String id() {
        return id;
    }

    /** The expression, or for a lambda what it reads. */
    public String text() {
        if (expression != null) {
            return expression.text();
        }
        return reads == null ? "a condition in Java" : "a condition in Java on " + String.join(", ", reads);
    }

    /** The paths of the facts it may read; empty for a lambda that does not say. */
    public Set<String> reads() {
        return reads == null ? Set.of() : reads;
    }

    /** Whether it holds for these facts, why, and if not what is missing. Never throws. */
    public Reason check(Facts facts) {
        return Explainer.reason(this, facts);
    }

    /**
     * What can be said of these conditions together before there are facts: {@link Verdict#NEVER} for a contradiction
     * among them. Lambdas may come to anything.
     */
    public static Verdict verdict(Collection<Condition> conditions) {
        List<Expression> expressions = conditions.stream()
                .map(Condition::expression)
                .filter(Objects::nonNull)
                .toList();
        return Satisfiable.verdict(expressions, expressions.size() == conditions.size());
    }

    /** The answer; {@link EvalError} for whatever goes wrong. */
    boolean holds(Frame frame) {
        if (hot != null) {
            try {
                return hot.test(frame);
            } catch (EvalError e) {
                throw e;
            } catch (RuntimeException | StackOverflowError e) {
                throw Failures.of("the facts", e);
            }
        }
        return lambda(frame.facts());
    }

    boolean lambda(Facts facts) {
        try {
            Facts seen = reads == null ? facts : new Confined(facts, reads);
            return test != null && test.test(seen);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.of("it", e);
        } catch (Exception | StackOverflowError | AssertionError | LinkageError e) {
            throw Failures.of("it", e);
        }
    }

    @Nullable
    Expression expression() {
        return expression;
    }

    @Nullable
    Template otherwise() {
        return otherwise;
    }

    /** Whether it says which facts it reads. */
    boolean declares() {
        return reads != null;
    }

    @Override
    public String toString() {
        return id + ": " + text();
    }
}
