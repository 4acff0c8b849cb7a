package io.workfloworchestrator.definition;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plain values, JSON, and the shapes they are declared to have. Pure functions. */
public final class Shapes {
    private static final int MOST_WORDS = 20;
    private static final int MOST_FAULTS = 10;

    private static final Set<FieldShape.Type> SCALARS =
            Set.of(FieldShape.Type.BOOL, FieldShape.Type.INT, FieldShape.Type.DOUBLE);

    private Shapes() {}

    static boolean fits(@Nullable Object value, FieldShape shape) {
        FieldShape of = shape.of();
        return switch (shape.type()) {
            case ANY -> true;
            case BOOL -> value instanceof Boolean;
            case INT -> value instanceof Long;
            case DOUBLE -> value instanceof Double || value instanceof Long;
            case STRING -> value instanceof String;
            case LIST ->
                value instanceof List<?> list && (of == null || list.stream().allMatch(v -> fits(v, of)));
            case MAP ->
                value instanceof Map<?, ?> map
                        && (of == null || map.values().stream().allMatch(v -> fits(v, of)));
            case OBJECT -> value instanceof Map<?, ?> map && fields(map, shape.fields());
        };
    }

    private static boolean fields(Map<?, ?> map, Map<String, FieldShape> fields) {
        return fields.entrySet().stream()
                .allMatch(f -> map.get(f.getKey()) == null
                        ? !f.getValue().required()
                        : fits(map.get(f.getKey()), f.getValue()));
    }

    /** A text that can only be a number or a truth value, where one is declared, is that; a word in another case is that word. */
    public static Json meant(Json value, FieldShape declared) {
        FieldShape of = declared.of();
        if (value instanceof Json.Arr list && of != null) {
            return Json.array(
                    list.elements().stream().map(element -> meant(element, of)).toList());
        }
        return value.asText()
                .map(text -> SCALARS.contains(declared.type()) ? scalar(text, declared) : Json.of(declared.meant(text)))
                .orElse(value);
    }

    private static Json scalar(String text, FieldShape declared) {
        try {
            Json read = Json.parse(text);
            return fits(plain(read), declared) ? read : Json.of(text);
        } catch (JsonException noScalar) {
            return Json.of(text);
        }
    }

    /** All that is wrong with data that should have this shape, by path, as one clause; empty when nothing is. */
    public static Optional<String> fault(Json.Obj data, Map<String, FieldShape> shape) {
        List<String> faults = new ArrayList<>();
        for (Map.Entry<String, FieldShape> field : shape.entrySet()) {
            Json value = data.get(field.getKey());
            if (value == null ? field.getValue().required() : !fits(plain(value), field.getValue())) {
                List<String> words = field.getValue().oneOf();
                faults.add("data." + field.getKey() + " must be "
                        + (words.isEmpty() ? words(field.getValue()) : "one of " + Names.first(MOST_WORDS, words))
                        + (value == null ? ", but it is missing" : ", but it is " + value));
            }
        }
        return together(faults);
    }

    /** The type, with that of its elements: {@code list of string}. */
    private static String words(FieldShape shape) {
        FieldShape of = shape.of();
        return shape.type().word() + (of == null ? "" : " of " + words(of));
    }

    private static Optional<String> together(List<String> faults) {
        int more = faults.size() - MOST_FAULTS;
        return Optional.of(String.join("; ", faults.subList(0, Math.min(MOST_FAULTS, faults.size())))
                        + (more > 0 ? "; and " + more + " more" : ""))
                .filter(text -> !text.isEmpty());
    }

    /**
     * Refuses a change that brings a field or a word that nobody declared: it is a typing error. One that was there before, from a file
     * or another version, stays. Where nothing is declared, every field may come.
     *
     * @throws DefinitionException {@code E_WORKFLOW_DATA} naming the field, and the declared one that is nearest, or the words
     */
    public static void requireDeclared(Json before, Json after, Map<String, FieldShape> shape) {
        stranger("data", before, after, shape)
                .or(() -> strangeWord(before, after, shape).map(fault -> fault + "."))
                .ifPresent(fault -> {
                    throw new DefinitionException("E_WORKFLOW_DATA", fault + " Nothing was changed.");
                });
    }

    /**
     * All that is wrong with texts that the words of their fields do not have, and that were not there before, as one clause; empty when
     * nothing is wrong.
     */
    public static Optional<String> strangeWord(Json before, Json after, Map<String, FieldShape> shape) {
        return together(strangeWords("data", before, after, shape).distinct().toList());
    }

    private static Stream<String> strangeWords(String at, Json before, Json after, Map<String, FieldShape> shape) {
        return shape.entrySet().stream()
                .flatMap(field -> strangeWords(
                        at + "." + field.getKey(),
                        field(before, field.getKey()),
                        field(after, field.getKey()),
                        field.getValue()));
    }

