package io.workfloworchestrator.state.files;

import io.workfloworchestrator.documents.DocumentException;
import io.workfloworchestrator.documents.DocumentFinding;
import io.workfloworchestrator.documents.DocumentFormat;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A document for tests: a line {@code "name/of/a/field": value} for each field of an object, in any order, and between them
 * whatever a person writes. A line that begins with a quotation mark and has no value is a finding, and its field stays as it
 * was; a line that begins with {@code !!} makes the whole text unreadable.
 */
final class LinesFormat implements DocumentFormat {
    @Override
    public String name() {
        return "lines";
    }

    @Override
    public String extension() {
        return ".lines";
    }

    @Override
    public byte[] render(Json value, Optional<byte[]> existing) {
        TreeMap<String, Json> fields = new TreeMap<>();
        flatten("", value, fields);
        List<String> lines = new ArrayList<>();
        Set<String> there = new HashSet<>();
        for (String line : lines(existing.orElse(new byte[0]))) {
            String name = name(line);
            if (name.isEmpty()) {
                lines.add(line);
            } else if (fields.containsKey(name) && there.add(name)) {
                Json wanted = fields.get(name);
                lines.add(valueOf(line).equals(Optional.of(wanted)) ? line : '"' + name + "\": " + wanted + '\n');
            }
        }
        fields.forEach((name, json) -> {
            if (!there.contains(name)) {
                lines.add(placeOf(name, lines), '"' + name + "\": " + json + '\n');
            }
        });
        return String.join("", lines).getBytes(StandardCharsets.UTF_8);
    }

    /** Fields are sorted where people leave them so. */
    private static int placeOf(String name, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String other = name(lines.get(i));
            if (!other.isEmpty() && other.compareTo(name) > 0) {
                return i;
            }
        }
        int last = lines.size() - 1;
        if (last >= 0 && !lines.get(last).endsWith("\n")) {
            lines.set(last, lines.get(last) + "\n");
        }
        return lines.size();
    }

    private static void flatten(String prefix, Json value, Map<String, Json> fields) {
        if (value instanceof Json.Obj object && (object.size() > 0 || prefix.isEmpty())) {
            object.forEach((key, json) -> flatten(prefix.isEmpty() ? key : prefix + "/" + key, json, fields));
        } else {
            fields.put(prefix, value);
        }
    }

    @Override
    public Content read(byte[] bytes, Optional<Json> last) {
        Map<String, Json> old = new LinkedHashMap<>();
        last.ifPresent(value -> flatten("", value, old));
        List<DocumentFinding> findings = new ArrayList<>();
        Json.Obj value = Json.Obj.EMPTY;
        int number = 0;
        for (String line : lines(bytes)) {
            number++;
            if (line.startsWith("!!")) {
                throw new DocumentException("E_LINES", "line " + number + ", column 1: this is no line of a document.");
            }
            String name = name(line);
            Optional<Json> json = name.isEmpty() ? Optional.empty() : valueOf(line);
            if (json.isPresent()) {
                value = value.withAt(Arrays.asList(name.split("/")), json.get());
            } else if (!name.isEmpty()) {
                findings.add(new DocumentFinding(
                        "E_LINES_VALUE", number, name.length() + 4, "the field '" + name + "' has no value here."));
                if (old.containsKey(name)) {
                    value = value.withAt(Arrays.asList(name.split("/")), old.get(name));
                }
            }
        }
        return new Content(value, findings);
    }

    private static List<String> lines(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.isEmpty() ? List.of() : List.of(text.split("(?<=\n)"));
    }

    /** The field of a line; empty if the line is a person's own. */
    private static String name(String line) {
        int end = line.startsWith("\"") ? line.indexOf("\":", 1) : -1;
        return end < 0 ? "" : line.substring(1, end);
    }

    private static Optional<Json> valueOf(String line) {
        try {
            return Optional.of(
                    Json.parse(line.substring(line.indexOf("\":") + 2).strip()));
        } catch (JsonException e) {
            return Optional.empty();
        }
    }
}
