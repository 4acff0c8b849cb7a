package io.workfloworchestrator.taskexecutor.imports;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The fields of a task in JSON, read by name; what nobody asked for is left over. Not thread-safe. */
final class JsonFields {
    private final Json.Obj object;
    private final Set<String> asked = new HashSet<>();

    JsonFields(Json.Obj object) {
        this.object = object;
    }

    /** A JSON text of a source. Throws E_IMPORT_FORMAT with line and column if it is none. */
    static Json parse(String file, int firstLine, String text) {
        try {
            return Json.parse(text);
        } catch (JsonException e) {
            int line = firstLine - 1 + Math.max(1, e.line());
            throw new CodedException(
                    "E_IMPORT_FORMAT",
                    file + ":" + line + " is no JSON: " + e.getMessage() + " Mend it, and import again.",
                    e);
        }
    }

    private Json value(String name) {
        asked.add(name);
        return object.find(name).orElse(Json.Null.VALUE);
    }

    /** A text or a number as text; empty if it is neither. */
    String text(String name) {
        return text(value(name));
    }

    static String text(Json value) {
        if (value instanceof Json.Num number) {
            return number.digits();
        }
        return value.asText().orElse("");
    }

    /** The first of these fields that says something. */
    String first(String... names) {
        String found = "";
        for (String name : names) {
            String text = text(name);
            found = found.isEmpty() ? text : found;
        }
        return found;
    }

    double number(String name) {
        return value(name) instanceof Json.Num number ? number.value().doubleValue() : 0;
    }

    JsonFields object(String name) {
        return new JsonFields(value(name).asObject());
    }

    List<Json> list(String name) {
        return value(name).asList();
    }

    /** The texts of a list; of a text its parts between commas. */
    List<String> texts(String name) {
        Json value = value(name);
        List<String> texts = new ArrayList<>();
        if (value instanceof Json.Arr list) {
            list.elements().stream()
                    .map(JsonFields::text)
                    .filter(text -> !text.isBlank())
                    .forEach(texts::add);
        } else if (!text(value).isBlank()) {
            for (String part : text(value).split(",")) {
                texts.add(part.strip());
            }
        }
        return texts;
    }

    /** Says that these fields need no place. */
    JsonFields without(String... names) {
        asked.addAll(List.of(names));
        return this;
    }

    /** Tells every field that says something and that nobody asked for. */
    void done(Reading reading, String file, int line) {
        object.forEach((name, value) -> {
            if (says(value) && !asked.contains(name)) {
                reading.leftOver(name, file, line);
            }
        });
    }

    /** Whether a value is more than nothing: false, empty texts and lists of nothing say nothing. */
    private static boolean says(Json value) {
        boolean inside = value.asObject().keys().stream()
                .anyMatch(key -> says(value.asObject().find(key).orElse(Json.Null.VALUE)));
        return inside
                || !text(value).isBlank()
                || value.asList().stream().anyMatch(JsonFields::says)
                || (value instanceof Json.Bool bool && bool.value());
    }
}
