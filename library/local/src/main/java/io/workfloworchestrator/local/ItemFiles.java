package io.workfloworchestrator.local;

import io.workfloworchestrator.definition.DocumentDefinition;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.documents.DocumentException;
import io.workfloworchestrator.documents.DocumentFormat;
import io.workfloworchestrator.files.Fingerprints;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.files.Documents;
import io.workfloworchestrator.state.files.PlacedDocument;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file for each item. Which item a file is stands in its front matter as {@code uid}. A file without one is the item
 * that belongs at its place; any other is a new item, whose id is made of its path and title, so that two clones that find it agree.
 */
final class ItemFiles extends KindDocuments {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int DIGITS = 8;

    private final String key;
    private final StatusPlaces places;
    private final DocumentDefinition document;
    private final Namesakes namesakes;

    /** Everything that decides how a file is read. */
    private final String reading;

    ItemFiles(
            WorkflowDefinition definition,
            String kind,
            String key,
            StatusPlaces places,
            DocumentDefinition document,
            Clock clock) {
        super(definition, kind, clock);
        this.key = key;
        this.places = places;
        this.document = document;
        this.reading = definition.fingerprint() + " " + String.join(" ", places.patterns());
        this.namesakes = new Namesakes(places::name);
    }

    @Override
    Optional<Documents.Place> place(String file) {
        return places.read(file).map(found -> new Place(file, found));
    }

    @Override
    List<String> patterns() {
        return places.patterns();
    }

    @Override
    boolean has(String part) {
        return part.startsWith(kind + "/");
    }

    @Override
    List<String> parts(Json value) {
        return kept(value).keys().stream().map(id -> kind + "/" + id).toList();
    }

    /** The items that differ, those of the same name, and those that need one whose number is another now, since a file names it by that. */
    @Override
    Collection<String> differing(Json before, Json now) {
        Json.Obj items = kept(now);
        Set<String> ids = new LinkedHashSet<>();
        Set<Json> renamed = new HashSet<>();
        items.forEachDifference(kept(before), (id, here, there) -> {
            ids.add(id);
            if (!number(here).equals(number(there))) {
                renamed.add(Json.of(id));
            }
        });
        if (places.maybeShared()) {
            ids.addAll(namesakes.of(kept(before), items, List.copyOf(ids)));
        }
        String needs = described.needs();
        if (needs != null && !renamed.isEmpty()) {
            items.forEach((id, item) -> {
                Optional<Json> needed = item.at("fields", needs);
                if (needed.isPresent()
                        && needed.get() instanceof Json.Arr list
                        && list.elements().stream().anyMatch(renamed::contains)) {
                    ids.add(id);
                }
            });
        }
        return ids.stream().map(id -> kind + "/" + id).toList();
    }

    private static Optional<String> number(@Nullable Json item) {
        return item == null ? Optional.empty() : item.asObject().text("number");
    }

    private String id(String part) {
        return part.substring(kind.length() + 1);
    }

    @Override
    Optional<PlacedDocument> document(Json value, String part) {
        return kept(value).find(id(part)).map(item -> {
            Json.Obj fields = item.asObject();
            Json.Obj text = ItemText.of(described, document.sections(), id(part), fields, need -> name(value, need));
            Optional<String> mark =
                    places.maybeShared() ? namesakes.mark(kept(value), id(part), fields) : Optional.empty();
            return new PlacedDocument(places.of(id(part), fields, mark), placed(text));
        });
    }

    @Override
    Changed with(Json value, String part, Json.Obj document) {
        Json.Obj before =
                document(value, part).map(known -> known.value().asObject()).orElse(Json.Obj.EMPTY);
        if (document.equals(before)) {
            return new Changed(value, List.of());
        }
        if (document.find(ItemText.TITLE).isEmpty()) {
            throw new DocumentException(
                    "E_DOCUMENT_TITLE",
                    "This file says no title, so it is no " + kind
                            + ". Begin its text with a line such as \"# Title\".");
        }
        return take(value, Map.of(id(part), ItemText.written(before, moved(before, document))), List.of());
    }

    /** The text with the place of its status, where a place means something. */
    private Json.Obj placed(Json.Obj text) {
        String status = text.text(ItemText.STATUS).orElse("");
        return places.isTelling() ? withPlace(text, places.placeOf(status)) : text;
    }

    private static Json.Obj withPlace(Json.Obj text, StatusPlaces.StatusPlace place) {
        return text.with(ItemText.PLACE, Json.of(place.statuses().get(0)));
    }

