package io.workfloworchestrator.definition;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the kinds of items of a definition. Not thread-safe. */
final class KindReader {
    /** The field of an element that tells it from others when a definition names no other. */
    private static final String KEY = "match";

    private static final String ITEM = "item.";

    private final Origin origin;
    private final Problems problems;
    private final PartReader parts;

    KindReader(Origin origin, Problems problems) {
        this.origin = origin;
        this.problems = problems;
        this.parts = new PartReader(origin, problems);
    }

    KindDefinition kind(Fields f) {
        String name = f.path().substring(f.path().lastIndexOf('/') + 1);
        KindDefinition kind = new KindDefinition(
                f.text("title", name),
                parts.shapes(f, "fields"),
                status(f),
                field(f, "needs"),
                claim(f),
                f.list("moves", "move").stream().map(this::move).toList(),
                f.text("number"),
                f.mapping("document").map(KindReader::document).orElse(null),
                source(f),
                new TimesDefinition(
                        field(f, "effort"), field(f, "due"), span(f, "stale-after"), span(f, "stuck-after")));
        f.done();
        return kind;
    }

    private static StatusDefinition status(Fields f) {
        if (f.find("status") == null) {
            f.missing("status");
        }
        Optional<Fields> written = f.mapping("status");
        if (written.isEmpty()) {
            return StatusDefinition.of(List.of(), null, null, null);
        }
        Fields status = written.get();
        List<String> values = status.texts("values");
        if (values.isEmpty()) {
            status.missing("values");
        }
        StatusDefinition read =
                StatusDefinition.of(values, status.text("first"), list(status, "final"), list(status, "done"));
        status.done();
        return read;
    }

    private static @Nullable List<String> list(Fields f, String name) {
        return f.find(name) == null ? null : f.texts(name);
    }

    /** The name of a field of the item, which may be written {@code item.name} too. */
    private static @Nullable String field(Fields f, String name) {
        String text = f.text(name);
        return text == null || !text.startsWith(ITEM) ? text : text.substring(ITEM.length());
    }

    private @Nullable Duration claim(Fields f) {
        if (!(f.find("claim") instanceof Yaml.Mapping)) {
            return span(f, "claim");
        }
        Fields claim = f.mapping("claim").orElseThrow();
        if (claim.find("for") == null) {
            claim.missing("for");
        }
        Duration span = span(claim, "for");
        claim.done();
        return span;
    }

    private @Nullable Duration span(Fields f, String name) {
        String text = f.text(name);
        if (text == null) {
            return null;
        }
        Duration span = Durations.read(text).orElse(null);
        if (span == null) {
            problems.add(
                    "E_RULE_TYPE",
                    origin.at(f.path() + "/" + name),
                    "\"" + text
                            + "\" is no span of time. Write a whole number and a unit (s, m, h, d or w), such as 15m.");
        }
        return span;
    }

    private MoveDefinition move(Fields f) {
        String id = f.id();
        List<String> from = f.texts("from");
        if (from.isEmpty()) {
            f.missing("from");
        }
        MoveDefinition move = new MoveDefinition(
                id,
                from,
                f.required("to"),
                f.list("when", "gate").stream().map(this::gate).toList(),
                parts.call(f),
                f.text("hint"));
        f.done();
        return move;
    }

    private GateDefinition gate(Fields f) {
        GateDefinition gate = new GateDefinition(f.id(), f.required("is"), f.required("otherwise"), parts.call(f));
        f.done();
        return gate;
    }

    private static DocumentDefinition document(Fields f) {
        DocumentDefinition document = new DocumentDefinition(
                f.required("path"),
                f.required("format"),
                f.texts("sections"),
                lists(f, "places"),
                lists(f, "labels"),
                f.texts("shown"),
                f.texts("byTool"));
        f.done();
        return document;
    }

    private static Map<String, List<String>> lists(Fields f, String name) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        f.mapping(name)
                .ifPresent(inner -> inner.names().forEach(each -> {
                    List<String> texts = inner.texts(each);
                    if (texts.isEmpty()) {
                        inner.missing(each);
                    } else {
                        lists.put(each, texts);
                    }
                }));
        return lists;
    }

    /** {@code from: facts.x.entries} is short for {@code from: {each: facts.x.entries}}. */
    private static @Nullable SourceDefinition source(Fields f) {
        Yaml node = f.find("from");
        if (node == null) {
            return null;
        }
        if (node instanceof Yaml.Scalar) {
            return new SourceDefinition(f.required("from"), KEY, Map.of());
        }
        return f.mapping("from")
                .map(from -> {
                    SourceDefinition source =
                            new SourceDefinition(from.required("each"), from.text("key", KEY), from.textMap("fields"));
                    from.done();
                    return source;
                })
                .orElse(null);
    }
}
