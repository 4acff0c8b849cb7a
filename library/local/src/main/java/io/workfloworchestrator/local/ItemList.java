package io.workfloworchestrator.local;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.documents.DocumentFormat;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.files.Documents;
import io.workfloworchestrator.state.files.PlacedDocument;
import io.workfloworchestrator.workflow.WrittenItem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One file for all items of a kind, a line for each. The document's name is that of the kind. */
final class ItemList extends KindDocuments {
    private final ItemPath path;
    private final String key;
    private final DocumentFormat format;

    ItemList(WorkflowDefinition definition, String kind, String key, ItemPath path, Clock clock) {
        super(definition, kind, clock);
        this.path = path;
        this.key = key;
        this.format = new ItemListFormat(kind, described);
    }

    @Override
    Optional<Documents.Place> place(String file) {
        return path.read(file).map(said -> new Place());
    }

    @Override
    List<String> patterns() {
        return List.of(path.pattern());
    }

    @Override
    boolean has(String part) {
        return part.equals(kind);
    }

    @Override
    List<String> parts(Json value) {
        return value.at("items", kind).isPresent() ? List.of(kind) : List.of();
    }

    @Override
    Optional<PlacedDocument> document(Json value, String part) {
        if (!has(part) || parts(value).isEmpty()) {
            return Optional.empty();
        }
        Map<String, Json> texts = new LinkedHashMap<>();
        kept(value)
                .forEach((id, item) ->
                        texts.put(id, ItemText.of(described, List.of(), id, item.asObject(), any -> any)));
        return Optional.of(
                new PlacedDocument(path.pattern(), Json.object(Map.of(ItemListFormat.ITEMS, Json.object(texts)))));
    }

    @Override
    Changed with(Json value, String part, Json.Obj document) {
        Json.Obj before =
                document(value, part).map(known -> items(known.value())).orElse(Json.Obj.EMPTY);
        Json.Obj after = items(document);
        Map<String, WrittenItem> written = new LinkedHashMap<>();
        List<String> gone = new ArrayList<>();
        after.forEachDifference(before, (id, now, had) -> {
            if (now == null) {
                gone.add(id);
            } else if (!now.equals(had)) {
                written.put(id, ItemText.written(had == null ? Json.Obj.EMPTY : had.asObject(), now.asObject()));
            }
        });
        return written.isEmpty() && gone.isEmpty() ? new Changed(value, List.of()) : take(value, written, gone);
    }

    @Override
    List<String> changed(Json.Obj before, Json.Obj now) {
        List<String> names = new ArrayList<>();
        items(now).forEachDifference(items(before), (id, here, there) -> {
            Json text = here != null ? here : there;
            if (text != null && !Objects.equals(here, there)) {
                names.add(name(text.asObject()));
            }
        });
        names.sort(Comparator.naturalOrder());
        return names;
    }

    private static Json.Obj items(Json document) {
        return document.at(ItemListFormat.ITEMS).map(Json::asObject).orElse(Json.Obj.EMPTY);
    }

    /** The only place. */
    private final class Place implements Documents.Place {
        @Override
        public String key() {
            return key;
        }

        @Override
        public DocumentFormat format() {
            return format;
        }

        @Override
        public Json value(Json content) {
            return content;
        }

        @Override
        public String part(Json value) {
            return kind;
        }
    }
}
