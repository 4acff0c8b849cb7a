package io.workfloworchestrator.rules;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plain values: null, Boolean, Long, Double, String, List and Map; how they are looked up, ordered and shown. */
final class Values {
    /** Means "not there", since null is a value. */
    static final Object ABSENT = new Object();

    private static final int WORDS = 60;
    /** Room for the words that say how many more there are. */
    private static final int MORE = 12;

    private Values() {}

    /** The value in one of the plain types; smaller Java numbers are widened. An error for other types is at {@code offset}. */
    static @Nullable Object plain(int offset, @Nullable Object value) {
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
            throw Fault.value(
                    offset,
                    "a value of type " + value.getClass().getName()
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

    /** The value of a key; {@link #ABSENT} if there is none, also if the map refuses keys of that type. */
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

    /** The order of two numbers, each a long or a double, as exact numbers; 2 if one of them is no number (NaN). */
    static int compare(Object a, Object b) {
        if (a instanceof Long x) {
            return b instanceof Long y ? Long.compare(x, y) : compare((long) x, (double) (Double) b);
        }
        double x = (Double) a;
        if (b instanceof Long y) {
            int order = compare((long) y, x);
            return order == 2 ? 2 : -order;
        }
        double y = (Double) b;
        return x < y ? -1 : x > y ? 1 : x == y ? 0 : 2;
    }

    private static int compare(long a, double b) {
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

    /** A value in a few words for messages: short values as an expression would have them, long values shortened. */
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
        print(value, true, out, WORDS);
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
            print(element, true, one, WORDS);
            if (out.length() + one.length() > WORDS - MORE) {
                break;
            }
            out.append(shown++ == 0 ? "" : ", ").append(one);
        }
        return shown == 0 ? "a list of " + list.size() : out + " and " + (list.size() - shown) + " more]";
    }

    /** Appends a value as an expression would have it; stops soon after {@code limit} characters in all. */
    static void print(@Nullable Object value, boolean quoted, StringBuilder out, int limit) {
        print(value, quoted, out, limit, 0);
    }

    private static void print(@Nullable Object value, boolean quoted, StringBuilder out, int limit, int depth) {
        if (out.length() > limit) {
            return;
        }
        if (value instanceof String s) {
            text(s, quoted, out, limit);
        } else if (value instanceof List<?> list) {
            parts("[]", depth < Limits.DEPTH ? list : List.of("…"), out, limit, depth + 1);
        } else if (value instanceof Map<?, ?> map) {
            parts("{}", (depth < Limits.DEPTH ? map : Map.of("…", "…")).entrySet(), out, limit, depth + 1);
        } else if (value instanceof Map.Entry<?, ?> entry) {
            print(entry.getKey(), true, out, limit, depth);
            out.append(": ");
            print(entry.getValue(), true, out, limit, depth);
        } else {
            out.append(value);
        }
    }

    private static void parts(String brackets, Collection<?> parts, StringBuilder out, int limit, int depth) {
        out.append(brackets.charAt(0));
        String comma = "";
        for (Object part : parts) {
            out.append(comma);
            print(part, true, out, limit, depth);
            comma = ", ";
            if (out.length() > limit) {
                return;
            }
        }
        out.append(brackets.charAt(1));
    }

    private static void text(String s, boolean quoted, StringBuilder out, int limit) {
        String part = s.length() > limit ? s.substring(0, limit) + "…" : s;
        if (!quoted) {
            out.append(part);
            return;
        }
        out.append('"');
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                default -> out.append(Character.isISOControl(c) ? '\uFFFD' : c);
            }
        }
        out.append('"');
    }
}
