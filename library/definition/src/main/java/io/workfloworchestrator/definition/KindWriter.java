package io.workfloworchestrator.definition;

import io.workfloworchestrator.json.Json;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The kinds of items of a definition as JSON, in the fields of the definition language. Pure functions. */
final class KindWriter {
    private KindWriter() {}

    static Json kind(KindDefinition kind) {
        Json.Obj json = Json.Obj.EMPTY
                .with("title", Json.of(kind.title()))
                .with("fields", DefinitionWriter.map(kind.fields(), DefinitionWriter::shape))
                .with("status", status(kind.status()))
                .with("moves", DefinitionWriter.list(kind.moves(), KindWriter::move));
        json = DefinitionWriter.text(json, "needs", kind.needs());
        json = DefinitionWriter.text(json, "number", kind.number());
        json = DefinitionWriter.text(json, "effort", kind.times().effort());
        json = DefinitionWriter.text(json, "due", kind.times().due());
        json = span(json, "stale-after", kind.times().staleAfter());
        json = span(json, "stuck-after", kind.times().stuckAfter());
        Duration claim = kind.claim();
        json = claim == null ? json : json.with("claim", span(Json.Obj.EMPTY, "for", claim));
        DocumentDefinition document = kind.document();
        json = document == null ? json : json.with("document", document(document));
        SourceDefinition from = kind.from();
        return from == null ? json : json.with("from", source(from));
    }

    /** The same without what only people read. */
    static Json.Obj meaning(Json.Obj kind) {
        return DefinitionWriter.each(
                kind.without("title"),
                "moves",
                move -> DefinitionWriter.each(move.without("hint"), "when", gate -> gate.without("otherwise")));
    }

    private static Json status(StatusDefinition status) {
        return Json.Obj.EMPTY
                .with("values", Json.strings(status.values()))
                .with("first", Json.of(status.first()))
                .with("final", Json.strings(status.finals()))
                .with("done", Json.strings(status.done()));
    }

    private static Json move(MoveDefinition move) {
        Json.Obj json = DefinitionWriter.id(move.id())
                .with("from", Json.strings(move.from()))
                .with("to", Json.of(move.to()))
                .with("when", DefinitionWriter.list(move.when(), KindWriter::gate));
        return DefinitionWriter.text(DefinitionWriter.call(json, move.call()), "hint", move.hint());
    }

    private static Json gate(GateDefinition gate) {
        return DefinitionWriter.call(
                DefinitionWriter.id(gate.id())
                        .with("is", Json.of(gate.when()))
                        .with("otherwise", Json.of(gate.otherwise())),
                gate.call());
    }

    private static Json document(DocumentDefinition document) {
        Json.Obj json =
                Json.Obj.EMPTY.with("path", Json.of(document.path())).with("format", Json.of(document.format()));
        json = document.sections().isEmpty() ? json : json.with("sections", Json.strings(document.sections()));
        json = document.places().isEmpty()
                ? json
                : json.with("places", DefinitionWriter.map(document.places(), Json::strings));
        json = document.labels().isEmpty()
                ? json
                : json.with("labels", DefinitionWriter.map(document.labels(), Json::strings));
        json = document.shown().isEmpty() ? json : json.with("shown", Json.strings(document.shown()));
        return document.byTool().isEmpty() ? json : json.with("byTool", Json.strings(document.byTool()));
    }

    private static Json source(SourceDefinition from) {
        return Json.Obj.EMPTY
                .with("each", Json.of(from.each()))
                .with("key", Json.of(from.key()))
                .with("fields", DefinitionWriter.map(from.fields(), Json::of));
    }

    private static Json.Obj span(Json.Obj json, String field, @Nullable Duration span) {
        return Optional.ofNullable(span)
                .map(s -> json.with(field, Json.of(Durations.written(s))))
                .orElse(json);
    }
}
