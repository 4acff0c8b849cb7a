package io.workfloworchestrator.mcp;

import io.workfloworchestrator.state.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An object with any names. */
record MapShape(Shape element) implements Shape {
    @Override
    public String expected() {
        return "an object";
    }

    @Override
    public Map<String, Object> schema(boolean closed) {
        Map<String, Object> schema = new LinkedHashMap<>();
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
