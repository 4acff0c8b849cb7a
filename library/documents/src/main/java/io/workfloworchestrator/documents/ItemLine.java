package io.workfloworchestrator.documents;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What follows the box in an item's line: a number in front, the text, and marks behind it.
 *
 * <pre>
 * content = [number " "] text *(" " mark)
 * mark    = "^" id  |  "@" owner  |  "📅 " date  |  "✅ " date  |  "(" status ")"
 *         | "(depends on " name *("," name) ")"  |  "⛔ " name *("," name)  |  "[" field ":: " value "]"
 * </pre>
 *
 * Marks are read from the right as far as they go; a second mark of one kind is text. A text that ends like a mark, or begins like
 * a number, gets a backslash before it, and reading takes one away.
 *
 * @param text as it stands in the file
 * @param marks in the order of the file
 */
record ItemLine(Optional<String> number, String text, List<Mark> marks) {
    static final Pattern DEFAULT_NUMBER =
            Pattern.compile("#\\d{1,9}|\\d{1,6}(?:\\.\\d{1,6})++|T\\d{3,6}|[A-Z]{1,6}-\\d{1,9}");

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern ID = Pattern.compile("\\^([A-Za-z0-9][A-Za-z0-9._-]{0,63})");
    private static final Pattern OWNER = Pattern.compile("@([A-Za-z0-9][A-Za-z0-9._-]{0,63})");
    private static final Pattern NAMES = Pattern.compile("[^\\s,()\\[\\]]++(?:, ?[^\\s,()\\[\\]]++)*+");
    /** Fields that a line says by its place or its words, and therefore never by a mark. */
    private static final Set<String> OWN = Set.of("id", "text", "section", "parent", "order", "details");

    /** Names that no JSON value may have. */
    private static final Set<String> RESERVED = Set.of("__proto__", "constructor", "prototype");

    private static final Pattern FIELD = Pattern.compile("\\[([A-Za-z_][A-Za-z0-9_.-]{0,63}):: ?");

    ItemLine {
        marks = List.copyOf(marks);
    }

    enum Kind {
        ID,
        OWNER,
        DUE,
        DONE_ON,
        STATUS,
        NEEDS,
        NEEDS_SIGN,
        NEEDS_FIELD,
        FIELD
    }

    /** A mark as it stands; {@code field} names the field of the value, and {@code value} is what it says. */
    record Mark(Kind kind, String field, Json value, String written) {}

    private record Found(Mark mark, int start, int backslashes) {}

    static ItemLine read(String content, Pattern number, Set<String> statuses) {
        String rest = content.strip();
        List<Mark> marks = new ArrayList<>();
        Set<String> fields = new HashSet<>();
        Found found = last(rest, statuses);
        while (found != null
                && found.backslashes() == 0
                && fields.add(found.mark().field())) {
            marks.add(0, found.mark());
            rest = rest.substring(0, found.start()).stripTrailing();
            found = last(rest, statuses);
        }
        Matcher front = number.matcher(rest);
        boolean hasNumber = front.lookingAt() && endsWord(rest, front.end());
        String text = hasNumber ? rest.substring(front.end()).stripLeading() : rest;
        return new ItemLine(hasNumber ? Optional.of(front.group()) : Optional.empty(), text, marks);
    }

    boolean hasId() {
        return marks.stream().anyMatch(mark -> mark.kind() == Kind.ID);
    }

    private static boolean endsWord(String text, int at) {
        return at == text.length() || text.charAt(at) == ' ' || text.charAt(at) == '\t';
    }

    /** What the text says, without the backslashes that keep it from being marks. */
    String said(Pattern numberForm, Set<String> statuses) {
        String said = text;
        if (number.isEmpty()) {
            int slashes = backslashes(said, 0);
            Matcher front = numberForm.matcher(said).region(slashes, said.length());
            said = slashes > 0 && front.lookingAt() && endsWord(said, front.end()) ? said.substring(1) : said;
        }
        Found end = last(said, statuses);
        if (end != null && end.backslashes() > 0) {
            said = said.substring(0, end.start()) + said.substring(end.start() + 1);
        }
        return CharacterCodes.decode(said);
    }

    static String writeText(String text, boolean hasNumber, Pattern numberForm, Set<String> statuses) {
        String written = CharacterCodes.encode(text);
        Found end = last(written, statuses);
        if (end != null) {
            written = written.substring(0, end.start()) + "\\" + written.substring(end.start());
        }
        int slashes = hasNumber ? 0 : backslashes(written, 0);
        Matcher front = numberForm.matcher(written).region(slashes, written.length());
        return !hasNumber && front.lookingAt() && endsWord(written, front.end()) ? "\\" + written : written;
    }

