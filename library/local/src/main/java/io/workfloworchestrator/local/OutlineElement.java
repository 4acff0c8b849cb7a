package io.workfloworchestrator.local;

import io.workfloworchestrator.definition.FieldShape;
import io.workfloworchestrator.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An element of a list in one line: a text, or for an object {@code NAME: DESCRIPTION [field:: value]}. A colon in the name and a
 * bracket get a backslash; what cannot stand in one line is written as a number, such as a line feed as 10. Pure functions.
 */
final class OutlineElement {
    private static final String NAME = "name";
    private static final String DESCRIPTION = "description";
    private static final Pattern MARK =
            Pattern.compile("(.*?)[ \\t]*(?<!\\\\)\\[(\\w{1,40}):: ((?:[^\\\\\\[\\]]|\\\\.)*)]$", Pattern.DOTALL);
    private static final Pattern NAMED =
            Pattern.compile("((?:[^\\\\:]|\\\\.|:(?![ \\t]|$))*):(?:[ \\t]+(.*))?", Pattern.DOTALL);
    private static final Pattern ESCAPED = Pattern.compile("\\\\([\\\\:\\[\\]&])|&#(9|10|13|32);");
    private static final String SPECIAL = "\\:[]&";

    private OutlineElement() {}

    static Json read(String line, @Nullable FieldShape shape) {
        if (shape == null || shape.type() != FieldShape.Type.OBJECT) {
            return Json.of(decoded(line));
        }
        Map<String, Json> marks = new LinkedHashMap<>();
        String rest = line;
        for (Matcher mark = MARK.matcher(rest);
                mark.matches() && shape.fields().containsKey(mark.group(2));
                mark = MARK.matcher(rest)) {
            marks.put(mark.group(2), Json.of(decoded(mark.group(3))));
            rest = mark.group(1);
        }
        Matcher named = NAMED.matcher(rest);
        boolean isNamed = named.matches();
        Json.Obj element = Json.Obj.EMPTY.with(NAME, Json.of(decoded((isNamed ? named.group(1) : rest).strip())));
        if (isNamed && named.group(2) != null && !named.group(2).isBlank()) {
            element = element.with(DESCRIPTION, Json.of(decoded(named.group(2).strip())));
        }
        for (Map.Entry<String, Json> mark : marks.entrySet()) {
            element = element.with(mark.getKey(), mark.getValue());
        }
        return element;
    }

    static String write(Json element) {
        if (!(element instanceof Json.Obj object)) {
            return plain(element);
        }
        StringBuilder line = new StringBuilder(coded(object.text(NAME).orElse(""), ":[]"));
        object.text(DESCRIPTION)
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> line.append(": ").append(coded(text, "[]")));
        object.forEach((field, value) -> {
            if (!List.of(NAME, DESCRIPTION).contains(field)) {
                String said = value.asText().orElseGet(value::toString);
                line.append(" [")
                        .append(field)
                        .append(":: ")
                        .append(coded(said, "[]"))
                        .append(']');
            }
        });
        return line.toString();
    }

    static String plain(Json value) {
        return coded(value.asText().orElseGet(value::toString), "");
    }

    private static String coded(String text, String dangerous) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : ':';
            boolean isEnd = i == 0 || i == text.length() - 1;
            boolean isCode = c == '\n' || c == '\r' || (c == ' ' || c == '\t') && isEnd;
            boolean isEscaped = dangerous.indexOf(c) >= 0
                    || c == '\\' && (SPECIAL.indexOf(next) >= 0 || Character.isWhitespace(next))
                    || c == '&' && next == '#';
            out.append(isEscaped ? "\\" : "").append(isCode ? "&#" + (int) c + ";" : String.valueOf(c));
        }
        return out.toString();
    }

    static String decoded(String line) {
        return ESCAPED.matcher(line)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) != null
                                ? found.group(1)
                                : String.valueOf((char) Integer.parseInt(found.group(2)))));
    }
}
