package io.workfloworchestrator.server;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The fields of an item in an answer that has only so much room: long values lose their end. Pure functions. */
final class FieldsShown {
    private static final int[] LENGTHS = {4_000, 1_000, 200, 40};

    private FieldsShown() {}

    /** The fields by name, the title left out, whose JSON has at most so many characters. */
    static Map<String, Json> within(Map<String, Json> fields, int room) {
        Map<String, Json> all = new TreeMap<>(fields);
        all.remove("title");
        if (size(all) <= room) {
            return all;
        }
        Map<String, Json> shown = all;
        for (int length : LENGTHS) {
            if (length <= room) {
                shown = clipped(all, length);
                if (size(shown) <= room) {
                    return shown;
                }
            }
        }
        return first(shown, room);
    }

    private static Map<String, Json> clipped(Map<String, Json> fields, int length) {
        Map<String, Json> clipped = new TreeMap<>();
        fields.forEach((name, value) -> clipped.put(name, clipped(value, length)));
        return clipped;
    }

    private static Json clipped(Json value, int length) {
        String text = value.asText().orElseGet(value::toString);
        return text.length() <= length
                ? value
                : Json.of(Words.clip(text, length) + " (" + text.length() + " characters)");
    }

    private static Map<String, Json> first(Map<String, Json> fields, int room) {
        Map<String, Json> first = new LinkedHashMap<>();
        int left = room;
        for (Map.Entry<String, Json> field : fields.entrySet()) {
            left -= size(Map.of(field.getKey(), field.getValue()));
            if (left < 0) {
                break;
            }
            first.put(field.getKey(), field.getValue());
        }
        return first;
    }

    private static int size(Map<String, Json> fields) {
        return Json.object(fields).toString().length();
    }
}
