package io.workfloworchestrator.specdriven.analysis;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a line says after its text, in the form {@code [name:: value]}. As the format of items has it, fields are read from the end of
 * the line as far as they go, and each name once; what looks like a field further in front is text, such as words that somebody said.
 * Immutable.
 *
 * @param text the line without its fields and its id
 */
record LineFields(String text, Map<String, String> fields) {
    private static final Pattern FIELD =
            Pattern.compile("\\[([A-Za-z][\\w-]*)::\\s*((?:\\[[^\\[\\]]*\\]|[^\\[\\]])*)\\]");
    private static final Pattern ID = Pattern.compile("\\s\\^[\\w-]+\\s*$");
    /** What may stand among the fields: an owner, a date, a status, what is needed. */
    private static final Pattern OTHER_MARK = Pattern.compile(
            "\\s(?:@[\\w.-]+|(?:📅|✅)\\s?[\\d-]+|⛔\\s?[^\\[\\]()]+|\\((?:[a-z-]{1,20}|depends on [^()]*)\\))$");

    static LineFields of(String line) {
        Map<String, String> fields = new LinkedHashMap<>();
        String rest = ID.matcher(line).replaceAll("").strip();
        String behind = "";
        while (true) {
            Optional<MatchResult> field = last(rest).filter(found -> !fields.containsKey(found.group(1)));
            Matcher other = OTHER_MARK.matcher(rest);
            if (field.isPresent()) {
                fields.put(field.get().group(1), field.get().group(2).strip());
                rest = rest.substring(0, field.get().start()).stripTrailing();
            } else if (other.find()
                    && last(rest.substring(0, other.start()).stripTrailing()).isPresent()) {
                behind = other.group() + behind;
                rest = rest.substring(0, other.start()).stripTrailing();
            } else {
                return new LineFields((rest + behind).strip(), fields);
            }
        }
    }

    /** The field at the end of a text; empty if the text ends without one, or a backslash says that it is text. */
    private static Optional<MatchResult> last(String text) {
        return text.endsWith("]")
                ? FIELD.matcher(text)
                        .results()
                        .filter(found -> found.end() == text.length()
                                && (found.start() == 0 || text.charAt(found.start() - 1) != '\\'))
                        .findFirst()
                : Optional.empty();
    }

    /** A text without what looks like fields in it: nothing that they name is meant. */
    static String withoutFields(String text) {
        return text.contains("::") ? FIELD.matcher(text).replaceAll("") : text;
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(fields.get(name)).filter(value -> !value.isEmpty());
    }

    /** A list as JSON, or with commas between its values. */
    List<String> list(String name) {
        String value = fields.getOrDefault(name, "");
        if (value.startsWith("[")) {
            try {
                return Json.parse(value).texts();
            } catch (CodedException e) {
                return split(value.replaceAll("[\\[\\]\"]", "")); // Somebody wrote it by hand.
            }
        }
        return split(value);
    }

    private static List<String> split(String value) {
        return Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }
}
