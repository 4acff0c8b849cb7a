package io.workfloworchestrator.rules;

import io.workfloworchestrator.rules.Type.ListOf;
import io.workfloworchestrator.rules.Type.MapOf;
import io.workfloworchestrator.rules.Type.OneOf;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Nodes that compare: equality, order, membership. */
final class Comparison {
    private static final Map<String, String> OPPOSITE = Map.of("<", ">=", "<=", ">", ">", "<=", ">=", "<");
    private static final Map<String, String> SWAPPED = Map.of("<", ">", "<=", ">=", ">", "<", ">=", "<=");

    private Comparison() {}

    /** The sign of the order that holds exactly if this one does not. */
    static String opposite(String sign) {
        return OPPOSITE.getOrDefault(sign, sign);
    }

    /** The sign that says the same with the sides exchanged. */
    static String swapped(String sign) {
        return SWAPPED.getOrDefault(sign, sign);
    }

    /** Reports a literal that a value of known strings can never equal. */
    private static void possible(Checker checker, Type type, Node literal) {
        if (Checker.present(type) instanceof OneOf known
                && literal instanceof Leaf.Const c
                && c.value() instanceof String value
                && !known.values().contains(value)) {
            checker.report(literal.start(), "it is never \"" + value + "\"" + Nearest.hint(value, known.values()));
        }
    }

    /** CEL's equality: values of different types are unequal, numbers are compared as numbers. */
    private static boolean equal(int at, Frame frame, @Nullable Object a, @Nullable Object b, int depth) {
        if (a instanceof String s) {
            return s.equals(b);
        }
        if (a instanceof Long x && b instanceof Long y) {
            return x.longValue() == y.longValue();
        }
        if (a == null || b == null || a instanceof Boolean) {
            return Objects.equals(a, b);
        }
        if (a instanceof Number x && b instanceof Number y) {
            return Values.compare(
                            Objects.requireNonNull(Values.plain(at, x)), Objects.requireNonNull(Values.plain(at, y)))
                    == 0;
        }
        if (depth > Limits.DEPTH) {
            throw Fault.value(at, "values nested deeper than " + Limits.DEPTH + " cannot be compared");
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            return sameList(at, frame, x, y, depth + 1);
        }
        return a instanceof Map<?, ?> x && b instanceof Map<?, ?> y && sameMap(at, frame, x, y, depth + 1);
    }

    private static boolean sameList(int at, Frame frame, List<?> a, List<?> b, int depth) {
        if (a.size() != b.size()) {
            return false;
        }
        frame.charge(at, a.size());
        var other = b.iterator();
        for (Object element : a) {
            if (!other.hasNext() || !sameParts(at, frame, element, other.next(), depth)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameMap(int at, Frame frame, Map<?, ?> a, Map<?, ?> b, int depth) {
        if (a.size() != b.size()) {
            return false;
        }
        frame.charge(at, a.size());
        for (Map.Entry<?, ?> entry : a.entrySet()) {
            Object other = Values.lookup(b, entry.getKey());
            if (other == Values.ABSENT || !sameParts(at, frame, entry.getValue(), other, depth)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameParts(int at, Frame frame, @Nullable Object a, @Nullable Object b, int depth) {
        return equal(at, frame, Values.plain(at, a), Values.plain(at, b), depth);
    }

    /** {@code a == b}, {@code a != b}. */
    record Equality(Node left, Node right, boolean equal) implements Node.OfTwo {
        @Override
        public Object eval(Frame frame) {
            return Comparison.equal(start(), frame, left.eval(frame), right.eval(frame), 0) == equal;
        }

        @Override
        public Type check(Checker checker) {
            Type a = left.check(checker);
            Type b = right.check(checker);
            if (!Checker.comparable(a, b)) {
                boolean withNull = a == Type.NULL || b == Type.NULL;
                checker.report(
                        right.start(),
                        a + " and " + b + " are never equal"
                                + (withNull ? "; to ask whether it is there, use has(…)" : ""));
            }
            possible(checker, a, right);
            possible(checker, b, left);
            return Type.BOOL;
        }
    }

    /** {@code a < b} and the like. */
    record Order(Node left, Node right, String operator) implements Node.OfTwo {
        @Override
        public Object eval(Frame frame) {
            int order = compare(left.eval(frame), right.eval(frame));
            return order != 2 && (order == 0 ? operator.endsWith("=") : order < 0 == operator.startsWith("<"));
        }

        private int compare(@Nullable Object a, @Nullable Object b) {
            if (a instanceof Number && b instanceof Number) {
                return Values.compare(a, b);
            } else if (a instanceof String x && b instanceof String y) {
                return Integer.signum(x.compareTo(y));
            } else if (a instanceof Boolean x && b instanceof Boolean y) {
                return x.compareTo(y);
            }
            throw fail(Values.describe(a) + " and " + Values.describe(b) + " have no order");
        }

        @Override
        public Type check(Checker checker) {
            Type a = Checker.bare(left.check(checker));
            Type b = Checker.bare(right.check(checker));
            boolean numbers = number(a) && number(b);
            boolean alike =
                    (ordered(a) && (a == b || b == Type.DYN)) || (a == Type.DYN && (ordered(b) || b == Type.DYN));
            if (!numbers && !alike) {
                checker.report(start(), a + " and " + b + " have no order, so no " + operator);
            }
            return Type.BOOL;
        }

        private static boolean number(Type type) {
            return type == Type.INT || type == Type.DOUBLE || type == Type.DYN;
        }

        private static boolean ordered(Type type) {
            return type == Type.INT || type == Type.DOUBLE || type == Type.STRING || type == Type.BOOL;
        }
    }

    /** {@code a in b}: an element of a list, a key of a map. */
    record In(Node left, Node right) implements Node.OfTwo {
        @Override
        public Object eval(Frame frame) {
            Object element = left.eval(frame);
            Object owner = right.eval(frame);
            if (owner instanceof Map<?, ?> map) {
                return Values.lookup(map, element) != Values.ABSENT;
            }
            if (owner instanceof List<?> list) {
                frame.charge(start(), list.size());
                for (Object other : list) {
                    if (Comparison.equal(start(), frame, element, Values.plain(start(), other), 0)) {
                        return true;
                    }
                }
                return false;
            }
            throw fail(Values.describe(owner) + " is neither a list nor a map, so nothing is in it");
        }

        @Override
        public Type check(Checker checker) {
            Type element = left.check(checker);
            Type owner = Checker.present(right.check(checker));
            if (right instanceof Build.ListOf literal) {
                literal.parts().forEach(part -> possible(checker, element, part));
            }
            if (owner instanceof ListOf list) {
                if (!Checker.comparable(element, list.element())) {
                    checker.report(left.start(), "a " + element + " is never in a " + list);
                }
                return Type.BOOL;
            }
            MapOf map = Checker.asMap(owner);
            if (map != null) {
                if (Checker.join(element, map.key()) == null) {
                    checker.report(left.start(), "a " + element + " is never a key of " + owner);
                }
            } else if (owner != Type.DYN) {
                String hint = owner instanceof Type.OneOf || owner == Type.STRING ? "; use contains(…)" : "";
                checker.report(right.start(), "in wants a list or a map, this is " + owner + hint);
            }
            return Type.BOOL;
        }
    }
}
