package io.workfloworchestrator.specdriven.analysis;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a line says after its text, in the form {@code [name:: value]}. Immutable.
 *
 * @param text the line without its fields and its id
 * @param fields the values as they stand, by name
 */
record LineFields(String text, Map<String, String> fields) {
    private static final Pattern FIELD =
            Pattern.compile("\\[([A-Za-z][\\w-]*)::\\s*((?:\\[[^\\[\\]]*\\]|[^\\[\\]])*)\\]");
    private static final Pattern ID = Pattern.compile("\\s\\^[\\w-]+\\s*$");

    LineFields {
        fields = Map.copyOf(fields);
    }

    static LineFields of(String line) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(line);
        while (field.find()) {
            fields.put(field.group(1), field.group(2).strip());
        }
        String text = ID.matcher(FIELD.matcher(line).replaceAll("")).replaceAll("");
        return new LineFields(text.strip(), fields);
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(fields.get(name)).filter(value -> !value.isEmpty());
    }

    /** A list as JSON, or with commas between its values. */
    List<String> list(String name) {
        String value = fields.getOrDefault(name, "");
        if (value.startsWith("[")) {
            try {
                return Json.parse(value).asList().stream()
                        .flatMap(each -> each.asText().stream())
                        .toList();
            } catch (CodedException e) {
                return split(value.replaceAll("[\\[\\]\"]", "")); // Somebody wrote it by hand.
            }
        }
        return split(value);
    }

    private static List<String> split(String value) {
        List<String> all = new ArrayList<>();
        Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .forEach(all::add);
        return all;
    }
}