    /**
     * The text with the status that a person gave it by moving its file: what the file says if it belongs to the new place,
     * else the first status that lives there and that a move leads to.
     */
    private Json.Obj moved(Json.Obj before, Json.Obj document) {
        if (document.find(ItemText.PLACE).equals(before.find(ItemText.PLACE))) {
            return document;
        }
        List<String> there = document.text(ItemText.PLACE)
                .map(first -> places.placeOf(first).statuses())
                .orElse(List.of());
        String now = before.text(ItemText.STATUS).orElse("");
        boolean isSaid = document.text(ItemText.STATUS).filter(there::contains).isPresent();
        Optional<String> led = there.stream()
                .filter(status -> described.movesFrom(now).stream()
                        .anyMatch(move -> move.to().equals(status)))
                .findFirst();
        return isSaid || there.isEmpty() ? document : document.with(ItemText.STATUS, Json.of(led.orElse(there.get(0))));
    }

    @Override
    List<String> changed(Json.Obj before, Json.Obj now) {
        return now.equals(before) ? List.of() : List.of(name(now));
    }

    private final class Place implements Documents.Place {
        private final String file;
        private final StatusPlaces.StatusPlace place;
        private final ItemPath path;
        private final Map<String, String> said;
        private final DocumentFormat format;

        Place(String file, StatusPlaces.Found found) {
            this.file = file;
            this.place = found.place();
            this.path = found.path();
            this.said = found.said();
            this.format = new ItemFileFormat(described, document, meanings(), this::isHome);
        }

        private boolean isHome(Json.Obj text) {
            String id = text.text(ItemText.UID).orElse("");
            return places.isHome(file, id, text.with(ItemText.FIELDS, ItemText.withTitle(text)));
        }

        private Map<String, Json> meanings() {
            Map<String, Json> meanings = new HashMap<>();
            if (path.saysStatus()) {
                path.status(said.getOrDefault("item.status", ""))
                        .ifPresent(status -> meanings.put(ItemText.STATUS, Json.of(status)));
            }
            for (String field : path.fieldsInFolders()) {
                path.meaning(field, folder(field)).ifPresent(value -> meanings.put(field, value));
            }
            return meanings;
        }

        /** Whether the place says the status of a file that does not. Files of ours always do, so that a moved one differs. */
        private boolean isOfOneStatus() {
            return places.isTelling() && place.statuses().size() == 1;
        }

        private String folder(String field) {
            return said.getOrDefault("item." + field, "");
        }

        @Override
        public String key() {
            return key;
        }

        @Override
        public DocumentFormat format() {
            return format;
        }

        @Override
        public String reading() {
            return reading;
        }

        @Override
        public Json value(Json content) {
            Json.Obj text = ItemText.withStatus(described, content.asObject());
            if (places.isTelling()) {
                text = withPlace(text, place);
            }
            if (isOfOneStatus() && text.text(ItemText.STATUS).isEmpty()) {
                text = text.with(ItemText.STATUS, Json.of(place.statuses().get(0)));
            }
            if (path.saysStatus()) {
                Json.Obj read = text;
                text = path.status(folder("status"))
                        .map(status -> read.with(ItemText.STATUS, Json.of(status)))
                        .orElse(read);
            }
            Map<String, Json> fields = new LinkedHashMap<>();
            ItemText.fields(text).forEach(fields::put);
            for (String field : path.fieldsInFolders()) {
                if (!path.isMeant(field, folder(field), fields.get(field))) {
                    fields.remove(field);
                    path.meaning(field, folder(field)).ifPresent(value -> fields.put(field, value));
                }
            }
            text = ItemText.withFields(described, text, fields);
            String number = said.getOrDefault("item.number", "");
            String form = described.number();
            if (text.find(ItemText.NUMBER).isEmpty()
                    && form != null
                    && ItemText.number(form).matcher(number).matches()) {
                text = text.with(ItemText.NUMBER, Json.of(number));
            }
            return text.with(ItemText.UID, Json.of(uid(text)));
        }

        private String uid(Json.Obj text) {
            Optional<String> written =
                    text.text(ItemText.UID).filter(uid -> ID.matcher(uid).matches());
            Optional<String> named = Optional.ofNullable(said.get("item.id"))
                    .filter(id -> ID.matcher(id).matches());
            return written.or(() -> named).orElseGet(() -> {
                String what = file + "\n" + text.text(ItemText.TITLE).orElse("");
                String hash = Fingerprints.of(what.getBytes(StandardCharsets.UTF_8));
                return kind.substring(0, 1).toLowerCase(Locale.ROOT) + "-" + hash.substring(0, DIGITS);
            });
        }

        @Override
        public String part(Json value) {
            return kind + "/" + value.asObject().text(ItemText.UID).orElse("");
        }
    }
}
