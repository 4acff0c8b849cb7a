package io.workfloworchestrator.definition;

import io.workfloworchestrator.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A definition as JSON in the fields of the definition language, with every default filled in: the same for two
 * definitions that mean the same, however they were written. {@link DefinitionReader#trusted} reads it. Pure functions.
 */
final class DefinitionWriter {
    private DefinitionWriter() {}

    static Json.Obj json(DefinitionParts d) {
        Json.Obj json = Json.Obj.EMPTY
                .with("workflow", d.type())
                .with("version", d.version())
                .with("title", d.title())
                .with("paths", texts(d.paths()))
                .with("layouts", list(d.layouts(), DefinitionWriter::layout))
                .with("facts", map(d.facts(), DefinitionWriter::fact))
                .with("track", map(d.track(), DefinitionWriter::track))
                .with("data", map(d.data(), DefinitionWriter::shape))
                .with("tools", map(d.tools(), Json::strings))
                .with("phases", list(d.phases(), DefinitionWriter::phase))
                .with("rules", list(d.rules(), DefinitionWriter::rule))
                .with("warnings", list(d.warnings(), DefinitionWriter::warning));
        json = some(json, "finished", list(d.finished(), gate -> gate(gate, "when")));
        json = text(json, "listed-in", d.listedIn());
        // Definitions without items keep the fingerprint that running work has recorded.
        return some(json, "items", map(d.kinds(), DefinitionWriter::kind));
    }

    /**
     * The same without what only people read (titles, hints, and the words of gates, advice and warnings), and without what others read
     * of it: when it counts as finished changes nothing in how it runs, so running work takes it over at once.
     */
    static Json.Obj meaning(Json.Obj json) {
        Json.Obj bare = without(json, "title", "finished", "listed-in");
        bare = each(bare, "phases", phase -> {
            Json.Obj steps = each(without(phase, "title"), "steps", step -> without(step, "title", "hint"));
            return each(steps, "exit", gate -> without(gate, "otherwise"));
        });
        bare = each(
                bare,
                "rules",
                rule -> rule.with(
                        "suggest",
                        without(rule.find("suggest").orElse(Json.Obj.EMPTY).asObject(), "action", "because")));
        bare = each(bare, "warnings", warning -> without(warning, "says"));
        Map<String, Json> kinds = new TreeMap<>();
        bare.find("items")
                .ifPresent(items ->
                        items.asObject().forEach((name, kind) -> kinds.put(name, meaningOfKind(kind.asObject()))));
        return some(bare, "items", Json.object(kinds));
    }

    private static Json.Obj meaningOfKind(Json.Obj kind) {
        return each(
                without(kind, "title"),
                "moves",
                move -> each(without(move, "hint"), "when", gate -> without(gate, "otherwise")));
    }

    private static Json.Obj each(Json.Obj json, String field, UnaryOperator<Json.Obj> change) {
        List<Json> items = json.find(field).orElse(Json.Null.VALUE).asList();
        return json.with(field, list(items, item -> change.apply(item.asObject())));
    }

    private static Json.Obj without(Json.Obj json, String... fields) {
        Json.Obj rest = json;
        for (String field : fields) {
            rest = rest.without(field);
        }
        return rest;
    }

    private static Json layout(LayoutDefinition layout) {
        return id(layout.id())
                .with("recognised-by", Json.strings(layout.recognisedBy()))
                .with("unless", Json.strings(layout.unless()))
                .with("paths", texts(layout.paths()));
    }

    private static Json fact(FactDefinition fact) {
        Json.Obj json = Json.Obj.EMPTY.with(fact.kind(), Json.strings(fact.paths()));
        json = some(json, "exclude", Json.strings(fact.exclude()));
        json = some(json, "read", Json.strings(fact.read()));
        json = some(json, "mentions", Json.strings(fact.mentions()));
        return fact.pointer().isEmpty() ? json : json.with("pointer", fact.pointer());
    }

    private static Json track(TrackDefinition track) {
        return Json.Obj.EMPTY
                .with("from", track.from())
                .with("key", track.key())
                .with("keep", Json.strings(track.keep()));
    }

    private static Json shape(FieldShape shape) {
        Json.Obj json = Json.Obj.EMPTY.with("type", shape.type().word()).with("required", shape.required());
        Object initial = shape.initial();
        FieldShape of = shape.of();
        json = initial == null ? json : json.with("default", Shapes.json(initial));
        json = of == null ? json : json.with("of", shape(of));
        json = some(json, "one-of", Json.strings(shape.oneOf()));
        return some(json, "fields", map(shape.fields(), DefinitionWriter::shape));
    }

    private static Json phase(PhaseDefinition phase) {
        return id(phase.id())
                .with("title", phase.title())
                .with("steps", list(phase.steps(), DefinitionWriter::step))
                .with("exit", list(phase.exit(), gate -> gate(gate, "when")))
                .with("next", Json.strings(phase.next()));
    }

    private static Json step(StepDefinition step) {
        Json.Obj json = id(step.id()).with("title", step.title()).with("optional", step.optional());
        json = text(json, "done", step.doneWhen());
        return text(call(json, step.call()), "hint", step.hint());
    }

    /** @param condition the field in which its condition stands */
    private static Json gate(GateDefinition gate, String condition) {
        Json.Obj json = id(gate.id()).with(condition, gate.when());
        return call(json.with("otherwise", gate.otherwise()), gate.call());
    }

    private static Json rule(RuleDefinition rule) {
        RuleDefinition.Advice advice = rule.suggest();
        Json.Obj suggest = Json.Obj.EMPTY.with("action", advice.action()).with("because", advice.because());
        Json.Obj json = id(rule.id()).with("salience", rule.salience());
        json = some(json, "phase", Json.strings(rule.phases()));
        json = text(json, "step", rule.onlyWhilePending());
        json = some(json, "for-each", texts(rule.forEach()));
        List<Map.Entry<String, String>> when = List.copyOf(rule.when().entrySet());
        return json.with("when", list(when, is -> id(is.getKey()).with("is", is.getValue())))
                .with("suggest", text(call(suggest, advice.call()), "path", advice.path()));
    }

    private static Json warning(WarningDefinition warning) {
        return id(warning.id()).with("when", warning.when()).with("says", warning.says());
    }

    private static Json kind(KindDefinition kind) {
        Json.Obj json = Json.Obj.EMPTY
                .with("title", kind.title())
                .with("fields", map(kind.fields(), DefinitionWriter::shape))
                .with("status", status(kind.status()))
                .with("moves", list(kind.moves(), DefinitionWriter::move));
        json = text(json, "needs", kind.needs());
        json = text(json, "number", kind.number());
        json = text(json, "effort", kind.times().effort());
        json = text(json, "due", kind.times().due());
        json = span(json, "stale-after", kind.times().staleAfter());
        json = span(json, "stuck-after", kind.times().stuckAfter());
        json = some(json, "claim", span(Json.Obj.EMPTY, "for", kind.claim()));
        DocumentDefinition document = kind.document();
        json = document == null ? json : json.with("document", document(document));
        SourceDefinition from = kind.from();
        return from == null ? json : json.with("from", source(from));
    }

    private static Json status(StatusDefinition status) {
        return Json.Obj.EMPTY
                .with("values", Json.strings(status.values()))
                .with("first", status.first())
                .with("final", Json.strings(status.finals()))
                .with("done", Json.strings(status.done()));
    }

    private static Json move(MoveDefinition move) {
        Json.Obj json = id(move.id())
                .with("from", Json.strings(move.from()))
                .with("to", move.to())
                .with("when", list(move.when(), gate -> gate(gate, "is")));
        return text(call(json, move.call()), "hint", move.hint());
    }

    private static Json document(DocumentDefinition document) {
        Json.Obj json = Json.Obj.EMPTY.with("path", document.path()).with("format", document.format());
        json = some(json, "sections", Json.strings(document.sections()));
        json = some(json, "places", map(document.places(), Json::strings));
        json = some(json, "labels", map(document.labels(), Json::strings));
        json = some(json, "shown", Json.strings(document.shown()));
        return some(json, "byTool", Json.strings(document.byTool()));
    }

    private static Json source(SourceDefinition from) {
        return Json.Obj.EMPTY.with("each", from.each()).with("key", from.key()).with("fields", texts(from.fields()));
    }

    private static Json.Obj call(Json.Obj json, @Nullable Call call) {
        return call == null ? json : some(json.with("tool", call.tool()), "params", call.json());
    }

    private static Json.Obj id(String id) {
        return Json.Obj.EMPTY.with("id", id);
    }

    private static Json.Obj text(Json.Obj json, String field, @Nullable String text) {
        return text == null ? json : json.with(field, text);
    }

    private static Json.Obj span(Json.Obj json, String field, @Nullable Duration span) {
        return span == null ? json : json.with(field, Durations.written(span));
    }

    /** With a list or an object, unless that is empty. */
    private static Json.Obj some(Json.Obj json, String field, Json value) {
        return value.equals(Json.Obj.EMPTY) || value.equals(Json.array(List.of())) ? json : json.with(field, value);
    }

    private static Json texts(Map<String, String> texts) {
        return map(texts, Json::of);
    }

    private static <V> Json map(Map<String, V> values, Function<V, Json> write) {
        Map<String, Json> fields = new TreeMap<>();
        values.forEach((name, value) -> fields.put(name, write.apply(value)));
        return Json.object(fields);
    }

    private static <V> Json list(List<V> values, Function<V, Json> write) {
        return Json.array(values.stream().map(write).toList());
    }
}
