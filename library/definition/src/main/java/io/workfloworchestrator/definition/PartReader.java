package io.workfloworchestrator.definition;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a definition that stand in several places: named things, shapes, calls. Not thread-safe. */
final class PartReader {
    private final Origin origin;
    private final Problems problems;

    PartReader(Origin origin, Problems problems) {
        this.origin = origin;
        this.problems = problems;
    }

    /** Reads each value of a mapping from names to mappings. */
    <V> void each(Fields owner, String name, Function<Fields, @Nullable V> read, Map<String, V> into) {
        owner.mapping(name)
                .ifPresent(all -> all.names().forEach(key -> {
                    Yaml node = all.find(key);
                    String at = all.path() + "/" + key;
                    if (node == null) {
                        all.missing(key);
                    } else {
                        String what = singular(name) + " \"" + key + "\"";
                        Fields.of(node, at, what, origin, problems).map(read).ifPresent(value -> into.put(key, value));
                    }
                }));
    }

    private static String singular(String name) {
        return switch (name) {
            case "facts" -> "fact";
            case "items" -> "kind";
            default -> name;
        };
    }

    /** The shapes of fields by name. */
    Map<String, FieldShape> shapes(Fields owner, String name) {
        Map<String, FieldShape> shapes = new LinkedHashMap<>();
        owner.mapping(name)
                .ifPresent(all -> all.names().forEach(key -> {
                    Yaml node = all.find(key);
                    if (node == null) {
                        all.missing(key);
                    } else {
                        FieldShape shape = shape(node, all.path() + "/" + key, "field \"" + key + "\"");
                        if (shape != null) {
                            shapes.put(key, shape);
                        }
                    }
                }));
        return shapes;
    }

    /** A shape; {@code string} is short for {@code {type: string}}. */
    private @Nullable FieldShape shape(Yaml node, String at, String what) {
        if (node instanceof Yaml.Scalar word) {
            Map<String, Yaml.Entry> entries = Map.of("type", new Yaml.Entry(word.place(), word));
            return shape(
                    new Fields(new Yaml.Mapping(entries, word.place()), at, "field \"" + at + "\"", origin, problems));
        }
        return Fields.of(node, at, what, origin, problems).map(this::shape).orElse(null);
    }

    private FieldShape shape(Fields f) {
        String word = f.text("type", "any");
        FieldShape.Type type = FieldShape.Type.ANY;
        if (FieldShape.Type.WORDS.contains(word)) {
            type = FieldShape.Type.valueOf(word.toUpperCase(Locale.ROOT));
        } else {
            problems.add(
                    "E_RULE_TYPE",
                    origin.at(f.path() + "/type"),
                    "unknown type \"" + word + "\"." + Names.hint(word, FieldShape.Type.WORDS));
        }
        Map<String, FieldShape> fields = shapes(f, "fields");
        Yaml of = f.find("of");
        FieldShape element = of == null ? null : shape(of, f.path() + "/of", "\"of\"");
        FieldShape shape = new FieldShape(type, f.bool("required", false), f.plain("default"), element, fields);
        f.done();
        return shape;
    }

    /** The tool and arguments in these fields, or null when no tool is named. */
    @Nullable
    Call call(Fields f) {
        String tool = f.text("tool");
        Map<String, Object> params = new LinkedHashMap<>();
        f.mapping("params")
                .ifPresent(all -> all.names().forEach(name -> {
                    Object value = all.plain(name);
                    if (value != null) {
                        params.put(name, value);
                    }
                }));
        if (tool == null && !params.isEmpty()) {
            problems.add("E_RULE_MISSING", origin.at(f.path() + "/params"), "\"params\" stands without a \"tool\".");
        }
        return tool == null ? null : new Call(tool, params);
    }
}
