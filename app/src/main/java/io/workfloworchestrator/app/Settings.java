package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Words such as {@code tag=v2.0}: a name, and a value in JSON or as text, since nobody wants to quote for a shell and for JSON. */
final class Settings {
    private Settings() {}

    /**
     * What the words say, by name.
     *
     * @param shape how one is written, for people, with an example
     * @throws UsageException if a word is none
     */
    static Json.Obj of(List<String> words, String shape) {
        SortedMap<String, Json> values = new TreeMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new UsageException("a setting is " + shape + ", not '" + word + "'.");
            }
            values.put(word.substring(0, equals), value(word.substring(equals + 1)));
        }
        return Json.object(values);
    }

    private static Json value(String text) {
        try {
            return Json.parse(text);
        } catch (JsonException e) {
            return Json.of(text);
        }
    }
}
