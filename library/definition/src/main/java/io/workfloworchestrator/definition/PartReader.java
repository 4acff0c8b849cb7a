package io.workfloworchestrator.definition;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a definition that stand in several places: named things, shapes, gates, calls. Pure functions. */
final class PartReader {
    private PartReader() {}

    /** Reads each value of a mapping from names to mappings. */
    static <V> void each(Fields owner, String name, Function<Fields, @Nullable V> read, Map<String, V> into) {
        String what = name.equals("facts") ? "fact" : name.equals("items") ? "kind" : name;
        owner.mapping(name)
                .ifPresent(all -> all.names().forEach(key -> {
                    if (all.requires(key)) {
                        all.mapping(key, what + " \"" + key + "\"").map(read).ifPresent(value -> into.put(key, value));
                    }
                }));
    }

    static Map<String, FieldShape> shapes(Fields owner, String name) {
        Map<String, FieldShape> shapes = new LinkedHashMap<>();
        owner.mapping(name)
                .ifPresent(all -> all.names().forEach(key -> {
                    FieldShape shape = all.requires(key) ? shape(all, key, "field \"" + key + "\"") : null;
                    if (shape != null) {
                        shapes.put(key, shape);
                    }
                }));
        return shapes;
    }

    /** A shape; {@code string} is short for {@code {type: string}}. */
    private static @Nullable FieldShape shape(Fields owner, String name, String what) {
        String at = owner.at(name);
        if (owner.find(name) instanceof Yaml.Scalar word) {
            Map<String, Yaml.Entry> entries = Map.of("type", new Yaml.Entry(word.place(), word));
            Yaml.Mapping whole = new Yaml.Mapping(entries, word.place());
            return shape(new Fields(whole, at, "field \"" + at + "\"", owner.problems()));
        }
        return owner.mapping(name, what).map(PartReader::shape).orElse(null);
    }

    private static FieldShape shape(Fields f) {
        String word = f.text("type", "any");
        boolean known = f.problems().isKnown("E_RULE_TYPE", f.at("type"), "unknown type", word, FieldShape.Type.WORDS);
        FieldShape.Type type = known ? FieldShape.Type.valueOf(word.toUpperCase(Locale.ROOT)) : FieldShape.Type.ANY;
        Map<String, FieldShape> fields = shapes(f, "fields");
        FieldShape element = shape(f, "of", "\"of\"");
        return f.done(new FieldShape(type, f.bool("required", false), f.plain("default"), element, fields));
    }

    /** @param condition the field in which its condition stands */
    static GateDefinition gate(Fields f, String condition) {
        return f.done(new GateDefinition(f.id(), f.required(condition), f.required("otherwise"), call(f)));
    }

    /** The tool and arguments in these fields, or null when no tool is named. */
    static @Nullable Call call(Fields f) {
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
            f.problems().add("E_RULE_MISSING", f.at("params"), "\"params\" stands without a \"tool\".");
        }
        return tool == null ? null : new Call(tool, params);
    }
}
