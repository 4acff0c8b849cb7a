package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Words such as {@code tag=v2.0}: a name, and a value in JSON or as plain text, which spares users quotes in quotes. */
final class Settings {
    private Settings() {}

    /**
     * The values by name; {@code shape} is the form of a word, with an example.
     *
     * @throws UsageException if a word has another form, or two have one name
     */
    static Json.Obj of(List<String> words, String shape) {
        SortedMap<String, Json> values = new TreeMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new UsageException("a setting is " + shape + ", not '" + word + "'.");
            }
            String name = word.substring(0, equals);
            if (values.put(name, value(word.substring(equals + 1))) != null) {
                throw new UsageException(
                        "'" + name + "' is given twice, and only one of them could count. Give it once; of a list as "
                                + name + "=a,b.");
            }
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
