package io.workfloworchestrator.detect;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A fact as it was found: its value, made of plain unmodifiable values (null, {@link Boolean}, {@link Long}, {@link
 * Double}, {@link String}, {@link List}, {@link Map}), and where each part of it comes from.
 *
 * @param value a map of plain values, as {@link FactDeclaration} says of each kind
 * @param origin the file, folder or globs that were declared
 * @param lines for values read from the inside of a file: its path, then the place of the value below the file's own map
 *     (such as {@code frontMatter.fields.status}), then the line
 * @param known false if something that belongs to the value could not be read or was not looked at, as a {@link
 *     ScanFinding} tells: the value shows it as absent, and it may be there
 * @param doubts lines of a Markdown text that were probably meant in another way: a line that looks like a task and is none,
 *     code or a comment that is never closed
 */
public record DetectedFact(
        String name,
        Map<String, Object> value,
        Source origin,
        Map<String, Map<String, Integer>> lines,
        boolean known,
        List<ScanFinding> doubts) {
    public DetectedFact {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(lines, "lines");
        doubts = List.copyOf(doubts);
    }

    static List<ScanFinding> doubts(Collection<ScanFinding> findings) {
        return findings.stream().filter(ScanFinding::isDoubt).toList();
    }

    /**
     * The source of a part of the value.
     *
     * @param place names joined by dots, list positions in brackets, such as {@code entries[3].frontMatter.fields.status};
     *     empty for the whole. For a place that does not exist it is the source of the nearest place above that does.
     */
    public Source source(String place) {
        Object at = value;
        String path = null;
        int line = 0;
        StringBuilder below = new StringBuilder();
        Places steps = new Places(place);
        String list = "";
        boolean owner = true;
        while (true) {
            if (at instanceof Map<?, ?> map) {
                if (owner && map.get("path") instanceof String own) {
                    path = own;
                    below.setLength(0);
                }
                boolean placed = owner || list.equals("items") || list.equals("headings");
                if (placed && map.get("line") instanceof Long own) {
                    line = own.intValue();
                }
            }
            Object step = steps.next();
            if (step == null) {
                break;
            }
            if (at instanceof Map<?, ?> map && step instanceof String key && map.containsKey(key)) {
                at = map.get(key);
                owner = false;
                list = key;
                below.append(below.length() == 0 ? "" : ".").append(key);
            } else if (at instanceof List<?> elements && step instanceof Integer i && i < elements.size()) {
                at = elements.get(i);
                owner = list.equals("entries");
                below.append('[').append(i).append(']');
            } else {
                break;
            }
        }
        return path == null ? origin : new Source(path, lineOf(path, below.toString(), line));
    }

    private int lineOf(String path, String below, int known) {
        Map<String, Integer> own = lines.get(path);
        if (own == null) {
            return known;
        }
        for (String place = below; !place.isEmpty(); ) {
            Integer line = own.get(place);
            if (line != null) {
                return line;
            }
            int cut = Math.max(place.lastIndexOf('.'), place.lastIndexOf('['));
            place = cut < 0 ? "" : place.substring(0, cut);
        }
        return known;
    }

    /** Splits {@code a.b[3].c} into "a", "b", 3, "c"; anything else is a name. */
    private static final class Places {
        private final String text;
        private int at;

        Places(String text) {
            this.text = text;
        }

        @Nullable
        Object next() {
            if (at < text.length() && text.charAt(at) == '.') {
                at++;
            }
            if (at >= text.length()) {
                return null;
            }
            if (text.charAt(at) == '[') {
                int close = text.indexOf(']', at);
                if (close < 0) {
                    at = text.length();
                    return null;
                }
                String inside = text.substring(at + 1, close);
                at = close + 1;
                return number(inside);
            }
            int end = at;
            while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[') {
                end++;
            }
            String name = text.substring(at, end);
            at = end;
            return name;
        }

        private static Object number(String inside) {
            boolean digits =
                    !inside.isEmpty() && inside.length() < 10 && inside.chars().allMatch(c -> c >= '0' && c <= '9');
            if (digits) {
                return Integer.valueOf(inside);
            }
            boolean quoted = inside.length() >= 2
                    && (inside.charAt(0) == '"' || inside.charAt(0) == '\'')
                    && inside.charAt(inside.length() - 1) == inside.charAt(0);
            return quoted ? inside.substring(1, inside.length() - 1) : inside;
        }
    }
}
