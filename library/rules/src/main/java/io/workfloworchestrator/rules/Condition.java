package io.workfloworchestrator.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One named test of a rule, a gate or a step: an {@link Expression}, or a lambda.
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
    /** A condition in Java. It must give the same answer for the same facts; an exception becomes a {@link Finding}. */
    @FunctionalInterface
    public interface Test {
        /** Whether it holds for these facts. */
        boolean test(Facts facts) throws Exception;
    }

    private final String id;
    private final @Nullable Expression expression;
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
     * @param reads the paths of all facts that it reads; it may then read no others. Without paths it may read all facts,
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
     * The same condition, with an advice for the case that it does not hold: a {@link Template}.
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

    /** The expression; for a lambda the facts that it reads. */
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

    /** Whether it holds for these facts, why, and if not, what is missing. Never throws. */
    public Reason check(Facts facts) {
        Tracer tracer = new Tracer(facts);
        Reason.Outcome outcome;
        String message = "";
        List<String> missing = new ArrayList<>();
        try {
            boolean holds = expression == null ? lambda(facts, tracer) : holds(new Frame(facts));
            outcome = holds ? Reason.Outcome.HOLDS : Reason.Outcome.FAILS;
            if (!holds) {
                missing.addAll(
                        expression == null
                                ? List.of(id)
                                : new Needs(tracer, expression.text()).of(expression.node(), true));
                message = advice(facts);
            }
        } catch (Fault e) {
            outcome = Reason.Outcome.ERROR;
            message = failure(e);
            missing.add(id + ": " + e.text());
        }
        if (expression != null) {
            tracer.read(expression.node());
        }
        return new Reason(id, text(), outcome, message, tracer.facts(), missing);
    }

    /** The advice for the case that it does not hold; unrendered if its expressions have no value. */
    private String advice(Facts facts) {
        if (otherwise == null) {
            return "";
        }
        try {
            return otherwise.render(facts);
        } catch (RuntimeException e) {
            return otherwise.text();
        }
    }

    String failure(Fault e) {
        return expression == null || e.code.equals("E_RULE_CONDITION")
                ? e.text()
                : String.valueOf(expression.explained(e).getMessage());
    }

    /**
     * What is certain about all these conditions together before there are facts: {@link Verdict#NEVER} for a contradiction.
     * A lambda may be true or false.
     */
    public static Verdict verdict(Collection<Condition> conditions) {
        List<Expression> expressions = conditions.stream()
                .map(Condition::expression)
                .filter(Objects::nonNull)
                .toList();
        return Satisfiable.verdict(expressions, expressions.size() == conditions.size());
    }

    /** Whether it holds; throws {@link Fault} for every failure. */
    boolean holds(Frame frame) {
        if (expression != null) {
            try {
                return expression.hot().test(frame);
            } catch (Fault e) {
                throw e;
            } catch (RuntimeException | StackOverflowError e) {
                throw Fault.thrown("the facts", e);
            }
        }
        return lambda(frame.facts(), null);
    }

    private boolean lambda(Facts facts, @Nullable Tracer tracer) {
        try {
            return test != null && test.test(new SeenFacts(facts, reads, tracer));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Fault.thrown("it", e);
        } catch (Exception | StackOverflowError | AssertionError | LinkageError e) {
            throw Fault.thrown("it", e);
        }
    }

    @Nullable
    Expression expression() {
        return expression;
    }

    boolean declares() {
        return reads != null;
    }

    @Override
    public String toString() {
        return id + ": " + text();
    }
}
