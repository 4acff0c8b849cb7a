package io.workfloworchestrator.rules;

import java.util.ArrayList;
import java.util.List;

/** The path of a fact as text: {@code facts.notes.size}, {@code data.goals[0].name}, {@code data["odd key"]}. */
final class Path {
    private Path() {}

    /** The parts of a path; text that is no path is a part as it is. */
    static List<String> parse(String path) {
        List<String> parts = new ArrayList<>(4);
        int at = 0;
        while (at < path.length()) {
            char c = path.charAt(at);
            if (c == '.') {
                at++;
            } else if (c == '[' && at + 1 < path.length() && path.charAt(at + 1) == '"') {
                at = quoted(path, at + 2, parts);
            } else if (c == '[') {
                int close = path.indexOf(']', at);
                close = close < 0 ? path.length() : close;
                parts.add(path.substring(at + 1, close));
                at = Math.min(close + 1, path.length());
            } else {
                int end = at;
                while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
                    end++;
                }
                parts.add(path.substring(at, end));
                at = end;
            }
        }
        return parts;
    }

    private static int quoted(String path, int from, List<String> parts) {
        StringBuilder part = new StringBuilder();
        int at = from;
        while (at < path.length() && path.charAt(at) != '"') {
            if (path.charAt(at) == '\\' && at + 1 < path.length()) {
                at++;
            }
            part.append(path.charAt(at++));
        }
        parts.add(part.toString());
        return Math.min(at + 2, path.length());
    }

    static String format(List<String> parts) {
        StringBuilder out = new StringBuilder();
        for (String part : parts) {
            append(out, part);
        }
        return out.toString();
    }

    private static void append(StringBuilder out, String part) {
        if (isWord(part)) {
            out.append(out.length() == 0 ? "" : ".").append(part);
        } else if (!part.isEmpty() && out.length() > 0 && part.chars().allMatch(c -> c >= '0' && c <= '9')) {
            out.append('[').append(part).append(']');
        } else {
            out.append("[\"")
                    .append(part.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append("\"]");
        }
    }

    private static boolean isWord(String part) {
        if (part.isEmpty() || (part.charAt(0) >= '0' && part.charAt(0) <= '9')) {
            return false;
        }
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            boolean word = c == '_' || c == '-' || Character.isLetterOrDigit(c);
            if (!word) {
                return false;
            }
        }
        return true;
    }
}
