package io.workfloworchestrator.definition;

import io.workfloworchestrator.json.Words;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Guesses what an author meant where a text is no YAML. The parser says what it expected, which is right and helps few;
 * people make a handful of mistakes: a text that needs quotes, a colon without a space, a tab. This looks at the line and does
 * not parse it, so it gives advice only where a mistake is plain. Pure functions.
 */
final class YamlAdvice {
    /** A key with its colon and spaces, at the start of a line or inside of braces. */
    private static final Pattern KEY = Pattern.compile("(?:^[ \\t]*(?:- +)*|[{,\\[] *)[\"']?([\\w-]+)[\"']?: +");

    private static final Pattern ITEM = Pattern.compile("^[ \\t]*(?:- +)+");
    private static final Pattern GLUED = Pattern.compile("^([ \\t]*(?:- +)*)([A-Za-z][\\w-]*):([^\\s:/\\\\].*)$");
    private static final Pattern NEXT_FIELD = Pattern.compile(", *[\"']?[\\w-]+[\"']?:( |$)");
    private static final Pattern TWO_FIELDS = Pattern.compile(
            ".*\\S (id|title|is|when|otherwise|hint|done|optional|tool|params|from|to|type|of|default|required|file|files|read): .*");
    private static final Pattern DASHED = Pattern.compile("^[ \\t]*-([A-Za-z][\\w-]*:(?: .*)?)$");
    private static final int SHOWN = 60;

    private YamlAdvice() {}

    /** What to do, and where: line and column from 1, the column in characters. */
    record Advice(int line, int column, String says) {}

    /** A value as it stands in a line: where it begins, and its key with a colon, if it has one. */
    private record Value(int start, String key, String text) {}

    /** The advice for a text that the parser refused there: line and column from 1, the column in characters. */
    static Optional<Advice> of(List<String> lines, int line, int column, String problem) {
        String text = line >= 1 && line <= lines.size() ? lines.get(line - 1) : "";
        int indent = text.length() - text.stripLeading().length();
        int tab = text.indexOf('\t');
        if (tab >= 0 && tab < indent) {
            return Optional.of(new Advice(
                    line, tab + 1, "A tab stands here, and YAML is indented with spaces only. Replace it by spaces."));
        }
        int at = text.offsetByCodePoints(0, Math.max(0, Math.min(column - 1, text.codePointCount(0, text.length()))));
        Value value = value(text, at);
        Optional<String> says = value == null ? Optional.empty() : ofValue(value, text, at, problem);
        if (says.isPresent() && value != null) {
            boolean start = "!*&@`%>|-?".indexOf(text.charAt(value.start)) >= 0;
            return Optional.of(new Advice(line, start ? text.codePointCount(0, value.start) + 1 : column, says.get()));
        }
        if (problem.contains("\\t(TAB)")) {
            return Optional.of(
                    new Advice(line, column, "A tab stands here, and YAML takes spaces only. Replace it by a space."));
        }
        return glued(lines, line).or(() -> indentation(lines, line, at == indent));
    }

    private static Optional<String> ofValue(Value value, String line, int at, String problem) {
        char first = value.text.isEmpty() ? ' ' : value.text.charAt(0);
        char second = value.text.length() > 1 ? value.text.charAt(1) : ' ';
        String lower = problem.toLowerCase(Locale.ROOT);
        boolean spaced = second == ' ';
        return switch (first) {
            case '!' -> second == '<' || second == '!' ? Optional.empty() : Optional.of(tag(value.text, value.key));
            case '*' -> Optional.of(quotes(value, "takes * for a reference to another place"));
            case '&' -> Optional.of(quotes(value, "takes & for the name of a place"));
            case '@', '`', '%' -> Optional.of(quotes(value, "lets no text begin with " + first));
            case '-', '?' ->
                spaced
                        ? Optional.of(quotes(value, "takes " + first + " for the start of a list or key"))
                        : colon(value, line, at);
            case '>', '|' ->
                spaced
                        ? Optional.of(quotes(value, "takes " + first + " for the start of a text in the lines below"))
                        : Optional.empty();
            case '[', '{' ->
                lower.contains("<scalar>")
                        ? Optional.of(quotes(value, "takes " + first + " for the start of a list or mapping"))
                        : Optional.empty();
            case '"' ->
                lower.contains("escape")
                        ? Optional.of(
                                "Inside of double quotes a backslash begins an escape. Write \\\\ for a backslash, or put"
                                        + " the text in single quotes.")
                        : Optional.of(
                                "The text ends at its second \". Inside of double quotes write \\\" for a quote.");
            case '\'' ->
                Optional.of("The text ends at its second '. Inside of single quotes write '' for one, or put the text"
                        + " in double quotes.");
            default -> colon(value, line, at);
        };
    }

