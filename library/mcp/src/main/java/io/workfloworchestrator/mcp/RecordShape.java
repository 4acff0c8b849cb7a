package io.workfloworchestrator.mcp;

import io.workfloworchestrator.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The form of a record: an object with its components as fields. Immutable. */
final class RecordShape implements Shape {
    private final Map<String, Part> parts;

    /** A component of the record. */
    record Part(
            Shape shape,
            boolean required,
            boolean nullable,
            String description,
            boolean untrusted,
            boolean listed,
            boolean named) {}

    RecordShape(Map<String, Part> parts) {
        this.parts = parts;
    }

    @Override
    public String expected() {
        return "an object";
    }

    List<String> required() {
        return parts.entrySet().stream()
                .filter(part -> part.getValue().required())
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * A record with components that are not listed takes properties beyond those that its schema names, and so its schema does not
     * forbid them: a client that checks its arguments against the schema could not send them otherwise. What is sent is checked all
     * the same.
     */
    @Override
    public Map<String, Object> schema(boolean closed) {
        Map<String, Object> properties = new LinkedHashMap<>();
        parts.forEach((name, part) -> {
            if (part.listed()) {
                properties.put(name, described(part.shape().schema(closed), part.description()));
            }
        });
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required().isEmpty()) {
            schema.put("required", required());
        }
        if (closed && parts.values().stream().allMatch(Part::listed)) {
            schema.put("additionalProperties", false);
        }
        return schema;
    }

    /**
     * The schema of an answer. It is short, because every conversation pays for the list of tools: it has the
     * fields with their types, only the names of what is inside of them, and a mark where others wrote the text.
     *
     * <p>No field is required, since clients use this schema to check the structured content of refusals too.
     */
    Map<String, Object> outputSchema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        parts.forEach((name, part) -> {
            if (!part.listed()) {
                return;
            }
            Map<String, Object> schema = new LinkedHashMap<>();
            Object type = part.shape().schema(false).get("type");
            if (type != null) {
                schema.put("type", type);
            }
            schema.putAll(part.named() ? part.shape().names() : Map.of());
            boolean untrusted = part.untrusted() || part.shape().holdsUntrusted();
            String mark = part.description().isEmpty() ? "untrusted" : part.description() + " (untrusted)";
            properties.put(name, described(schema, untrusted ? mark : part.description()));
        });
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        return schema;
    }

    private static Map<String, Object> described(Map<String, Object> schema, String description) {
        if (!description.isEmpty()) {
            schema.put("description", description);
        }
        return schema;
    }

    @Override
    public Map<String, Object> names() {
        Map<String, Object> properties = new LinkedHashMap<>();
        parts.forEach((name, part) -> properties.put(name, part.shape().names()));
        return Map.of("properties", properties);
    }

    @Override
    public boolean holdsUntrusted() {
        return parts.values().stream()
                .anyMatch(part -> part.untrusted() || part.shape().holdsUntrusted());
    }

    @Override
    public void check(Json value, String path, List<Problem> problems) {
        if (!(value instanceof Json.Obj object)) {
            problems.add(Shape.wrongType(path, expected(), value));
            return;
        }
        for (String name : object.keys()) {
            Part part = parts.get(name);
            Json field = object.get(name);
            String at = path.isEmpty() ? name : path + "." + name;
            if (part == null) {
                problems.add(unknown(PlainText.line(at, 80), name));
            } else if (field != null && !(field == Json.Null.VALUE && part.nullable())) {
                part.shape().check(field, at, problems);
            }
        }
        parts.forEach((name, part) -> {
            if (part.required() && object.get(name) == null) {
                String at = path.isEmpty() ? name : path + "." + name;
                problems.add(new Problem(
                        "E_ARG_MISSING",
                        "\"" + at + "\" is missing; it must be " + part.shape().expected() + "."));
            }
        });
    }

    @Override
    public Json exact(Json value) {
        if (!(Shape.opened(value, '{') instanceof Json.Obj object)) {
            return value;
        }
        for (Map.Entry<String, Part> part : parts.entrySet()) {
            Json field = object.get(part.getKey());
            if (field == Json.Null.VALUE && !part.getValue().required()) {
                object = object.without(part.getKey());
            } else if (field != null) {
                object = object.with(part.getKey(), part.getValue().shape().exact(field));
            }
        }
        return object;
    }

    private Problem unknown(String at, String name) {
        String meant = Nearest.of(name, parts.keySet())
                .map(near -> " Did you mean \"" + near + "\"?")
                .orElse("");
        return new Problem(
                "E_ARG_UNKNOWN",
                "\"" + at + "\" is unknown." + meant
                        + (parts.isEmpty()
                                ? " There are no arguments."
                                : " Known: " + String.join(", ", parts.keySet()))
                        + ".");
    }

    @Override
    public Json clean(Json value) {
        Json.Obj object = value.asObject();
        for (Map.Entry<String, Part> part : parts.entrySet()) {
            Json field = object.get(part.getKey());
            if (field != null) {
                object = object.with(part.getKey(), part.getValue().shape().clean(field));
            }
        }
        return object;
    }
}
