package io.workfloworchestrator.rules;

import io.workfloworchestrator.rules.Type.ListOf;
import io.workfloworchestrator.rules.Type.MapOf;
import io.workfloworchestrator.rules.Type.OneOf;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nodes that compare: equality, order, membership. */
final class Comparison {
    private Comparison() {}

    /** A literal that a value of known strings can never equal is a mistake. */
    private static void possible(Checker checker, Type type, Node literal) {
        Type inner = type instanceof Type.OrNull o ? o.type() : type;
        if (inner instanceof OneOf known
                && literal instanceof Leaf.Const c
                && c.value instanceof String value
                && !known.values().contains(value)) {
            checker.report(literal.start, "it is never \"" + value + "\"" + Nearest.hint(value, known.values()));
        }
    }

    /** {@code a == b}, {@code a != b}. */
    static final class Equality extends Node {
        final Node left;
        final Node right;
        final boolean equal;

        Equality(Node left, Node right, boolean equal) {
            super(left.start, right.end, List.of(left, right));
            this.left = left;
            this.right = right;
            this.equal = equal;
        }

        @Override
        Object eval(Frame frame) {
            return Values.equal(this, frame, left.eval(frame), right.eval(frame)) == equal;
        }

        @Override
        Type check(Checker checker) {
            Type a = left.check(checker);
            Type b = right.check(checker);
            if (Checker.join(a, b) == null) {
                boolean withNull = a == Type.NULL || b == Type.NULL;
                checker.report(
                        right.start,
                        a + " and " + b + " are never equal"
                                + (withNull ? "; to ask whether it is there, use has(…)" : ""));
            }
            possible(checker, a, right);
            possible(checker, b, left);
            return Type.BOOL;
        }

        @Override
        List<Node> children() {
            return List.of(left, right);
        }
    }

    /** {@code a < b} and its kin. */
    static final class Order extends Node {
        final Node left;
        final Node right;
        final String operator;
        private final boolean less;
        private final boolean same;

        Order(Node left, Node right, String operator) {
            super(left.start, right.end, List.of(left, right));
            this.left = left;
            this.right = right;
            this.operator = operator;
            this.less = operator.startsWith("<");
            this.same = operator.endsWith("=");
        }

        @Override
        Object eval(Frame frame) {
            int order = compare(left.eval(frame), right.eval(frame));
            return order != 2 && (order == 0 ? same : order < 0 == less);
        }

        private int compare(@Nullable Object a, @Nullable Object b) {
            if (a instanceof Long x) {
                if (b instanceof Long y) {
                    return Long.compare(x, y);
                }
                if (b instanceof Double y) {
                    return Values.compare(x, y);
                }
            } else if (a instanceof Double x) {
                if (b instanceof Double y) {
                    return x < y ? -1 : x > y ? 1 : x.doubleValue() == y.doubleValue() ? 0 : 2;
                }
                if (b instanceof Long y) {
                    int order = Values.compare(y, x);
                    return order == 2 ? 2 : -order;
                }
            } else if (a instanceof String x && b instanceof String y) {
                return Integer.signum(x.compareTo(y));
            } else if (a instanceof Boolean x && b instanceof Boolean y) {
                return x.compareTo(y);
            }
            throw fail(Values.describe(a) + " and " + Values.describe(b) + " have no order");
        }

        @Override
        Type check(Checker checker) {
            Type a = Checker.bare(left.check(checker));
            Type b = Checker.bare(right.check(checker));
            boolean numbers = number(a) && number(b);
            boolean alike =
                    (ordered(a) && (a == b || b == Type.DYN)) || (a == Type.DYN && (ordered(b) || b == Type.DYN));
            if (!numbers && !alike) {
                checker.report(start, a + " and " + b + " have no order, so no " + operator);
            }
            return Type.BOOL;
        }

        private static boolean number(Type type) {
            return type == Type.INT || type == Type.DOUBLE || type == Type.DYN;
        }

        private static boolean ordered(Type type) {
            return type == Type.INT || type == Type.DOUBLE || type == Type.STRING || type == Type.BOOL;
        }

        @Override
        List<Node> children() {
            return List.of(left, right);
        }
    }

    /** {@code a in b}: an element of a list, a key of a map. */
    static final class In extends Node {
        final Node left;
        final Node right;

        In(Node left, Node right) {
            super(left.start, right.end, List.of(left, right));
            this.left = left;
            this.right = right;
        }

        @Override
        Object eval(Frame frame) {
            Object element = left.eval(frame);
            Object owner = right.eval(frame);
            if (owner instanceof Map<?, ?> map) {
                return Values.lookup(map, element) != Values.ABSENT;
            }
            if (owner instanceof List<?> list) {
                frame.charge(this, list.size());
                for (Object other : list) {
                    if (Values.equal(this, frame, element, Values.plain(this, other))) {
                        return true;
                    }
                }
                return false;
            }
            throw fail(Values.describe(owner) + " is neither a list nor a map, so nothing is in it");
        }

        @Override
        Type check(Checker checker) {
            Type element = left.check(checker);
            Type raw = right.check(checker);
            Type owner = raw instanceof Type.OrNull o ? o.type() : raw;
            if (right instanceof Build.ListOf literal) {
                literal.parts.forEach(part -> possible(checker, element, part));
            }
            if (owner instanceof ListOf list) {
                if (Checker.join(element, list.element()) == null) {
                    checker.report(left.start, "a " + element + " is never in a " + list);
                }
                return Type.BOOL;
            }
            MapOf map = Checker.asMap(owner);
            if (map != null) {
                if (Checker.join(element, map.key()) == null) {
                    checker.report(left.start, "a " + element + " is never a key of " + owner);
                }
            } else if (owner != Type.DYN) {
                String hint = owner instanceof Type.OneOf || owner == Type.STRING ? "; use contains(…)" : "";
                checker.report(right.start, "in wants a list or a map, this is " + owner + hint);
            }
            return Type.BOOL;
        }

        @Override
        List<Node> children() {
            return List.of(left, right);
        }
    }
}
