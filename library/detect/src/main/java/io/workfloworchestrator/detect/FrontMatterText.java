package io.workfloworchestrator.detect;

import io.workfloworchestrator.files.Texts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The front matter of a Markdown text: the lines between a first line {@code ---} and the next {@code ---} or {@code ...}.
 *
 * <p>Read is the flat part of YAML that front matter uses: {@code key: value}, values plain or quoted, {@code true},
 * {@code false}, {@code null}, whole and decimal numbers, {@code [a, b]}, lists of {@code - item} lines, texts after
 * {@code |} or {@code >}, comments. A map in a list, as in {@code [{date: 2026-11-29, percent: 30}]}, is read as its text.
 * Anything else (maps in maps, lists in lists, anchors, tags) is left out with a finding. Text values are cut at 200
 * characters and lose control characters.
 */
final class FrontMatterText {
    static final int MAX_KEYS = 200;
    static final int MAX_LINES = 1_000;
    static final int MAX_LIST = 1_000;

    private final String path;
    private final List<String> lines;
    private final List<ScanFinding> findings;
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    private final Map<String, Integer> lineOf = new LinkedHashMap<>();
    private int at = 1;

    private FrontMatterText(String path, List<String> lines, List<ScanFinding> findings) {
        this.path = path;
        this.lines = lines;
        this.findings = findings;
    }

    /** The front matter of a text, with the line of each field, from 1, and the index of the first line after it. */
    record Found(boolean present, Map<String, @Nullable Object> fields, Map<String, Integer> lines, int body) {
        static final Found NONE = new Found(false, Map.of(), Map.of(), 0);
    }

    static Found read(String path, List<String> lines, List<ScanFinding> findings) {
        if (!isFence(lines.get(0), "---")) {
            return Found.NONE;
        }
        int end = 1;
        while (end < lines.size()
                && end <= MAX_LINES
                && !isFence(lines.get(end), "---")
                && !isFence(lines.get(end), "...")) {
            end++;
        }
        if (end >= lines.size() || end > MAX_LINES) {
            findings.add(ScanFinding.of(
                    "E_FRONT_MATTER",
                    path,
                    1,
                    "the front matter that begins here has no closing '---' within " + MAX_LINES
                            + " lines. Add one, or put a " + "blank line first if this is a rule."));
            return Found.NONE;
        }
        FrontMatterText text = new FrontMatterText(path, lines.subList(0, end), findings);
        text.readFields();
        return new Found(true, Collections.unmodifiableMap(text.fields), text.lineOf, end + 1);
    }

    private static boolean isFence(String line, String fence) {
        return line.startsWith(fence) && line.substring(fence.length()).isBlank();
    }

    private void readFields() {
        while (at < lines.size()) {
            String line = lines.get(at);
            if (line.isBlank() || line.strip().startsWith("#")) {
                at++;
                continue;
            }
            int colon = indent(line) > 0 ? -1 : keyEnd(line);
            if (colon < 0) {
                odd("is no 'key: value' line and is left out");
                at++;
                continue;
            }
            if (fields.size() >= MAX_KEYS) {
                odd("is the field after the first " + MAX_KEYS + ", and the rest is left out");
                return;
            }
            field(key(line.substring(0, colon)), line.substring(colon + 1).strip());
        }
    }

    /** The name of a field without invisible characters; those are reported. */
    private String key(String written) {
        String key = unquoted(written.strip());
        int unseen = key.codePoints().filter(Texts::isInvisible).findFirst().orElse(-1);
        if (unseen < 0) {
            return Texts.value(key);
        }
        StringBuilder seen = new StringBuilder();
        key.codePoints().filter(c -> !Texts.isInvisible(c)).forEach(seen::appendCodePoint);
        String clean = Texts.value(seen.toString());
        int place = written.codePointCount(0, written.indexOf(Character.toString(unseen))) + 1;
        odd("has " + Texts.code(unseen) + " in column " + place + ", which nobody sees, and its field is read as \""
                + clean + "\"; remove that character");
        return clean;
    }

