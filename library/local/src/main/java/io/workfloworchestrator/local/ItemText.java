package io.workfloworchestrator.local;

import io.workfloworchestrator.definition.FieldShape;
import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.WrittenItem;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a file says of an item, as a value: {@code {"uid": …, "number": …, "status": …, "title": …, "fields": {…}}}. Everything
 * but the uid may be absent. It has what a person may write, and nothing else: no claims, no evidence, no times, and no fields
 * that the kind does not declare. Pure functions.
 */
final class ItemText {
    static final String UID = "uid";
    static final String NUMBER = "number";
    static final String STATUS = "status";
    static final String TITLE = "title";
    static final String FIELDS = "fields";
    /** Where the file is, by the first status of that place; only where a kind has places by status. */
    static final String PLACE = "place";
    /** Which line of a list it is, from 0; only of a new item whose number is still to be given: numbers follow the lines. */
    static final String LINE = "line";

    private ItemText() {}

    /**
     * The text of an item of the state.
     *
     * @param sections the fields that are texts under headings: blank lines at their ends are not theirs
     * @param item as the state keeps it
     * @param names what people call an item that is needed
     */
    static Json.Obj of(
            KindDefinition kind, List<String> sections, String id, Json.Obj item, UnaryOperator<String> names) {
        Json.Obj had = fields(item);
        Map<String, Json> text = new LinkedHashMap<>();
        text.put(UID, Json.of(id));
        item.find(NUMBER).filter(Json.Str.class::isInstance).ifPresent(number -> text.put(NUMBER, number));
        item.find(STATUS).ifPresent(status -> text.put(STATUS, status));
        had.find(TITLE).filter(title -> !isEmpty(title)).ifPresent(title -> text.put(TITLE, title));
        Map<String, Json> fields = new LinkedHashMap<>();
        for (String name : kind.fields().keySet()) {
            had.find(name)
                    .filter(value -> !name.equals(TITLE))
                    .map(value -> sections.contains(name) ? withoutBlankEnds(value) : value)
                    .filter(value -> !isEmpty(value))
                    .ifPresent(value -> fields.put(name, name.equals(kind.needs()) ? renamed(value, names) : value));
        }
        if (!fields.isEmpty()) {
            text.put(FIELDS, Json.object(fields));
        }
        return Json.object(text);
    }

    private static Json withoutBlankEnds(Json value) {
        return value.asText()
                .<Json>map(text -> Json.of(text.replaceAll("^(?:[ \\t]*\\R)+|\\s+$", "")))
                .orElse(value);
    }

    private static Json renamed(Json needs, UnaryOperator<String> names) {
        return needs.asList().stream().allMatch(Json.Str.class::isInstance)
                ? Json.strings(needs.asList().stream()
                        .map(id -> names.apply(id.asText().orElse("")))
                        .toList())
                : needs;
    }

    /** Null, an empty text or an empty list: a file says it by saying nothing. */
    private static boolean isEmpty(Json value) {
        return value instanceof Json.Null
                || value.asText().filter(String::isEmpty).isPresent()
                || value instanceof Json.Arr && value.asList().isEmpty()
                || value instanceof Json.Obj object && object.size() == 0;
    }

    /** The text with what it says of the fields that the kind declares, in their types as far as that is clear. */
    static Json.Obj withFields(KindDefinition kind, Json.Obj text, Map<String, Json> read) {
        Map<String, Json> fields = new LinkedHashMap<>();
        for (Map.Entry<String, FieldShape> field : kind.fields().entrySet()) {
            Json value = read.get(field.getKey());
            if (value != null && !isEmpty(value) && !field.getKey().equals(TITLE)) {
                fields.put(field.getKey(), fitted(field.getValue(), value));
            }
        }
        return fields.isEmpty() ? text.without(FIELDS) : text.with(FIELDS, Json.object(fields));
    }

    /** The text with its status as the kind has it: people write {@code In Progress} for {@code in-progress}. */
    static Json.Obj withStatus(KindDefinition kind, Json.Obj text) {
        List<String> known = kind.status().values();
        String said = text.text(STATUS).orElse("");
        return known.stream()
                .filter(status -> !known.contains(said) && words(status).equals(words(said)))
                .findFirst()
                .map(status -> text.with(STATUS, Json.of(status)))
                .orElse(text);
    }

    private static String words(String status) {
        return status.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", " ");
    }

    /** A value as what the field holds, where there is only one way to read it: people write {@code needs: T-1} and {@code 12}. */
    static Json fitted(@Nullable FieldShape shape, Json value) {
        if (shape == null) {
            return value;
        }
        boolean isScalar = value instanceof Json.Num || value instanceof Json.Bool || value instanceof Json.Str;
        return switch (shape.type()) {
            case STRING -> isScalar ? Json.of(shape.meant(value.asText().orElseGet(value::toString))) : value;
            case INT -> number(value, "-?\\d{1,18}");
            case DOUBLE -> number(value, "-?\\d{1,15}(\\.\\d{1,15})?");
            case BOOL ->
                value.asText()
                        .filter(text -> text.equals("true") || text.equals("false"))
                        .<Json>map(text -> Json.of(text.equals("true")))
                        .orElse(value);
            case LIST ->
                isScalar
                        ? Json.array(List.of(fitted(shape.of(), value)))
                        : value instanceof Json.Arr
                                ? Json.array(value.asList().stream()
                                        .map(element -> fitted(shape.of(), element))
                                        .toList())
                                : value;
            default -> value;
        };
    }

    private static Json number(Json value, String form) {
        return value.asText()
                .filter(text -> text.matches(form))
                .<Json>map(text -> Json.parse(new BigDecimal(text).toPlainString())) // YAML's 007 is no JSON
                .orElse(value);
    }

    /** What a person wrote, when the file said {@code before}; what it says no longer is taken away. */
    static WrittenItem written(Json.Obj before, Json.Obj now) {
        Map<String, Json> fields = new LinkedHashMap<>();
        Json.Obj had = withTitle(before);
        withTitle(now).forEachDifference(had, (name, here, there) -> {
            if (here == null || !here.equals(there)) {
                fields.put(name, here == null ? Json.Null.VALUE : here);
            }
        });
        Optional<String> status = now.text(STATUS).filter(text -> !text.isBlank());
        Optional<String> number =
                now.text(NUMBER).filter(text -> !Optional.of(text).equals(before.text(NUMBER)));
        return new WrittenItem(number, status, Json.object(fields));
    }

    /** The fields with the title among them, as the state has it. */
    static Json.Obj withTitle(Json.Obj text) {
        return text.find(TITLE).map(title -> fields(text).with(TITLE, title)).orElse(fields(text));
    }

    static Pattern number(String pattern) {
        int zeros = pattern.length() - pattern.replaceAll("0+$", "").length();
        return Pattern.compile(Pattern.quote(pattern.substring(0, pattern.length() - zeros)) + "\\d{" + zeros + ",15}");
    }

    static Json.Obj fields(Json.Obj text) {
        return part(text, FIELDS);
    }

    /** What a value has at a place; an object without fields if it has nothing there. */
    static Json.Obj part(Json value, String... path) {
        return value.at(path).map(Json::asObject).orElse(Json.Obj.EMPTY);
    }

    /** The number that a value says; 0 if it says none. */
    static double count(Optional<Json> value) {
        return value.map(
                        some -> some instanceof Json.Num number ? number.value().doubleValue() : 0.0)
                .orElse(0.0);
    }

    static String prefix(String kind) {
        String start = kind.substring(0, 1).toLowerCase(Locale.ROOT);
        return start.matches("[a-z]") ? start : "i";
    }
}
