package io.workfloworchestrator.rules;

import io.workfloworchestrator.rules.Type.ListOf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nodes that compute; overflow and division of an int by zero are errors. */
final class Arithmetic {
    private Arithmetic() {}

    record Binary(Node left, Node right, char operator) implements Node.OfTwo {
        @Override
        public Object eval(Frame frame) {
            Object a = left.eval(frame);
            Object b = right.eval(frame);
            if (a instanceof Long x && b instanceof Long y) {
                return whole(x, y);
            }
            if (a instanceof Double x && b instanceof Double y && operator != '%') {
                return switch (operator) {
                    case '+' -> x + y;
                    case '-' -> x - y;
                    case '*' -> x * y;
                    default -> x / y;
                };
            }
            if (operator == '+') {
                Object sum = join(frame, a, b);
                if (sum != null) {
                    return sum;
                }
            }
            boolean mixed = a instanceof Number && b instanceof Number && operator != '%';
            throw fail("there is no " + Values.typeName(a) + " " + operator + " " + Values.typeName(b)
                    + (mixed ? "; convert one with double(…) or int(…)" : ""));
        }

        private long whole(long x, long y) {
            try {
                return switch (operator) {
                    case '+' -> Math.addExact(x, y);
                    case '-' -> Math.subtractExact(x, y);
                    case '*' -> Math.multiplyExact(x, y);
                    case '/' -> divide(x, y);
                    default -> x % y;
                };
            } catch (ArithmeticException e) {
                throw fail(
                        y == 0 && (operator == '/' || operator == '%')
                                ? "division by zero"
                                : x + " " + operator + " " + y + " is outside of 64 bits");
            }
        }

        private static long divide(long x, long y) {
            if (x == Long.MIN_VALUE && y == -1) {
                throw new ArithmeticException();
            }
            return x / y;
        }

        private @Nullable Object join(Frame frame, @Nullable Object a, @Nullable Object b) {
            if (a instanceof String x && b instanceof String y) {
                frame.charge(start(), Frame.OBJECT + (x.length() + y.length()) / 8);
                return x + y;
            }
            if (a instanceof List<?> x && b instanceof List<?> y) {
                frame.charge(start(), Frame.OBJECT + (long) x.size() + y.size());
                List<Object> both = new ArrayList<>(x.size() + y.size());
                both.addAll(x);
                both.addAll(y);
                return both;
            }
            return null;
        }

        @Override
        public Type check(Checker checker) {
            Type a = Checker.bare(left.check(checker));
            Type b = Checker.bare(right.check(checker));
            List<Type> results = new ArrayList<>();
            addIf(results, a, b, Type.INT);
            if (operator != '%') {
                addIf(results, a, b, Type.DOUBLE);
            }
            if (operator == '+') {
                addIf(results, a, b, Type.STRING);
                Type lists = lists(a, b);
                if (lists != null) {
                    results.add(lists);
                }
            }
            if (results.isEmpty()) {
                boolean mixed = operator != '%' && a instanceof Type.Simple && isNumber(a) && isNumber(b);
                return checker.report(
                        start(),
                        "there is no " + a + " " + operator + " " + b
                                + (mixed ? "; convert one with double(…) or int(…)" : ""));
            }
            return results.size() == 1 ? results.get(0) : Type.DYN;
        }

        private static boolean isNumber(Type type) {
            return type == Type.INT || type == Type.DOUBLE;
        }

        private static void addIf(List<Type> results, Type a, Type b, Type wanted) {
            if (Checker.fits(a, wanted) && Checker.fits(b, wanted)) {
                results.add(wanted);
            }
        }

        private static @Nullable Type lists(Type a, Type b) {
            boolean fits = (a instanceof ListOf || a == Type.DYN) && (b instanceof ListOf || b == Type.DYN);
            if (!fits) {
                return null;
            }
            Type joined = Checker.join(a, b);
            return joined == Type.DYN ? new ListOf(Type.DYN) : joined;
        }
    }

    record Negate(int start, int end, Node operand) implements Node.OfOne {
        @Override
        public Object eval(Frame frame) {
            Object value = operand.eval(frame);
            if (value instanceof Long x) {
                if (x == Long.MIN_VALUE) {
                    throw fail("-(" + x + ") is outside of 64 bits");
                }
                return -x;
            }
            if (value instanceof Double x) {
                return -x;
            }
            throw fail("there is no -" + Values.typeName(value));
        }

        @Override
        public Type check(Checker checker) {
            Type type = Checker.bare(operand.check(checker));
            if (type == Type.INT || type == Type.DOUBLE || type == Type.DYN) {
                return type;
            }
            return checker.report(start, "there is no -" + type);
        }
    }
}
