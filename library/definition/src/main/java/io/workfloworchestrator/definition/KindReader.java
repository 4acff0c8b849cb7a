package io.workfloworchestrator.definition;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the kinds of items of a definition. Pure functions. */
final class KindReader {
    /** The field of an element that tells it from others when a definition names no other. */
    private static final String KEY = "match";

    private static final String ITEM = "item.";

    private KindReader() {}

    static KindDefinition kind(Fields f) {
        String name = f.path().substring(f.path().lastIndexOf('/') + 1);
        return f.done(new KindDefinition(
                f.text("title", name),
                PartReader.shapes(f, "fields"),
                status(f),
                field(f, "needs"),
                claim(f),
                f.list("moves", "move").stream().map(KindReader::move).toList(),
                f.text("number"),
                f.mapping("document").map(KindReader::document).orElse(null),
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
                f.list("when", "gate").stream()
                        .map(gate -> PartReader.gate(gate, "is"))
                        .toList(),
                PartReader.call(f),
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
