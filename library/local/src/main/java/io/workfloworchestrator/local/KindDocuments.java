package io.workfloworchestrator.local;

import io.workfloworchestrator.definition.DocumentDefinition;
import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.SuccessiveDecoder;
import io.workfloworchestrator.state.files.Documents;
import io.workfloworchestrator.state.files.PlacedDocument;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.WorkflowState;
import io.workfloworchestrator.workflow.WrittenItem;
import io.workfloworchestrator.workflow.WrittenItems;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The files of one kind of items of one workflow. Thread-safe. */
abstract class KindDocuments {
    /** The files of one look are taken in one after the other, each into the value that has all before it. */
    private final SuccessiveDecoder<WorkflowState<Json>> states =
            new SuccessiveDecoder<>(WorkflowState.codec(Json.class));

    private final WorkflowDefinition definition;
    private final Clock clock;
    final String kind;
    final KindDefinition described;

    KindDocuments(WorkflowDefinition definition, String kind, Clock clock) {
        this.definition = definition;
        this.described = Objects.requireNonNull(definition.kinds().get(kind));
        this.kind = kind;
        this.clock = clock;
    }

    /** What a change of a document made of the workflow's value. */
    record Changed(Json value, List<String> notes) {}

    /** What the file at this path is; empty if it is none of these. */
    abstract Optional<Documents.Place> place(String file);

    abstract List<String> patterns();

    abstract boolean has(String part);

    /** The names of the documents of a workflow's value. */
    abstract List<String> parts(Json value);

    /** The names of the documents that may differ between two values of the workflow. */
    abstract Collection<String> differing(Json before, Json now);

    /** A document of a workflow's value; empty if there is none of that name. */
    abstract Optional<PlacedDocument> document(Json value, String part);

    /** The workflow's value with what a document says. */
    abstract Changed with(Json value, String part, Json.Obj document);

    /** What of a document can be taken in where {@link #with} refuses the whole; empty if nothing. */
    Optional<Documents.Acceptable> acceptable(Json value, String part, Json.Obj document) {
        return Optional.empty();
    }

    /** What people call the items of which a document says something else than before; it has the items that are gone, too. */
    abstract List<String> changed(Json.Obj before, Json.Obj now);

    /** What people call the item that a text is of: by its number if it has one. */
    static String name(Json.Obj text) {
        return text.text(ItemText.NUMBER).or(() -> text.text(ItemText.UID)).orElse("");
    }

    Json.Obj kept(Json value) {
        return ItemText.part(value, "items", kind);
    }

    String name(Json value, String id) {
        return value.at("items", kind, id, "number").flatMap(Json::asText).orElse(id);
    }

    WorkflowState<Json> state(Json value) {
        return states.decode(value);
    }

    Changed take(Json value, Map<String, WrittenItem> written, Collection<String> gone) {
        WorkflowState<Json> state = state(value);
        requireByHand(state, written);
        WrittenItems.Taken<Json> taken = WrittenItems.take(definition, state, kind, written, gone, clock);
        return new Changed(states.encode(taken.state(), state, value), taken.notes());
    }

    /** Refuses a status that only a tool gives, through the gates of its move. */
    private void requireByHand(WorkflowState<Json> state, Map<String, WrittenItem> written) {
        DocumentDefinition document = described.document();
        List<String> byTool = document == null ? List.of() : document.byTool();
        written.forEach((id, text) -> {
            String before = state.item(id).map(Item::status).orElse("");
            text.status()
                    .filter(status -> byTool.contains(status) && !status.equals(before))
                    .ifPresent(status -> {
                        String tool = described.moves().stream()
                                .filter(move -> move.to().equals(status))
                                .flatMap(move -> move.tool().stream())
                                .findFirst()
                                .map(call -> ": call " + call.tool())
                                .orElse("");
                        throw new CodedException(
                                "E_ITEM_GATE",
                                "\""
                                        + text.fields()
                                                .text(ItemText.TITLE)
                                                .or(() -> state.item(id).map(Item::title))
                                                .orElse(id)
                                        + "\" was not changed: a " + kind + " becomes " + status
                                        + " only by the tool that proves it" + tool + ".");
                    });
        });
    }
}
