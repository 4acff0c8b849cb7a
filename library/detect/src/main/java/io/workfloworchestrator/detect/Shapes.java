package io.workfloworchestrator.detect;

import io.workfloworchestrator.detect.FactDeclaration.Part;
import io.workfloworchestrator.detect.Shape.AnyKey;
import io.workfloworchestrator.detect.Shape.ListOf;
import io.workfloworchestrator.detect.Shape.MapOf;
import io.workfloworchestrator.detect.Shape.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The shapes of the values that {@link FactReader} makes; a test holds the two together. */
final class Shapes {
    private static final List<String> ORDER = List.of(
            "path",
            "name",
            "exists",
            "match",
            "size",
            "modified",
            "fingerprint",
            "lines",
            "textSize",
            "mentions",
            "frontMatter",
            "checkboxes",
            "headings");

    private Shapes() {}

    static MapOf file(Set<Part> parts, List<String> words, boolean single) {
        Map<String, Shape> fields = new LinkedHashMap<>();
        fields.put("path", Scalar.TEXT);
        fields.put("name", Scalar.TEXT);
        if (single) {
            fields.put("exists", Scalar.BOOLEAN);
        } else {
            fields.put("match", Scalar.TEXT);
        }
        if (parts.contains(Part.ATTRIBUTES)) {
            fields.put("size", Scalar.INTEGER);
            fields.put("modified", Scalar.INTEGER);
        }
        if (parts.contains(Part.TEXT)) {
            fields.put("fingerprint", Scalar.TEXT);
            fields.put("lines", Scalar.INTEGER);
            fields.put("textSize", Scalar.INTEGER);
        }
        if (!words.isEmpty()) {
            fields.put("mentions", Scalar.INTEGER);
        }
        if (parts.contains(Part.FRONT_MATTER)) {
            fields.put("frontMatter", new MapOf(frontMatter()));
        }
        if (parts.contains(Part.CHECKBOXES)) {
            fields.put("checkboxes", new MapOf(checkboxes()));
        }
        if (parts.contains(Part.HEADINGS)) {
            fields.put(
                    "headings",
                    new ListOf(new MapOf(Map.of(
                            "title", Scalar.TEXT,
                            "level", Scalar.INTEGER,
                            "line", Scalar.INTEGER,
                            "textSize", Scalar.INTEGER))));
        }
        return new MapOf(fields);
    }

    /** The keys of such a map, in their order. */
    static List<String> fileKeys(Set<Part> parts, List<String> words, boolean single) {
        return ORDER.stream()
                .filter(file(parts, words, single).fields()::containsKey)
                .toList();
    }

    static MapOf matches(MapOf entry) {
        return new MapOf(Map.of(
                "count", Scalar.INTEGER,
                "names", new ListOf(Scalar.TEXT),
                "matches", new ListOf(Scalar.TEXT),
                "entries", new ListOf(entry)));
    }

    static MapOf entries() {
        Shape entry = new MapOf(Map.of("path", Scalar.TEXT, "name", Scalar.TEXT, "kind", Scalar.TEXT));
        return new MapOf(Map.of(
                "path", Scalar.TEXT,
                "exists", Scalar.BOOLEAN,
                "count", Scalar.INTEGER,
                "names", new ListOf(Scalar.TEXT),
                "entries", new ListOf(entry)));
    }

    static Map<String, Shape> frontMatter() {
        return Map.of("present", Scalar.BOOLEAN, "fields", new AnyKey(Scalar.ANY));
    }

    static Map<String, Shape> checkboxes() {
        Shape item = new MapOf(
                Map.of("text", Scalar.TEXT, "done", Scalar.BOOLEAN, "line", Scalar.INTEGER, "mark", Scalar.TEXT));
        return Map.of(
                "done", Scalar.INTEGER, "open", Scalar.INTEGER, "total", Scalar.INTEGER, "items", new ListOf(item));
    }

    static MapOf jsonField() {
        return flat(Map.of("present", Scalar.BOOLEAN, "value", Scalar.ANY, "line", Scalar.INTEGER));
    }

    /** The fields of one part, with the path of the file that they were read from. */
    static MapOf flat(Map<String, Shape> part) {
        Map<String, Shape> fields = new LinkedHashMap<>();
        fields.put("path", Scalar.TEXT);
        fields.put("exists", Scalar.BOOLEAN);
        fields.putAll(part);
        return new MapOf(fields);
    }
}