    private void field(String key, String rest) {
        int start = at;
        at++;
        Object value;
        if (rest.isEmpty() || rest.startsWith("#")) {
            value = below(start);
        } else if (rest.startsWith("|") || rest.startsWith(">")) {
            value = block();
        } else {
            value = inline(rest, start);
        }
        if (value == Unread.VALUE) {
            String unused = block();
        } else if (fields.containsKey(key)) {
            findings.add(ScanFinding.of(
                    "E_FRONT_MATTER",
                    path,
                    start + 1,
                    "the field '" + key + "' is there twice; the first is used. Remove one."));
        } else {
            fields.put(key, value);
            lineOf.put(key, start + 1);
        }
    }

    private enum Unread {
        VALUE
    }

    /** The lines after a key without a value: a list of {@code - item} lines, or nothing. */
    private @Nullable Object below(int start) {
        List<@Nullable Object> items = new ArrayList<>();
        boolean list = false;
        while (at < lines.size()) {
            String line = lines.get(at).strip();
            boolean item = line.equals("-") || line.startsWith("- ");
            if (line.isEmpty() || line.startsWith("#")) {
                at++;
            } else if (item) {
                list = true;
                Object value = inline(line.substring(1).strip(), at);
                if (value != Unread.VALUE && items.size() < MAX_LIST) {
                    items.add(value);
                }
                at++;
            } else {
                break;
            }
        }
        boolean nested = at < lines.size() && indent(lines.get(at)) > 0;
        if (nested) {
            odd(start, "has a map or other nested value, and is left out; only flat values and lists are read");
        }
        return list ? Collections.unmodifiableList(items) : nested ? Unread.VALUE : null;
    }

    /** The indented lines that follow, as one text. */
    private String block() {
        List<String> text = new ArrayList<>();
        while (at < lines.size() && (lines.get(at).isBlank() || indent(lines.get(at)) > 0)) {
            text.add(lines.get(at).strip());
            at++;
        }
        return Texts.value(String.join(" ", text));
    }

    private @Nullable Object inline(String text, int line) {
        int last = text.isEmpty() ? ' ' : text.codePointBefore(text.length());
        int unseen = Texts.isInvisible(last) ? last : text.isEmpty() ? ' ' : text.codePointAt(0);
        if (Texts.isInvisible(unseen)) {
            odd(
                    line,
                    "has " + Texts.code(unseen) + " at one end of its value, which nobody sees; remove that character");
        }
        char first = text.isEmpty() ? 0 : text.charAt(0);
        if (first == '[') {
            return inlineList(text, line);
        }
        boolean alias = first == '*' && text.length() > 1 && !Character.isWhitespace(text.charAt(1));
        if (alias || "{&!%@`".indexOf(first) >= 0) {
            odd(line, "has a value that is no plain text, and is left out; put it in quotes if it is text");
            return Unread.VALUE;
        }
        if (first == '"' || first == '\'') {
            int close = close(text, 0);
            if (close < 0) {
                odd(line, "has a quote that is not closed, and is left out");
                return Unread.VALUE;
            }
            return Texts.value(unquoted(text.substring(0, close + 1)));
        }
        int comment = text.indexOf(" #");
        return scalar((comment < 0 ? text : text.substring(0, comment)).strip());
    }

