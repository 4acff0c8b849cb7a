package io.workfloworchestrator.definition;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads named things, shapes, gates and calls, which stand in several places of a definition, and kinds of items. Pure functions. */
final class PartReader {
    /** The field of an element that tells it from others when a definition names no other. */
    private static final String KEY = "match";

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
        List<String> oneOf = oneOf(f);
        String word = f.text("type", oneOf.isEmpty() ? "any" : "string");
        boolean known = f.problems().isKnown("E_RULE_TYPE", f.at("type"), "unknown type", word, FieldShape.Type.WORDS);
        FieldShape.Type type = known ? FieldShape.Type.valueOf(word.toUpperCase(Locale.ROOT)) : FieldShape.Type.ANY;
        Map<String, FieldShape> fields = shapes(f, "fields");
        FieldShape element = shape(f, "of", "\"of\"");
        return f.done(new FieldShape(type, f.bool("required", false), f.plain("default"), element, fields, oneOf));
    }

    private static List<String> oneOf(Fields f) {
        List<String> words = f.texts("one-of");
        boolean isNamed = f.find("one-of") != null;
        if (words.stream().map(word -> word.toLowerCase(Locale.ROOT)).distinct().count() < words.size()) {
            f.problems()
                    .add(
                            "E_RULE_TYPE",
                            f.at("one-of"),
                            "\"one-of\" names a word twice, upper and lower case being one. Name each once.");
        } else if (isNamed
                && (words.isEmpty() || words.stream().anyMatch(word -> !word.equals(word.strip()) || word.isEmpty()))) {
            f.problems()
                    .add(
                            "E_RULE_TYPE",
                            f.at("one-of"),
                            "\"one-of\" needs words, without space around them, such as [low, high].");
        }
        return words;
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

    // ---- kinds of items ----

    private static final String ITEM = "item.";

    static KindDefinition kind(Fields f) {
        String name = f.path().substring(f.path().lastIndexOf('/') + 1);
        return f.done(new KindDefinition(
                f.text("title", name),
                shapes(f, "fields"),
                status(f),
                field(f, "needs"),
                claim(f),
                f.list("moves", "move").stream().map(PartReader::move).toList(),
                f.text("number"),
                f.mapping("document").map(PartReader::document).orElse(null),
                source(f),
                new TimesDefinition(
                        field(f, "effort"), field(f, "due"), span(f, "stale-after"), span(f, "stuck-after"))));
    }

    private static StatusDefinition status(Fields f) {
        Fields status = f.requires("status") ? f.mapping("status").orElse(null) : null;
        return status == null
                ? StatusDefinition.of(List.of(), null, null, null)
                : status.done(StatusDefinition.of(
                        some(status, "values"), status.text("first"), list(status, "final"), list(status, "done")));
    }

    /** A list that must have an element. */
    private static List<String> some(Fields f, String name) {
        List<String> texts = f.texts(name);
        if (texts.isEmpty()) {
            f.missing(name);
        }
        return texts;
    }

    private static @Nullable List<String> list(Fields f, String name) {
        return f.find(name) == null ? null : f.texts(name);
    }

    /** The name of a field of the item, which may be written {@code item.name} too. */
    private static @Nullable String field(Fields f, String name) {
        String text = f.text(name);
        return text == null || !text.startsWith(ITEM) ? text : text.substring(ITEM.length());
    }

    private static @Nullable Duration claim(Fields f) {
        if (!(f.find("claim") instanceof Yaml.Mapping)) {
            return span(f, "claim");
        }
        Fields claim = f.mapping("claim").orElseThrow();
        Duration span = claim.requires("for") ? span(claim, "for") : null;
        claim.done();
        return span;
    }

    private static @Nullable Duration span(Fields f, String name) {
        String text = f.text(name);
        if (text == null) {
            return null;
        }
        Duration span = Durations.read(text).orElse(null);
        if (span == null) {
            f.problems()
                    .add(
                            "E_RULE_TYPE",
                            f.at(name),
                            "\"" + text
                                    + "\" is no span of time. Write a whole number and a unit (s, m, h, d or w), such as 15m.");
        }
        return span;
    }

    private static MoveDefinition move(Fields f) {
        return f.done(new MoveDefinition(
                f.id(),
                some(f, "from"),
                f.required("to"),
                f.list("when", "gate").stream().map(gate -> gate(gate, "is")).toList(),
                call(f),
                f.text("hint")));
    }

    private static DocumentDefinition document(Fields f) {
        return f.done(new DocumentDefinition(
                f.required("path"),
                f.required("format"),
                f.texts("sections"),
                lists(f, "places"),
                lists(f, "labels"),
                f.texts("shown"),
                f.texts("byTool")));
    }

    private static Map<String, List<String>> lists(Fields f, String name) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        f.mapping(name)
                .ifPresent(inner -> inner.names().forEach(each -> {
                    List<String> texts = some(inner, each);
                    if (!texts.isEmpty()) {
                        lists.put(each, texts);
                    }
                }));
        return lists;
    }

    /** {@code from: facts.x.entries} is short for {@code from: {each: facts.x.entries}}. */
    private static @Nullable SourceDefinition source(Fields f) {
        if (f.find("from") instanceof Yaml.Scalar) {
            return new SourceDefinition(f.required("from"), KEY, Map.of());
        }
        return f.mapping("from")
                .map(from -> from.done(
                        new SourceDefinition(from.required("each"), from.text("key", KEY), from.textMap("fields"))))
                .orElse(null);
    }
}