    private static Optional<String> colon(Value value, String line, int at) {
        if (value.text.contains(": ") || value.text.endsWith(":")) {
            Matcher field = TWO_FIELDS.matcher(value.text);
            boolean flow = line.substring(0, value.start).matches(".*[{\\[].*");
            String comma = flow && field.matches()
                    ? ". Or, if \"" + field.group(1) + "\" is a field of its own, put a comma before it"
                    : "";
            return Optional.of(quotes(value, "takes a colon and a space for the end of a key") + comma);
        }
        boolean bracket = at < line.length() && "[]{}".indexOf(line.charAt(at)) >= 0;
        return bracket
                ? Optional.of(
                        "Inside of { } or [ ], YAML takes brackets for a list or mapping. Put the text in quotes.")
                : Optional.empty();
    }

    static String tag(String text, String key) {
        return quotes(new Value(0, key, text), "takes ! for a tag, which is no part of the text");
    }

    /** The value that begins at a column, as far as this line has it. */
    static String valueAt(String line, int column) {
        int from = Math.min(
                line.length(), line.offsetByCodePoints(0, Math.min(column - 1, line.codePointCount(0, line.length()))));
        return end(line, from, line.substring(0, from).matches(".*[{\\[].*"));
    }

    private static String quotes(Value value, String why) {
        String text = Words.clip(value.text, SHOWN);
        String quoted =
                text.contains("\"") ? "'" + text.replace("'", "''") + "'" : "\"" + text.replace("\\", "\\\\") + "\"";
        return "Without quotes YAML " + why + ". Put the text in quotes: " + value.key + quoted;
    }

    private static @org.jspecify.annotations.Nullable Value value(String line, int at) {
        Value found = null;
        Matcher item = ITEM.matcher(line);
        if (item.find() && item.end() <= at) {
            found = new Value(item.end(), "- ", end(line, item.end(), false));
        }
        Matcher key = KEY.matcher(line);
        int from = 0;
        while (key.find(from) && key.end() <= at) {
            boolean flow = line.substring(0, key.end()).matches(".*[{\\[].*");
            found = new Value(key.end(), key.group(1) + ": ", end(line, key.end(), flow));
            from = Math.max(key.end() - 1, from + 1);
        }
        return found != null && at <= found.start + found.text.length() ? found : null;
    }

    /** A value up to what ends it: the next field or the closing braces inside of braces, a comment, the end of the line. */
    private static String end(String line, int from, boolean flow) {
        String rest = line.substring(from);
        int comment = rest.indexOf(" #");
        rest = comment < 0 ? rest : rest.substring(0, comment);
        if (flow) {
            Matcher next = NEXT_FIELD.matcher(rest);
            rest = rest.substring(0, Math.min(next.find() ? next.start() : rest.length(), closing(rest)));
        }
        return rest.strip();
    }

