package io.workfloworchestrator.definition;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                .with("workflow", Json.of(d.type()))
                .with("version", Json.of(d.version()))
                .with("title", Json.of(d.title()))
                .with("paths", texts(d.paths()))
                .with("layouts", list(d.layouts(), DefinitionWriter::layout))
                .with("facts", map(d.facts(), DefinitionWriter::fact))
                .with("track", map(d.track(), DefinitionWriter::track))
                .with("data", map(d.data(), DefinitionWriter::shape))
                .with("tools", map(d.tools(), Json::strings))
                .with("phases", list(d.phases(), DefinitionWriter::phase))
                .with("rules", list(d.rules(), DefinitionWriter::rule))
                .with("warnings", list(d.warnings(), DefinitionWriter::warning));
        json = d.finished().isEmpty() ? json : json.with("finished", list(d.finished(), DefinitionWriter::gate));
        json = text(json, "listed-in", d.listedIn());
        // Definitions without items keep the fingerprint that running work has recorded.
        return d.kinds().isEmpty() ? json : json.with("items", map(d.kinds(), KindWriter::kind));
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
        Optional<Json> items = bare.find("items");
        if (items.isEmpty()) {
            return bare;
        }
        Map<String, Json> kinds = new TreeMap<>();
        items.get().asObject().forEach((name, kind) -> kinds.put(name, KindWriter.meaning(kind.asObject())));
        return bare.with("items", Json.object(kinds));
    }

    static Json.Obj each(Json.Obj json, String field, UnaryOperator<Json.Obj> change) {
        List<Json> items = json.find(field).orElse(Json.Null.VALUE).asList();
        return json.with(
                field,
                Json.array(items.stream()
                        .map(item -> (Json) change.apply(item.asObject()))
                        .toList()));
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
        json = strings(json, "exclude", fact.exclude());
        json = strings(json, "read", fact.read());
        json = strings(json, "mentions", fact.mentions());
        return fact.pointer().isEmpty() ? json : json.with("pointer", Json.of(fact.pointer()));
    }

    private static Json track(TrackDefinition track) {
        return Json.Obj.EMPTY
                .with("from", Json.of(track.from()))
                .with("key", Json.of(track.key()))
                .with("keep", Json.strings(track.keep()));
    }

    static Json shape(FieldShape shape) {
        Json.Obj json =
                Json.Obj.EMPTY.with("type", Json.of(shape.type().word())).with("required", Json.of(shape.required()));
        Object initial = shape.initial();
        FieldShape of = shape.of();
        json = initial == null ? json : json.with("default", Shapes.json(initial));
        json = of == null ? json : json.with("of", shape(of));
        return shape.fields().isEmpty() ? json : json.with("fields", map(shape.fields(), DefinitionWriter::shape));
    }

    private static Json phase(PhaseDefinition phase) {
        return id(phase.id())
                .with("title", Json.of(phase.title()))
                .with("steps", list(phase.steps(), DefinitionWriter::step))
                .with("exit", list(phase.exit(), DefinitionWriter::gate))
                .with("next", Json.strings(phase.next()));
    }

    private static Json step(StepDefinition step) {
        Json.Obj json = id(step.id()).with("title", Json.of(step.title())).with("optional", Json.of(step.optional()));
        json = text(json, "done", step.doneWhen());
        return text(call(json, step.call()), "hint", step.hint());
    }

    private static Json gate(GateDefinition gate) {
        return call(
                id(gate.id()).with("when", Json.of(gate.when())).with("otherwise", Json.of(gate.otherwise())),
                gate.call());
    }

    private static Json rule(RuleDefinition rule) {
        List<Json> when = new ArrayList<>();
        rule.when().forEach((id, is) -> when.add(id(id).with("is", Json.of(is))));
        RuleDefinition.Advice advice = rule.suggest();
        Json.Obj suggest =
                Json.Obj.EMPTY.with("action", Json.of(advice.action())).with("because", Json.of(advice.because()));
        Json.Obj json = id(rule.id()).with("salience", Json.of(rule.salience()));
        json = strings(json, "phase", rule.phases());
        json = text(json, "step", rule.onlyWhilePending());
        json = rule.forEach().isEmpty() ? json : json.with("for-each", texts(rule.forEach()));
        return json.with("when", Json.array(when))
                .with("suggest", text(call(suggest, advice.call()), "path", advice.path()));
    }

    private static Json warning(WarningDefinition warning) {
        return id(warning.id()).with("when", Json.of(warning.when())).with("says", Json.of(warning.says()));
    }

    static Json.Obj call(Json.Obj json, @Nullable Call call) {
        if (call == null) {
            return json;
        }
        Json.Obj with = json.with("tool", Json.of(call.tool()));
        return call.params().isEmpty() ? with : with.with("params", call.json());
    }

    static Json.Obj id(String id) {
        return Json.Obj.EMPTY.with("id", Json.of(id));
    }

    static Json.Obj text(Json.Obj json, String field, @Nullable String text) {
        return Optional.ofNullable(text).map(t -> json.with(field, Json.of(t))).orElse(json);
    }

    private static Json.Obj strings(Json.Obj json, String field, List<String> texts) {
        return texts.isEmpty() ? json : json.with(field, Json.strings(texts));
    }

    private static Json texts(Map<String, String> texts) {
        return map(texts, Json::of);
    }

    static <V> Json map(Map<String, V> values, Function<V, Json> write) {
        Map<String, Json> fields = new TreeMap<>();
        values.forEach((name, value) -> fields.put(name, write.apply(value)));
        return Json.object(fields);
    }

    static <V> Json list(List<V> values, Function<V, Json> write) {
        return Json.array(values.stream().map(write).toList());
    }
}
