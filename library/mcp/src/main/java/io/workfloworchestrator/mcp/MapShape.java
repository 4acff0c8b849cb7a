package io.workfloworchestrator.mcp;

import io.workfloworchestrator.state.Json;
import io.workfloworchestrator.state.JsonException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An object with any names.
 *
 * <p>Some clients refuse an object whose names are not known, and with it every tool of the server. So arguments list it
 * as an array of pairs, {@code [{"name": "a", "value": 1}]}; {@code {"a": 1}} is taken as well.
 */
record MapShape(Shape element) implements Shape {
    private static final String NAME = "name";
    private static final String VALUE = "value";

    @Override
    public String expected() {
        return "an object, or an array of {\"name\", \"value\"}";
    }

    @Override
    public Map<String, Object> schema(boolean closed) {
        Map<String, Object> schema = new LinkedHashMap<>();
        if (closed) {
            schema.put("type", "array");
            schema.put("items", pair());
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

    private Map<String, Object> pair() {
        Map<String, Object> value = element.schema(true);
        if (element instanceof Shape.Any) {
            value.put("type", "string");
            value.put("description", "JSON or text");
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(NAME, Map.of("type", "string"));
        properties.put(VALUE, value);
        Map<String, Object> pair = new LinkedHashMap<>();
        pair.put("type", "object");
        pair.put("properties", properties);
        pair.put("required", List.of(NAME, VALUE));
        pair.put("additionalProperties", false);
        return pair;
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
            object = object.with(name, element.exact(object.at(name).orElse(Json.Null.VALUE)));
        }
        return object;
    }

    /** The pairs as one object; empty where one of them is none, or two have the same name. */
    private Optional<Json.Obj> joined(Json.Arr pairs) {
        Map<String, Json> fields = new LinkedHashMap<>();
        for (Json pair : pairs.elements()) {
            Json.Obj parts = pair instanceof Json.Obj object ? object : Json.Obj.EMPTY;
            Json value = parts.get(VALUE);
            String name = parts.text(NAME).orElse(null);
            if (value == null || name == null || parts.size() != 2 || fields.containsKey(name)) {
                return Optional.empty();
            }
            fields.put(name, element instanceof Shape.Any ? parsed(value) : element.exact(value));
        }
        return Optional.of(Json.object(fields));
    }

    /** What a text says as JSON, where it is some; the schema asks for text because it cannot ask for anything. */
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
