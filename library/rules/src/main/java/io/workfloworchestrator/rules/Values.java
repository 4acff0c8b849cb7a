package io.workfloworchestrator.rules;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Plain values: null, Boolean, Long, Double, String, List and Map; equality, order and words for them. */
final class Values {
    /** Stands for "not there" where null is a value. */
    static final Object ABSENT = new Object();

    private static final int WORDS = 60;
    /** Room for how many more there are. */
    private static final int MORE = 12;

    private Values() {}

    /** The value in one of the plain types; smaller Java numbers are widened. */
    static @Nullable Object plain(Node node, @Nullable Object value) {
        if (value instanceof String
                || value instanceof Long
                || value instanceof Boolean
                || value == null
                || value instanceof Map
                || value instanceof List
                || value instanceof Double) {
            return value;
        }
        Object widened = widen(value);
        if (widened == ABSENT) {
            throw node.fail("a value of type " + value.getClass().getName()
                    + " is not a plain value; facts are null, Boolean, Long, Double, String, List and Map");
        }
        return widened;
    }

    private static Object widen(Object value) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        return value instanceof Float f ? (Object) f.doubleValue() : ABSENT;
    }

    /** CEL's equality: values of different types are unequal, numbers are compared as numbers. */
    static boolean equal(Node node, Frame frame, @Nullable Object a, @Nullable Object b) {
        return equal(node, frame, a, b, 0);
    }

    private static boolean equal(Node node, Frame frame, @Nullable Object a, @Nullable Object b, int depth) {
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
            return sameNumber(Objects.requireNonNull(plain(node, x)), Objects.requireNonNull(plain(node, y)));
        }
        if (depth > Limits.DEPTH) {
            throw node.fail("values nested deeper than " + Limits.DEPTH + " cannot be compared");
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            return sameList(node, frame, x, y, depth + 1);
        }
        return a instanceof Map<?, ?> x && b instanceof Map<?, ?> y && sameMap(node, frame, x, y, depth + 1);
    }

    private static boolean sameNumber(Object a, Object b) {
        if (a instanceof Double x && b instanceof Double y) {
            return x.doubleValue() == y.doubleValue();
        }
        return a instanceof Long x
                ? b instanceof Long y ? x.equals(y) : compare(x, (Double) b) == 0
                : compare((Long) b, (Double) a) == 0;
    }

    private static boolean sameList(Node node, Frame frame, List<?> a, List<?> b, int depth) {
        if (a.size() != b.size()) {
            return false;
        }
        frame.charge(node, a.size());
        var other = b.iterator();
        for (Object element : a) {
            if (!other.hasNext() || !equal(node, frame, plain(node, element), plain(node, other.next()), depth)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameMap(Node node, Frame frame, Map<?, ?> a, Map<?, ?> b, int depth) {
        if (a.size() != b.size()) {
            return false;
        }
        frame.charge(node, a.size());
        for (Map.Entry<?, ?> entry : a.entrySet()) {
            Object other = lookup(b, entry.getKey());
            if (other == ABSENT || !equal(node, frame, plain(node, entry.getValue()), plain(node, other), depth)) {
                return false;
            }
        }
        return true;
    }

    /** The value under a key, or {@link #ABSENT}; also where the map refuses keys of that type. */
    static @Nullable Object lookup(Map<?, ?> map, @Nullable Object key) {
        try {
            Object value = map.get(key);
            if (value != null || map.containsKey(key)) {
                return value;
            }
            if (key instanceof Double d && d == Math.rint(d) && Math.abs(d) < 1e18) {
                return lookup(map, d.longValue());
            }
            return ABSENT;
        } catch (ClassCastException | NullPointerException refused) {
            return ABSENT;
        }
    }

    /** The order of a long and a double on one line of numbers; 2 where there is none (NaN). */
    static int compare(long a, double b) {
        if (Double.isNaN(b)) {
            return 2;
        }
        if (b >= 0x1p63) {
            return -1;
        }
        if (b < -0x1p63) {
            return 1;
        }
        int whole = Long.compare(a, (long) b);
        return whole != 0 ? whole : Double.compare(0.0, b - (long) b);
    }

    /** The CEL name of a value's type. */
    static String typeName(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Boolean) {
            return "bool";
        }
        if (value instanceof Long) {
            return "int";
        }
        if (value instanceof Double) {
            return "double";
        }
        if (value instanceof String) {
            return "string";
        }
        return value instanceof List
                ? "list"
                : value instanceof Map ? "map" : value.getClass().getSimpleName();
    }

    /** A value in a few words for messages: short ones as they would be written, long ones shortened. */
    static String describe(@Nullable Object value) {
        if (value instanceof Collection<?> list && list.isEmpty() || value instanceof Map<?, ?> map && map.isEmpty()) {
            return "empty";
        }
        if (value instanceof List<?> list && (list.size() > 4 || list.stream().anyMatch(Map.class::isInstance))) {
            return "a list of " + list.size();
        }
        if (value instanceof Map<?, ?> map && map.size() > 4) {
            return "a map of " + map.size();
        }
        StringBuilder out = new StringBuilder();
        Printer.print(value, true, out, WORDS);
        if (out.length() > WORDS && value instanceof List<?> list) {
            return first(list);
        }
        return out.length() > WORDS ? out.substring(0, WORDS - 1) + "…" : out.toString();
    }

    /** The elements of a list that fit, each whole, and how many more there are. */
    private static String first(List<?> list) {
        StringBuilder out = new StringBuilder("[");
        int shown = 0;
        for (Object element : list) {
            StringBuilder one = new StringBuilder();
            Printer.print(element, true, one, WORDS);
            if (out.length() + one.length() > WORDS - MORE) {
                break;
            }
            out.append(shown++ == 0 ? "" : ", ").append(one);
        }
        return shown == 0 ? "a list of " + list.size() : out + " and " + (list.size() - shown) + " more]";
    }
}
