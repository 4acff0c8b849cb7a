package io.workfloworchestrator.rules;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a contradiction: whether some facts could make all of some conditions true.
 *
 * <p>The conditions are taken apart along their logic, one alternative at a time, down to comparisons of a subject with a
 * constant, which {@link Constraints} compares with each other. Anything else may be true or false. So the answer "no" is
 * certain, and the answer "yes" is not; after a bounded number of alternatives the answer is "yes".
 */
final class Satisfiable {
    private record Literal(Node node, boolean wanted, String text) {
        Literal of(Node part, boolean wantedOfPart) {
            return new Literal(part, wantedOfPart, text);
        }
    }

    private int left = 2_000;

    private Satisfiable() {}

    /**
     * What is certain about all these conditions together.
     *
     * @param complete false if there are others, such as lambdas, of which nothing is known
     */
    static Verdict verdict(List<Expression> expressions, boolean complete) {
        Deque<Literal> all = new ArrayDeque<>();
        for (Expression expression : expressions) {
            all.addLast(new Literal(expression.node(), true, expression.text()));
        }
        if (!new Satisfiable().possible(all, new Constraints())) {
            return Verdict.NEVER;
        }
        if (!complete || expressions.isEmpty()) {
            return Verdict.DEPENDS;
        }
        for (Expression expression : expressions) {
            Deque<Literal> one = new ArrayDeque<>();
            one.add(new Literal(expression.node(), false, expression.text()));
            if (new Satisfiable().possible(one, new Constraints())) {
                return Verdict.DEPENDS;
            }
        }
        return Verdict.ALWAYS;
    }

    private boolean possible(Deque<Literal> pending, Constraints constraints) {
        while (!pending.isEmpty()) {
            if (left-- <= 0) {
                return true;
            }
            Literal literal = pending.removeFirst();
            Node node = literal.node;
            boolean wanted = literal.wanted;
            if (node instanceof Logic.Not not) {
                pending.addFirst(literal.of(not.operand(), !wanted));
            } else if (node instanceof Logic.Junction junction && junction.all() == wanted) {
                junction.parts().forEach(part -> pending.addFirst(literal.of(part, wanted)));
            } else if (node instanceof Logic.Junction junction) {
                return junction.parts().stream()
                        .anyMatch(part -> branch(pending, constraints, literal.of(part, wanted)));
            } else if (node instanceof Logic.Choice choice) {
                return branch(pending, constraints, literal.of(choice.test(), true), literal.of(choice.yes(), wanted))
                        || branch(
                                pending,
                                constraints,
                                literal.of(choice.test(), false),
                                literal.of(choice.no(), wanted));
            } else if (!add(literal, constraints)) {
                return false;
            }
        }
        return true;
    }

    private boolean branch(Deque<Literal> pending, Constraints constraints, Literal... more) {
        Deque<Literal> next = new ArrayDeque<>(pending);
        for (Literal literal : more) {
            next.addFirst(literal);
        }
        return possible(next, constraints.copy());
    }

    private static boolean add(Literal literal, Constraints constraints) {
        Node node = literal.node;
        List<@Nullable Object> constant = constant(node);
        if (!constant.isEmpty()) {
            return Boolean.valueOf(literal.wanted).equals(constant.get(0));
        }
        if (node instanceof Access.Select select && select.has()) {
            return constraints.present(Reads.path(node), literal.wanted);
        }
        if (node instanceof Comparison.Equality equality) {
            return compare(equality, equality.equal() == literal.wanted ? "==" : "!=", literal, constraints);
        }
        if (node instanceof Comparison.Order order) {
            String sign = literal.wanted ? order.operator() : Comparison.opposite(order.operator());
            return compare(order, sign, literal, constraints);
        }
        if (node instanceof Comparison.In in && literal.wanted) {
            List<@Nullable Object> list = constant(in.right());
            return list.isEmpty()
                    || !(list.get(0) instanceof List<?> values)
                    || (constraints.use(Reads.path(in.left()))
                            && constraints.oneOf(key(in.left(), literal.text), values));
        }
        return constraints.use(Reads.path(node)) && constraints.compare(key(node, literal.text), "==", literal.wanted);
    }

    private static boolean compare(Node.OfTwo node, String sign, Literal literal, Constraints constraints) {
        List<@Nullable Object> value = constant(node.right());
        Node subject = node.left();
        String direction = sign;
        if (value.isEmpty()) {
            value = constant(node.left());
            subject = node.right();
            direction = Comparison.swapped(sign);
        }
        boolean used = constraints.use(Reads.path(node.left())) && constraints.use(Reads.path(node.right()));
        if (!used || value.isEmpty()) {
            return used;
        }
        String key = key(subject, literal.text);
        if (subject instanceof FunctionCall call && call.function() == FunctionCall.Function.SIZE) {
            constraints.compare(key, ">=", 0L);
        }
        return constraints.compare(key, direction, value.get(0));
    }

    private static String key(Node node, String text) {
        List<String> path = Reads.whole(node);
        return path == null ? node.slice(text) : Path.format(path);
    }

    /** The value that the node has for all facts, in a list of one; an empty list if there is none. */
    private static List<@Nullable Object> constant(Node node) {
        List<@Nullable Object> value = new ArrayList<>();
        if (!Reads.any(node)) {
            try {
                value.add(node.eval(new Frame(Facts.none())));
            } catch (Fault e) {
                return List.of();
            }
        }
        return value;
    }
}
