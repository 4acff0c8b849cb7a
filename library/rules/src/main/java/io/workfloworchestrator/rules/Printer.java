package io.workfloworchestrator.rules;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes plain values as text, bounded in length and depth. */
final class Printer {
    private Printer() {}

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
            out.append('[');
            String comma = "";
            for (Object element : depth < Limits.DEPTH ? list : List.of("…")) {
                out.append(comma);
                print(element, true, out, limit, depth + 1);
                comma = ", ";
                if (out.length() > limit) {
                    return;
                }
            }
            out.append(']');
        } else if (value instanceof Map<?, ?> map) {
            out.append('{');
            String comma = "";
            for (Map.Entry<?, ?> entry :
                    depth < Limits.DEPTH ? map.entrySet() : Map.of("…", "…").entrySet()) {
                out.append(comma);
                print(entry.getKey(), true, out, limit, depth + 1);
                out.append(": ");
                print(entry.getValue(), true, out, limit, depth + 1);
                comma = ", ";
                if (out.length() > limit) {
                    return;
                }
            }
            out.append('}');
        } else {
            out.append(value);
        }
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
