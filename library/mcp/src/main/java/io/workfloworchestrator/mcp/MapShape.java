package io.workfloworchestrator.mcp;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An object with any names.
 *
 * <p>Some clients refuse an object whose field names are not known, and with it every tool of the server. So the
 * schema of an argument describes a map as an array of texts, {@code ["a=1"]}. The forms {@code {"a": 1}} and
 * {@code [{"name": "a", "value": 1}]} are accepted as well.
 */
record MapShape(Shape element) implements Shape {
    @Override
    public String expected() {
        return "an array of name=value, or an object";
    }

    @Override
    public Map<String, Object> schema(boolean closed) {
        Map<String, Object> schema = new LinkedHashMap<>();
        if (closed) {
            schema.put("type", "array");
            schema.put("items", Map.of("type", "string"));
            schema.put("description", "Each name=value");
            return schema;
        }
        schema.put("type", "object");
        if (!(element instanceof Shape.Any)) {
            schema.put("additionalProperties", element.schema(closed));
        }
        return schema;
    }

    @Override
    public Map<String, Object> names() {
        Map<String, Object> inside = element.names();
        return inside.isEmpty() ? inside : Map.of("additionalProperties", inside);
    }

    @Override
    public boolean holdsUntrusted() {
        return element.holdsUntrusted();
    }

    @Override
    public Json exact(Json value) {
        Json opened = Shape.opened(Shape.opened(value, '{'), '[');
        if (opened instanceof Json.Arr pairs) {
            return joined(pairs).<Json>map(object -> object).orElse(value);
        }
        if (!(opened instanceof Json.Obj object)) {
            return value;
        }
        for (String name : object.keys()) {
            Json field = object.at(name).orElse(Json.Null.VALUE);
            object = object.with(name, element instanceof Shape.Any ? field : element.exact(field));
        }
        return object;
    }

    /** Joins the pairs into one object. Empty if an element is not a pair, or if two pairs have the same name. */
    private Optional<Json.Obj> joined(Json.Arr pairs) {
        Map<String, Json> fields = new LinkedHashMap<>();
        for (Json pair : pairs.elements()) {
            boolean added = pair instanceof Json.Str text
                    ? addText(fields, text.text())
                    : pair instanceof Json.Obj parts && addParts(fields, parts);
            if (!added) {
                return Optional.empty();
            }
        }
        return Optional.of(Json.object(fields));
    }

    private boolean addText(Map<String, Json> fields, String pair) {
        int equals = pair.indexOf('=');
        return equals > 0 && add(fields, pair.substring(0, equals), Json.of(pair.substring(equals + 1)));
    }

    private boolean addParts(Map<String, Json> fields, Json.Obj pair) {
        String name = pair.text("name").orElse(null);
        Json value = pair.get("value");
        return name != null && value != null && pair.size() == 2 && add(fields, name, value);
    }

    private boolean add(Map<String, Json> fields, String name, Json value) {
        Json meant = element instanceof Shape.Any ? parsed(value) : element.exact(value);
        return fields.putIfAbsent(name, meant) == null;
    }

    /**
     * Reads a text as JSON if it is JSON; any other value stays as it is. The schema asks for text because it
     * cannot ask for a value of any type.
     */
    private static Json parsed(Json value) {
        if (!(value instanceof Json.Str text)) {
            return value;
        }
        try {
            return Json.parse(text.text());
        } catch (JsonException e) {
            return value;
        }
    }

    @Override
    public void check(Json value, String path, List<Problem> problems) {
        if (!(value instanceof Json.Obj object)) {
            problems.add(Shape.wrongType(path, expected(), value));
        } else if (object.size() > MAX_ELEMENTS) {
            problems.add(new Problem(
                    "E_FIELD_SIZE",
                    "\"" + path + "\" has " + object.size() + " fields, the limit is " + MAX_ELEMENTS + "."));
        } else {
            object.forEach((name, field) -> element.check(field, path + "." + PlainText.line(name, 60), problems));
        }
    }

    @Override
    public Json clean(Json value) {
        Json.Obj object = value.asObject();
        for (String name : object.keys()) {
            Json field = object.get(name);
            if (field != null) {
                object = object.with(name, element.clean(field));
            }
        }
        return object;
    }
}
