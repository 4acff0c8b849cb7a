package io.workfloworchestrator.mcp;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A list. */
record ListShape(Shape element, long max) implements Shape {
    private static final Pattern SEPARATED = Pattern.compile("[,;\\n\\[{]");

    @Override
    public String expected() {
        return "an array";
    }

    @Override
    public Map<String, Object> schema(boolean closed) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        schema.put("items", element.schema(closed));
        return schema;
    }

    @Override
    public Map<String, Object> names() {
        Map<String, Object> inside = element.names();
        return inside.isEmpty() ? inside : Map.of("items", inside);
    }

    @Override
    public boolean holdsUntrusted() {
        return element.holdsUntrusted();
    }

    @Override
    public void check(Json value, String path, List<Problem> problems) {
        if (!(value instanceof Json.Arr array)) {
            problems.add(Shape.wrongType(path, expected(), value));
            return;
        }
        if (array.elements().size() > max) {
            problems.add(new Problem(
                    "E_FIELD_SIZE",
                    "\"" + path + "\" has " + array.elements().size() + " elements, the limit is " + max + "."));
            return;
        }
        for (int i = 0; i < array.elements().size(); i++) {
            element.check(array.elements().get(i), path + "[" + i + "]", problems);
        }
    }

    @Override
    public Json exact(Json value) {
        if (Shape.opened(value, '[') instanceof Json.Arr array) {
            return Json.array(array.elements().stream().map(element::exact).toList());
        }
        Json alone = element.exact(value);
        return isOne(alone) ? Json.array(List.of(alone)) : value;
    }

    /**
     * Whether a value that is not a list can only mean a list with this one element. A text with separators may
     * mean several elements.
     */
    private boolean isOne(Json value) {
        if (element instanceof Shape.Any || element instanceof ListShape || element instanceof MapShape) {
            return false;
        }
        String text = value.asText().orElse("x");
        if (text.isBlank() || SEPARATED.matcher(text).find()) {
            return false;
        }
        List<Problem> problems = new ArrayList<>();
        element.check(value, "", problems);
        return problems.isEmpty();
    }

    @Override
    public Json clean(Json value) {
        return Json.array(value.asList().stream().map(element::clean).toList());
    }
}
