package io.workfloworchestrator.mcp;

import io.workfloworchestrator.json.JavaShape;
import io.workfloworchestrator.json.Json;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The form of a JSON value: what its Java type looks like as JSON, with the limits of its fields. It writes itself as JSON Schema (draft
 * 2020-12, the subset that MCP clients understand) and cleans what others wrote; {@link Arguments} reads values by it. Immutable.
 *
 * @param words of an enum
 * @param element of a list or a map; null for anything else
 * @param parts of a record, by name; null for anything else, and for a record that contains itself, whose fields are not checked
 */
record Shape(
        JavaShape.Kind kind,
        Limits limits,
        List<String> words,
        @Nullable Shape element,
        @Nullable Map<String, Part> parts) {
    static final int MAX_TEXT = 65_536;
    static final int MAX_ELEMENTS = 1_000;
    private static final int MAX_UNTRUSTED = 200;

    record Part(
            Shape shape,
            boolean required,
            boolean nullable,
            String description,
            boolean untrusted,
            boolean listed,
            boolean named,
            boolean flat) {
        private Map<String, Object> outputSchema() {
            Map<String, Object> schema = new LinkedHashMap<>();
            Object type = shape.schema(false).get("type");
            if (type != null) {
                schema.put("type", type);
            }
            schema.putAll(named ? shape.names() : Map.of());
            boolean isUntrusted = untrusted || shape.holdsUntrusted();
            String mark = description.isEmpty() ? "untrusted" : description + " (untrusted)";
            return described(schema, isUntrusted ? mark : description);
        }
    }

    record Limits(long min, long max, boolean id, boolean untrusted, boolean lines) {
        static Limits of(@Nullable Field field) {
            return field == null
                    ? new Limits(Long.MIN_VALUE, Long.MAX_VALUE, false, false, false)
                    : new Limits(field.min(), field.max(), field.id(), field.untrusted(), field.lines());
        }

        private long maxOr(long otherwise) {
            return max == Long.MAX_VALUE ? otherwise : max;
        }

        long maxText() {
            return maxOr(untrusted ? MAX_UNTRUSTED : MAX_TEXT);
        }

        /** The longest list. For an untrusted list, {@code max} is the longest text in it instead. */
        long maxElements() {
            return untrusted ? MAX_ELEMENTS : maxOr(MAX_ELEMENTS);
        }

        /** The limits for the elements of a list that has these limits. */
        private Limits ofElements() {
            return new Limits(Long.MIN_VALUE, untrusted ? max : Long.MAX_VALUE, id, untrusted, lines);
        }
    }

    static Shape of(Class<? extends Record> type) {
        return of(JavaShape.of(type), Limits.of(null), Set.of());
    }

    private static Shape of(JavaShape type, Limits limits, Set<Type> within) {
        boolean isMany = type.kind() == JavaShape.Kind.LIST || type.kind() == JavaShape.Kind.MAP;
        boolean hasParts = type.kind() == JavaShape.Kind.RECORD && !within.contains(type.type());
        return new Shape(
                type.kind(),
                limits,
                type.words(),
                isMany ? of(type.element(), limits.ofElements(), within) : null,
                hasParts ? parts(type, within) : null);
    }

    private static Map<String, Part> parts(JavaShape type, Set<Type> within) {
        Set<Type> inner = new HashSet<>(within);
        inner.add(type.type());
        Map<String, Part> parts = new LinkedHashMap<>();
        for (JavaShape.Component component : type.components()) {
            Field field = component.declared().getAnnotation(Field.class);
            parts.put(
                    component.name(),
                    new Part(
                            of(component.shape(), Limits.of(field), inner),
                            component.required(),
                            component.mayBeNull(),
                            field == null ? "" : field.value(),
                            field != null && field.untrusted(),
                            field == null || field.listed(),
                            field == null || field.named(),
                            field != null && field.flat()));
        }
        return parts;
    }

    boolean isAny() {
        return kind == JavaShape.Kind.JSON || kind == JavaShape.Kind.OTHER;
    }

    boolean isWhole() {
        return kind == JavaShape.Kind.INT || kind == JavaShape.Kind.LONG;
    }

    Shape elements() {
        return Objects.requireNonNull(element);
    }

    /** What is expected, in words: "a string", "an object with name, born". */
    String expected() {
        return switch (kind) {
            case TEXT -> "a string";
            case CHOICE -> "one of " + String.join(", ", words);
            case BOOL -> "true or false";
            case INT, LONG -> "a whole number";
            case DOUBLE, DECIMAL -> "a number";
            case TIME -> "a time such as 2026-01-31T12:00:00Z";
            case DATE -> "a date such as 2026-01-31";
            case LIST ->
                "an array" + (elements().kind() == JavaShape.Kind.RECORD ? " of objects" + named(elements()) : "");
            case MAP -> "an array of name=value, or an object";
            case RECORD -> "an object" + named(this);
            case JSON, OTHER -> "a value";
        };
    }

    /** The fields of an object; empty if they are not known. */
    private static String named(Shape object) {
        Map<String, Part> parts = object.parts();
        return parts == null || parts.isEmpty() ? "" : " with " + String.join(", ", parts.keySet());
    }

    /**
     * The whole form as JSON Schema.
     *
     * <p>Some clients refuse an object whose field names are not known, or a schema without a type, and with it all tools of the server.
     * So an argument that is a map is listed as an array of texts, {@code ["a=1"]}, and one that may be anything as a text.
     *
     * @param closed for an argument: an object takes no fields but its own
     */
    Map<String, Object> schema(boolean closed) {
        return switch (kind) {
            case TEXT -> schemaOf("type", "string");
            case CHOICE -> schemaOf("type", "string", "enum", words);
            case BOOL -> schemaOf("type", "boolean");
            case INT, LONG, DOUBLE, DECIMAL -> numberSchema();
            case TIME -> schemaOf("type", "string", "format", "date-time");
            case DATE ->
                closed // Some clients accept no string format but date-time in an argument.
                        ? schemaOf("type", "string", "description", "Such as 2026-01-31")
                        : schemaOf("type", "string", "format", "date");
            case LIST -> schemaOf("type", "array", "items", elements().schema(closed));
            case MAP ->
                closed
                        ? schemaOf("type", "array", "items", Map.of("type", "string"), "description", "Each name=value")
                        : elements().isAny()
                                ? schemaOf("type", "object")
                                : schemaOf(
                                        "type",
                                        "object",
                                        "additionalProperties",
                                        elements().schema(closed));
            case RECORD ->
                parts != null
                        ? recordSchema(parts, closed)
                        : closed
                                ? schemaOf("type", "string", "description", "An object as JSON")
                                : schemaOf("type", "object");
            case JSON, OTHER -> closed ? schemaOf("type", "string", "description", "Text, or JSON") : schemaOf();
        };
    }

    private static Map<String, Object> schemaOf(Object... namesAndValues) {
        Map<String, Object> schema = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            schema.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return schema;
    }

    private Map<String, Object> numberSchema() {
        Map<String, Object> schema = schemaOf("type", isWhole() ? "integer" : "number");
        if (limits.min() != Long.MIN_VALUE) {
            schema.put("minimum", limits.min());
        }
        if (limits.max() != Long.MAX_VALUE) {
            schema.put("maximum", limits.max());
        }
        return schema;
    }

    /**
     * A record with components that are not listed takes properties beyond those that its schema names, and so its schema does not
     * forbid them: a client that checks its arguments against the schema could not send them otherwise. What is sent is checked all
     * the same.
     */
    private static Map<String, Object> recordSchema(Map<String, Part> parts, boolean closed) {
        Map<String, Object> properties = new LinkedHashMap<>();
        parts.forEach((name, part) -> {
            if (part.listed()) {
                properties.put(name, described(part.shape().schema(closed), part.description()));
            }
        });
        Map<String, Object> schema = schemaOf("type", "object", "properties", properties);
        List<String> required = parts.entrySet().stream()
                .filter(part -> part.getValue().required())
                .map(Map.Entry::getKey)
                .toList();
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        if (closed && parts.values().stream().allMatch(Part::listed)) {
            schema.put("additionalProperties", false);
        }
        return schema;
    }

    /**
     * The schema of a record as an answer. It is short, because every conversation pays for the list of tools: it has the
     * fields with their types, only the names of what is inside of them, and a mark where others wrote the text.
     *
     * <p>No field is required, since clients use this schema to check the structured content of refusals too.
     */
    Map<String, Object> outputSchema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        addProperties(properties);
        return schemaOf("type", "object", "properties", properties);
    }

    private void addProperties(Map<String, Object> properties) {
        Objects.requireNonNull(parts).forEach((name, part) -> {
            if (part.flat()) {
                part.shape().addProperties(properties);
            } else if (part.listed()) {
                properties.put(name, part.outputSchema());
            }
        });
    }

    private static Map<String, Object> described(Map<String, Object> schema, String description) {
        if (!description.isEmpty()) {
            schema.put("description", description);
        }
        return schema;
    }

    /** A schema with only the names of the fields inside, without their types; empty if there are no fields inside. */
    private Map<String, Object> names() {
        if (parts != null) {
            Map<String, Object> properties = new LinkedHashMap<>();
            parts.forEach((name, part) -> properties.put(name, part.shape().names()));
            return Map.of("properties", properties);
        }
        Map<String, Object> inside = element == null ? Map.of() : element.names();
        String where = kind == JavaShape.Kind.LIST ? "items" : "additionalProperties";
        return inside.isEmpty() ? inside : Map.of(where, inside);
    }

    private boolean holdsUntrusted() {
        return parts != null
                ? parts.values().stream()
                        .anyMatch(part -> part.untrusted() || part.shape().holdsUntrusted())
                : element != null && element.holdsUntrusted();
    }

    /** The value with the text of others made harmless. */
    Json clean(Json value) {
        return switch (kind) {
            case TEXT -> limits.untrusted() && value instanceof Json.Str text ? Json.of(cleanText(text.text())) : value;
            case LIST ->
                Json.array(value.asList().stream().map(elements()::clean).toList());
            case MAP, RECORD -> cleanFields(value.asObject());
            case JSON, OTHER -> limits.untrusted() ? cleanAll(value) : value;
            default -> value;
        };
    }

    private String cleanText(String text) {
        int most = (int) Math.min(limits.maxText(), Integer.MAX_VALUE);
        return limits.lines() ? PlainText.lines(text, most) : PlainText.ends(text, most);
    }

    private Json cleanFields(Json.Obj object) {
        Json.Obj clean = object;
        for (String name : object.keys()) {
            Part part = parts == null ? null : parts.get(name);
            Shape inside = part == null ? element : part.shape();
            Json field = object.get(name);
            if (part != null && part.flat()) {
                Json.Obj fields =
                        part.shape().clean(Objects.requireNonNull(field)).asObject();
                clean = clean.without(name);
                for (String inner : fields.keys()) {
                    clean = clean.with(inner, fields.find(inner).orElseThrow());
                }
            } else if (inside != null && field != null) {
                clean = clean.with(name, inside.clean(field));
            }
        }
        return clean;
    }

    private static Json cleanAll(Json value) {
        if (value instanceof Json.Str string) {
            String clean = PlainText.of(string.text());
            return clean.equals(string.text()) ? value : Json.of(clean);
        }
        if (value instanceof Json.Arr array) {
            return Json.array(array.elements().stream().map(Shape::cleanAll).toList());
        }
        if (value instanceof Json.Obj object) {
            Json.Obj clean = object;
            for (String name : object.keys()) {
                clean = clean.with(name, cleanAll(object.find(name).orElse(Json.Null.VALUE)));
            }
            return clean;
        }
        return value;
    }
}