    private static int backslashes(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == '\\') {
            at++;
        }
        return at - from;
    }

    /** The mark with which a text ends, with the backslashes before it; null if it ends with none. */
    private static @Nullable Found last(String text, Set<String> statuses) {
        if (text.isEmpty()) {
            return null;
        }
        char end = text.charAt(text.length() - 1);
        if (end == ')') {
            return inBrackets(text, text.lastIndexOf('('), statuses);
        }
        if (end == ']') {
            return field(text);
        }
        int word = text.length();
        while (word > 0 && text.charAt(word - 1) != ' ' && text.charAt(word - 1) != '\t') {
            word--;
        }
        String last = text.substring(word);
        Matcher id = ID.matcher(bare(last));
        if (id.matches()) {
            return found(text, Kind.ID, "id", Json.of(id.group(1)), word + backslashes(last, 0));
        }
        Matcher owner = OWNER.matcher(bare(last));
        if (owner.matches()) {
            return found(text, Kind.OWNER, "owner", Json.of(owner.group(1)), word + backslashes(last, 0));
        }
        return signed(text);
    }

    private static String bare(String word) {
        return word.substring(backslashes(word, 0));
    }

    /** The mark whose first character, after backslashes and at the start of a word, stands at {@code start}. */
    private static @Nullable Found found(String text, Kind kind, String field, Json value, int start) {
        int first = start;
        while (first > 0 && text.charAt(first - 1) == '\\') {
            first--;
        }
        if (first > 0 && text.charAt(first - 1) != ' ' && text.charAt(first - 1) != '\t') {
            return null;
        }
        return new Found(new Mark(kind, field, value, text.substring(start)), first, start - first);
    }

    private static @Nullable Found inBrackets(String text, int start, Set<String> statuses) {
        if (start < 0) {
            return null;
        }
        String inner = text.substring(start + 1, text.length() - 1);
        if (statuses.contains(inner)) {
            return found(text, Kind.STATUS, "status", Json.of(inner), start);
        }
        String lower = inner.toLowerCase(Locale.ROOT);
        String names = lower.startsWith("depends on ") ? inner.substring("depends on ".length()) : "";
        return NAMES.matcher(names).matches() ? found(text, Kind.NEEDS, "needs", names(names), start) : null;
    }

    /** Whether a value's item may have a field of this name. */
    static boolean isField(String name) {
        return !name.equals("id")
                && (OWN.contains(name) || FIELD.matcher("[" + name + "::").matches());
    }

    private static Json names(String names) {
        return Json.strings(List.of(names.split(", ?")));
    }

    private static @Nullable Found field(String text) {
        int colons = text.lastIndexOf("::");
        int start = colons < 0 ? -1 : text.lastIndexOf('[', colons);
        if (start < 0) {
            return null;
        }
        Matcher field = FIELD.matcher(text).region(start, text.length() - 1);
        if (!field.lookingAt() || OWN.contains(field.group(1)) || RESERVED.contains(field.group(1))) {
            return null;
        }
        String value = text.substring(field.end(), text.length() - 1);
        if (field.group(1).equals("dependsOn") && NAMES.matcher(value).matches()) {
            return found(text, Kind.NEEDS_FIELD, "needs", names(value), start);
        }
        return found(text, Kind.FIELD, field.group(1), value(value), start);
    }

    private static Json value(String text) {
        try {
            return Json.parse(text);
        } catch (JsonException notJson) {
            return Json.of(text);
        }
    }

    /** Marks of a sign and a word: due, done on, needs. */
    private static @Nullable Found signed(String text) {
        for (String sign : List.of("📅", "✅", "⛔")) {
            int start = text.lastIndexOf(sign);
            if (start < 0) {
                continue;
            }
            String said = text.substring(start + sign.length());
            String word = said.startsWith("\uFE0F") ? said.substring(1).strip() : said.strip();
            if (sign.equals("⛔") && NAMES.matcher(word).matches() && !word.contains(", ")) {
                return found(text, Kind.NEEDS_SIGN, "needs", names(word), start);
            }
            if (!sign.equals("⛔") && DATE.matcher(word).matches()) {
                boolean isDue = sign.equals("📅");
                return found(text, isDue ? Kind.DUE : Kind.DONE_ON, isDue ? "due" : "doneOn", Json.of(word), start);
            }
        }
        return null;
    }

    /** A field of a value as a mark of the form that people use for it, or as {@code [field:: value]}. */
    static String write(String field, Json value, Kind needs, List<String> needed) {
        if (field.equals("needs")
                && !needed.isEmpty()
                && NAMES.matcher(String.join(",", needed)).matches()) {
            return switch (needs) {
                case NEEDS_SIGN -> "⛔ " + String.join(",", needed);
                case NEEDS_FIELD -> "[dependsOn:: " + String.join(", ", needed) + "]";
                default -> "(depends on " + String.join(", ", needed) + ")";
            };
        }
        String text = value.asText().orElse("");
        if (field.equals("owner") && OWNER.matcher("@" + text).matches()) {
            return "@" + text;
        }
        if ((field.equals("due") || field.equals("doneOn"))
                && DATE.matcher(text).matches()) {
            return (field.equals("due") ? "📅 " : "✅ ") + text;
        }
        String json = value.toString();
        boolean isPlain = value instanceof Json.Str && !field.equals("dependsOn") && isPlain(text);
        return "[" + field + ":: " + (isPlain ? text : inLine(json)) + "]";
    }

    /** Whether a text is read back as it is: a single colon inside is no sign of a field. */
    private static boolean isPlain(String text) {
        return !text.isEmpty()
                && value(text) instanceof Json.Str
                && text.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || " ._/+-,:".indexOf(c) >= 0)
                && !text.contains("::")
                && !text.startsWith(":")
                && !text.endsWith(":")
                && text.strip().equals(text);
    }

    /** JSON without characters that could be taken for the start of a field or the end of a line. */
    private static String inLine(String json) {
        StringBuilder out = new StringBuilder();
        boolean isQuoted = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '\\') {
                out.append(c).append(json.charAt(++i));
                continue;
            }
            isQuoted ^= c == '"';
            boolean isCoded =
                    isQuoted && (c == '[' || c == ']' || c == ':' || c == '\u0085' || c == '\u2028' || c == '\u2029');
            out.append(isCoded ? String.format("\\u%04x", (int) c) : String.valueOf(c));
        }
        return out.toString();
    }
}
