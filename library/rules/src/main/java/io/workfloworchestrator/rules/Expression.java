package io.workfloworchestrator.rules;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A condition or a value, written in a subset of the Common Expression Language and checked when it is compiled.
 *
 * <pre>{@code
 * Expression ready = Expression.compile("facts.notes.size > 200 && !has(data.blocked)", types);
 * boolean yes = ready.test(facts);
 * }</pre>
 *
 * <p><b>The subset</b> of CEL (<a href="https://github.com/google/cel-spec/blob/master/doc/langdef.md">langdef</a>):
 * ints, doubles, strings, bools, null, lists and maps; {@code a.b}, {@code a[b]}, {@code has(a.b)}; {@code == != < <= >
 * >= in}; {@code && || ! ?:}; {@code + - * / %}; {@code size}, {@code startsWith}, {@code endsWith}, {@code contains},
 * {@code int}, {@code double}, {@code string}, {@code dyn}; {@code all}, {@code exists}, {@code exists_one},
 * {@code filter}, {@code map}. Left out: bytes, unsigned numbers, times, types as values, message construction, and
 * regular expressions.
 *
 * <p><b>Semantics</b> are CEL's, and tested against {@code dev.cel:cel}: int overflow and division of an int by zero are
 * errors; {@code &&}, {@code ||}, {@code all} and {@code exists} forget an error of one side where the other side alone
 * decides; a missing field is an error, except in {@code has}; numbers of different types compare as numbers but do not
 * compute with each other. Where the Java implementation differs from the specification, this class follows the
 * specification: any error of a side is forgotten, also that it is no bool; comparisons with NaN are false; an int and a
 * double compare exactly; keys of maps are strings, ints and bools.
 *
 * <p>Evaluation is total: no loops, no input or output, cost bounded by {@link Limits#EXPRESSION_COST}. Immutable and
 * thread-safe.
 */
public final class Expression {
    private final String text;
    private final Node node;
    private final Node hot;
    private final Type type;
    private final Set<String> reads;

    private Expression(String text, Node node, Type type) {
        this.text = text;
        this.node = node;
        this.hot = CompiledExpression.keeping().of(node);
        this.type = type;
        Set<String> paths = new TreeSet<>();
        Reads.collect(node, paths);
        this.reads = Collections.unmodifiableSet(paths);
    }

    /**
     * Whether a name has a meaning in expressions, or may get one, so that no fact or field can have it: {@code in}, {@code
     * true} and the like, and the words that CEL reserves (its specification, "Syntax").
     */
    public static boolean isReserved(String name) {
        return Tokens.isReserved(name);
    }

    /**
     * Parses a text and checks it against the names and types there are.
     *
     * @throws ExpressionException with every problem found, each with its place and a hint
     */
    public static Expression compile(String text, Types types) {
        if (text.length() > Limits.EXPRESSION_LENGTH) {
            String message = "an expression of " + text.length() + " characters is longer than the limit of "
                    + Limits.EXPRESSION_LENGTH + "; split it into several conditions";
            String shown = text.substring(0, Limits.EXPRESSION_LENGTH);
            throw new ExpressionException(shown, "E_RULE_EXPR_SIZE", message, 0);
        }
        try {
            Node node = Parser.parse(text);
            Checker checker = new Checker(types, text);
            Type type = node.check(checker);
            if (!checker.problems().isEmpty()) {
                throw new ExpressionException(text, checker.problems());
            }
            return new Expression(text, node, type);
        } catch (Fault e) {
            throw new ExpressionException(text, e.code, e.text(), e.offset);
        }
    }

    /** As {@link #compile(String, Types)}, for a text that must be true or false. */
    static Expression condition(String text, Types types) {
        Expression expression = compile(text, types);
        if (!Checker.fits(expression.type, Type.BOOL)) {
            String message =
                    "a condition must be true or false, but this is " + expression.type + "; compare it with something";
            throw new ExpressionException(text, "E_RULE_EXPR", message, expression.node.start());
        }
        return expression;
    }

    /** The text it was compiled from. */
    public String text() {
        return text;
    }

    /** The type of its values, as far as it is known. */
    public Type type() {
        return type;
    }

    /** The paths of the facts that it may read, each as long as is known without evaluating it; sorted. */
    public Set<String> reads() {
        return reads;
    }

    /**
     * The value for these facts: null, Boolean, Long, Double, String, List or Map.
     *
     * @throws ExpressionException {@code E_RULE_VALUE} if it has none, {@code E_RULE_COST} if finding it takes too long
     */
    public @Nullable Object evaluate(Facts facts) {
        return evaluate(new Frame(facts));
    }

    @Nullable
    Object evaluate(Frame frame) {
        try {
            return hot.eval(frame);
        } catch (Fault e) {
            throw explained(e);
        }
    }

    /**
     * Whether it is true for these facts.
     *
     * @throws ExpressionException as {@link #evaluate}, or if the value is neither true nor false
     */
    public boolean test(Facts facts) {
        try {
            return hot.test(new Frame(facts));
        } catch (Fault e) {
            throw explained(e);
        }
    }

    /** What is certain about its truth before there are facts. */
    public Verdict verdict() {
        return Satisfiable.verdict(List.of(this), true);
    }

    Node node() {
        return node;
    }

    Node hot() {
        return hot;
    }

    ExpressionException explained(Fault e) {
        return new ExpressionException(text, e.code, e.text(), e.offset);
    }

    @Override
    public String toString() {
        return text;
    }
}