    private @Nullable Object inlineList(String text, int line) {
        List<@Nullable Object> items = new ArrayList<>();
        int i = 1;
        while (i < text.length() && items.size() < MAX_LIST) {
            char c = text.charAt(i);
            if (c == ' ' || c == '\t' || c == ',') {
                i++;
            } else if (c == ']') {
                return Collections.unmodifiableList(items);
            } else if (c == '[') {
                break;
            } else if (c == '{') {
                int end = mapEnd(text, i);
                if (end < 0) {
                    break;
                }
                items.add(Texts.value(text.substring(i, end)));
                i = end;
            } else if (c == '"' || c == '\'') {
                int close = close(text, i);
                if (close < 0) {
                    break;
                }
                items.add(Texts.value(unquoted(text.substring(i, close + 1))));
                i = close + 1;
            } else {
                int end = i;
                while (end < text.length() && text.charAt(end) != ',' && text.charAt(end) != ']') {
                    end++;
                }
                items.add(scalar(text.substring(i, end).strip()));
                i = end;
            }
        }
        odd(line, "has a list that is not closed, has a list in it or is too long, and is left out");
        return Unread.VALUE;
    }

    /** The position after the map that begins at {@code open}; -1 if it is not closed. */
    private static int mapEnd(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\'') {
                int close = close(text, i);
                i = close < 0 ? i : close; // An apostrophe inside of a word opens nothing.
            } else if (c == '[' || c == '{') {
                depth++;
            } else if ((c == ']' || c == '}') && --depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    /** A plain scalar by the YAML 1.2 core rules for booleans, null and decimal numbers. */
    static @Nullable Object scalar(String text) {
        return switch (text) {
            case "true", "True", "TRUE" -> true;
            case "false", "False", "FALSE" -> false;
            case "", "~", "null", "Null", "NULL" -> null;
            default -> number(text);
        };
    }

    private static Object number(String text) {
        boolean digits = false;
        boolean decimal = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits = true;
            } else if (c == '.' && !decimal) {
                decimal = true;
            } else if (!(i == 0 && (c == '-' || c == '+') && text.length() > 1)) {
                return Texts.value(text);
            }
        }
        if (!digits || text.length() > 18) {
            return Texts.value(text);
        }
        return decimal ? (Object) Double.valueOf(text) : Long.valueOf(text);
    }

    /** The place of the key's colon; -1 if there is none. */
    private static int keyEnd(String line) {
        char first = line.charAt(0);
        int from = 0;
        if (first == '"' || first == '\'') {
            from = close(line, 0);
            if (from < 0) {
                return -1;
            }
        } else if (first == '-' || first == '?' || first == '[' || first == '{') {
            return -1;
        }
        for (int i = line.indexOf(':', from); i >= 0; i = line.indexOf(':', i + 1)) {
            if (i > 0 && (i + 1 == line.length() || Character.isWhitespace(line.charAt(i + 1)))) {
                return i;
            }
        }
        return -1;
    }

    /** The position of the quote that closes the one at {@code open}, or -1. */
    private static int close(String text, int open) {
        char quote = text.charAt(open);
        for (int i = open + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && quote == '"') {
                i++;
            } else if (text.charAt(i) == quote) {
                boolean doubled = quote == '\'' && i + 1 < text.length() && text.charAt(i + 1) == quote;
                if (!doubled) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2
                && (text.charAt(0) == '"' || text.charAt(0) == '\'')
                && text.charAt(text.length() - 1) == text.charAt(0);
        if (!quoted) {
            return text;
        }
        String inside = text.substring(1, text.length() - 1);
        if (text.charAt(0) == '\'') {
            return inside.replace("''", "'");
        }
        StringBuilder plain = new StringBuilder(inside.length());
        for (int i = 0; i < inside.length(); i++) {
            char c = inside.charAt(i);
            if (c == '\\' && i + 1 < inside.length()) {
                i++;
                char escaped = inside.charAt(i);
                plain.append(escaped == 'n' || escaped == 't' || escaped == 'r' ? ' ' : escaped);
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static int indent(String line) {
        return MarkdownLine.blanks(line, 0);
    }

    private void odd(String what) {
        odd(at, what);
    }

    private void odd(int line, String what) {
        if (findings.size() < MAX_KEYS) {
            findings.add(
                    ScanFinding.of("E_FRONT_MATTER", path, line + 1, "this line of the front matter " + what + "."));
        }
    }
}