    /** Where a brace closes that was not opened in the text itself. */
    private static int closing(String text) {
        int open = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            open += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            if (open < 0) {
                return i;
            }
        }
        return text.length();
    }

    /**
     * The advice for what is not closed where it begins, so that the parser gives up below.
     *
     * @param begun where it begins
     * @param line where the parser gave up, from 1
     */
    static Optional<Advice> unclosed(List<String> lines, Place begun, int line, String problem) {
        if (problem.startsWith("while scanning a quoted scalar, found unexpected end")) {
            return Optional.of(new Advice(
                    begun.line(),
                    begun.column(),
                    "The text that begins with this quote is never closed. Close it with the same quote; inside of single"
                            + " quotes write '' for one."));
        }
        boolean mapping = problem.startsWith("while parsing a flow mapping");
        boolean isBelow = begun.line() >= 1 && begun.line() < line && line <= lines.size();
        if (!isBelow
                || !mapping && !problem.startsWith("while parsing a flow sequence")
                || indent(lines.get(line - 1)) > indent(lines.get(begun.line() - 1))) {
            return Optional.empty();
        }
        String close = mapping
                ? "This { is never closed. Write } behind its last field"
                : "This [ is never closed. Write ] behind its last element";
        return Optional.of(new Advice(begun.line(), begun.column(), close + ", and a comma between two."));
    }

    /** The advice for an element of a list that stands among the fields of a mapping. */
    static Optional<Advice> element(List<String> lines, int line, String problem) {
        if (line < 2 || line > lines.size() || !problem.endsWith("expected <block end>, but found '-'")) {
            return Optional.empty();
        }
        int indent = indent(lines.get(line - 1));
        return Stream.iterate(line - 1, i -> i >= 1, i -> i - 1)
                .filter(i -> ITEM.matcher(lines.get(i - 1)).find() && indent(lines.get(i - 1)) < indent)
                .findFirst()
                .map(i -> "An element of a list begins here among fields. If it belongs to the list of line " + i
                        + ", begin it in column " + (indent(lines.get(i - 1)) + 1) + ", as that one.")
                .or(() -> Optional.of(
                        "An element of a list begins here among fields. Begin all elements with \"- \", also those"
                                + " before it."))
                .map(says -> new Advice(line, indent + 1, says));
    }

    /** A key without a space behind its colon is one text with its value, and the parser stumbles behind it. */
    private static Optional<Advice> glued(List<String> lines, int line) {
        return Stream.iterate(Math.min(line, lines.size()), i -> i >= 1 && i >= line - 2, i -> i - 1)
                .flatMap(i -> {
                    Matcher glued = GLUED.matcher(lines.get(i - 1));
                    Matcher dashed = DASHED.matcher(lines.get(i - 1));
                    if (dashed.matches()) {
                        String says = "Behind the dash of an element stands a space. Write - "
                                + Words.clip(dashed.group(1), SHOWN);
                        return Stream.of(new Advice(i, dashed.start(1), says));
                    }
                    return glued.matches()
                            ? Stream.of(new Advice(i, glued.end(2) + 2, space(glued.group(2), glued.group(3))))
                            : Stream.empty();
                })
                .findFirst();
    }

    static Optional<String> glued(String text) {
        Matcher glued = GLUED.matcher(text);
        return glued.matches() ? Optional.of(space(glued.group(2), glued.group(3))) : Optional.empty();
    }

    private static String space(String key, String value) {
        String shown = Words.clip(value, SHOWN);
        return "Behind the colon of a key stands a space. Write " + key + ": " + shown;
    }

    private static Optional<Advice> indentation(List<String> lines, int line, boolean atStart) {
        if (!atStart || line < 2 || line > lines.size()) {
            return Optional.empty();
        }
        int indent = indent(lines.get(line - 1));
        boolean known =
                lines.subList(0, line - 1).stream().filter(l -> !l.isBlank()).anyMatch(l -> starts(l, indent));
        return known
                ? Optional.empty()
                : Optional.of(
                        new Advice(
                                line,
                                indent + 1,
                                "No line before this one begins in this column. Indent it as the fields or elements that it belongs to."));
    }

    /** Whether a line, or the text behind its dashes, begins there. */
    private static boolean starts(String line, int indent) {
        Matcher item = ITEM.matcher(line);
        return indent(line) == indent || (item.find() && item.end() == indent);
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }
}
