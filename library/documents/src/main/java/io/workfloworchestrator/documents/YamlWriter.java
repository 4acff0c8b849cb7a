package io.workfloworchestrator.documents;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as YAML that version 1.1 and version 1.2 read alike: whatever one of them takes for a date, a truth value, a
 * number or a mark is quoted.
 */
final class YamlWriter {
    /** How a string was quoted before, so that it stays so. */
    enum Style {
        PLAIN,
        SINGLE,
        DOUBLE,
        BLOCK
    }

    private static final Pattern PLAIN =
            Pattern.compile("[\\p{L}_](?:[\\p{L}\\p{M}\\p{N}_./@+() -]*[\\p{L}\\p{M}\\p{N}_./@+)-])?");
    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
    /** What YAML 1.1 or 1.2 takes for a truth value, null or number. */
    private static final Set<String> WORDS =
            Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null", "inf", "nan");

    private YamlWriter() {}

    static String key(String key) {
        return PLAIN_KEY.matcher(key).matches() && !isWord(key) ? key : doubleQuoted(key);
    }

    /** A value in one line; lists and objects in brackets. */
    static String flow(Json value, Style style) {
        if (value instanceof Json.Str string) {
            return string(string.text(), style);
        }
        if (value instanceof Json.Arr array) {
            List<String> parts = new ArrayList<>();
            array.elements().forEach(element -> parts.add(flow(element, Style.PLAIN)));
            return "[" + String.join(", ", parts) + "]";
        }
        if (value instanceof Json.Obj object) {
            List<String> parts = new ArrayList<>();
            object.forEach((key, below) -> parts.add(key(key) + ": " + flow(below, Style.PLAIN)));
            return "{" + String.join(", ", parts) + "}";
        }
        return value.toString();
    }

    private static String string(String text, Style style) {
        boolean plain = style == Style.PLAIN || style == Style.BLOCK;
        if (plain && PLAIN.matcher(text).matches() && !isWord(text)) {
            return text;
        }
        if (style != Style.DOUBLE && text.codePoints().allMatch(YamlWriter::isPrintable)) {
            return "'" + text.replace("'", "''") + "'";
        }
        return doubleQuoted(text);
    }

    /** A string of several lines as a literal block, or null if YAML cannot say it so exactly. */
    static @Nullable String block(String text, String indent) {
        String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        if (!body.contains("\n") || body.endsWith("\n") || body.startsWith("\n") || body.startsWith(" ")) {
            return null;
        }
        if (!body.codePoints().allMatch(c -> c == '\n' || isPrintable(c))) {
            return null;
        }
        StringBuilder out = new StringBuilder(text.endsWith("\n") ? "|" : "|-");
        for (String line : body.split("\n", -1)) {
            if (!line.isEmpty() && Lines.isBlank(line)) {
                return null;
            }
            out.append('\n').append(line.isEmpty() ? "" : indent).append(line);
        }
        return out.toString();
    }

    private static boolean isWord(String text) {
        return WORDS.contains(text.toLowerCase(Locale.ROOT));
    }

    /** Whether a character may stand in quotes as itself: no control character, line separator, mark of byte order or half pair. */
    private static boolean isPrintable(int c) {
        return c >= 0x20 && c < 0x7f
                || c >= 0xa0 && c <= 0xd7ff && c != 0x2028 && c != 0x2029
                || c >= 0xe000 && c <= 0xfffd && c != 0xfeff
                || c >= 0x10000;
    }

    private static String doubleQuoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').appendCodePoint(c);
            } else if (c == '\n') {
                out.append("\\n");
            } else if (c == '\t') {
                out.append("\\t");
            } else if (isPrintable(c)) {
                out.appendCodePoint(c);
            } else {
                out.append(String.format("\\u%04x", c));
            }
        });
        return out.append('"').toString();
    }
}