    private static Stream<String> strangeWords(String at, Json before, Json after, FieldShape shape) {
        FieldShape of = shape.of();
        if (after.equals(before)) {
            return Stream.empty();
        }
        Optional<String> text = after.asText().filter(word -> !shape.allows(word));
        if (text.isPresent()) {
            return Stream.of(at + " must be one of " + Names.first(MOST_WORDS, shape.oneOf()) + ", but it is " + after);
        }
        if (of == null) {
            return strangeWords(at, before, after, shape.fields());
        }
        Stream<String> elements = after.asList().stream()
                .flatMap(element -> strangeWords(
                        at + "[]", before.asList().contains(element) ? element : Json.Null.VALUE, element, of));
        Stream<String> fields = after.asObject().keys().stream()
                .flatMap(key -> strangeWords(at + "." + key, field(before, key), field(after, key), of));
        return Stream.concat(elements, fields);
    }

    private static Json field(Json object, String name) {
        return object.asObject().find(name).orElse(Json.Null.VALUE);
    }

    private static Optional<String> stranger(String at, Json before, Json after, Map<String, FieldShape> shape) {
        if (shape.isEmpty() || before == after) {
            return Optional.empty();
        }
        for (String name : after.asObject().keys()) {
            FieldShape declared = shape.get(name);
            Optional<Json> was = before.asObject().find(name);
            Json is = after.asObject().find(name).orElseThrow();
            Optional<String> fault = declared != null
                    ? strangerBelow(at + "." + name, was.orElse(Json.Null.VALUE), is, declared)
                    : was.isPresent()
                            ? Optional.empty()
                            : Optional.of(at + " has no field \"" + name + "\"." + Names.hint(name, shape.keySet()));
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> strangerBelow(String at, Json before, Json after, FieldShape shape) {
        FieldShape of = shape.of();
        if (of == null) {
            return stranger(at, before, after, shape.fields());
        }
        Optional<String> fault = Optional.empty();
        Json any = before.asList().stream().reduce(Json.Obj.EMPTY, (all, one) -> over(all.asObject(), one.asObject()));
        for (Json element : after.asList()) {
            fault = fault.or(() -> strangerBelow(at + "[]", any, element, of));
        }
        for (String key : after.asObject().keys()) {
            Json was = before.asObject().find(key).orElse(Json.Null.VALUE);
            fault = fault.or(() -> strangerBelow(
                    at + "." + key, was, after.asObject().find(key).orElseThrow(), of));
        }
        return fault;
    }

    /**
     * Refuses data that does not have this shape.
     *
     * @throws DefinitionException {@code E_WORKFLOW_DATA} naming the first field that does not fit
     */
    public static void require(Json.Obj data, Map<String, FieldShape> shape) {
        fault(data, shape).ifPresent(fault -> {
            throw new DefinitionException("E_WORKFLOW_DATA", fault + ". Nothing was changed.");
        });
    }

    /** The fields of both; of one that both have, the given value. */
    public static Json.Obj over(Json.Obj base, Json.Obj given) {
        Map<String, Json> fields = new TreeMap<>();
        base.forEach(fields::put);
        given.forEach(fields::put);
        return Json.object(fields);
    }

    /** The data of a new workflow: every field that has an initial value. */
    public static Json.Obj initial(Map<String, FieldShape> shape) {
        Map<String, Json> fields = new TreeMap<>();
        shape.forEach((name, field) -> {
            Object initial = field.initial();
            if (initial != null) {
                fields.put(name, json(initial));
            }
        });
        return Json.object(fields);
    }

    /** JSON as plain values: null, Boolean, Long, Double, String, List, Map. */
    public static @Nullable Object plain(Json json) {
        if (json instanceof Json.Str text) {
            return text.text();
        }
        if (json instanceof Json.Bool bool) {
            return bool.value();
        }
        if (json instanceof Json.Num number) {
            boolean whole = number.isInteger() && number.value().toBigInteger().bitLength() < 64;
            return whole
                    ? (Object) number.value().longValue()
                    : (Object) number.value().doubleValue();
        }
        if (json instanceof Json.Arr array) {
            return array.elements().stream().map(Shapes::plain).toList();
        }
        if (json instanceof Json.Obj object) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            object.forEach((key, value) -> map.put(key, plain(value)));
            return java.util.Collections.unmodifiableMap(map);
        }
        return null;
    }

    /** Plain values as JSON; any other value becomes its text. */
    public static Json json(@Nullable Object value) {
        if (value == null) {
            return Json.Null.VALUE;
        }
        if (value instanceof Json json) {
            return json;
        }
        if (value instanceof Boolean flag) {
            return Json.of((boolean) flag);
        }
        if (value instanceof Long || value instanceof Integer) {
            return Json.of(((Number) value).longValue());
        }
        if (value instanceof Number number) {
            return Json.of(number.doubleValue());
        }
        if (value instanceof List<?> list) {
            return Json.array(list.stream().map(Shapes::json).toList());
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Json> fields = new TreeMap<>();
            map.forEach((key, item) -> fields.put(String.valueOf(key), json(item)));
            return Json.object(fields);
        }
        return Json.of(String.valueOf(value));
    }
}
