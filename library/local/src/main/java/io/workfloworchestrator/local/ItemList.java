package io.workfloworchestrator.local;

import io.workfloworchestrator.definition.DocumentDefinition;
import io.workfloworchestrator.definition.FieldShape;
import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.documents.DocumentFormat;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.files.Documents;
import io.workfloworchestrator.state.files.PlacedDocument;
import io.workfloworchestrator.workflow.WorkflowState;
import io.workfloworchestrator.workflow.WrittenItem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One file for all items of a kind, such as one with a line or a heading for each. The document's name is that of the kind, and that of its
 * format where an author has given it.
 */
final class ItemList extends KindDocuments {
    private final ItemPath path;
    private static final String ABOUT = "about";

    private final String key;
    private final String part;
    private final DocumentFormat format;
    private final @Nullable Function<WorkflowState<Json>, Json> about;
    private final List<String> texts;
    /** The kind with only the fields that the file shows. */
    private final KindDefinition shown;

    private volatile About lastAbout = new About(Json.Null.VALUE, Json.Null.VALUE);
    private volatile Texts last = new Texts(Json.Obj.EMPTY, Json.Obj.EMPTY);

    ItemList(
            WorkflowDefinition definition,
            String kind,
            String key,
            ItemPath path,
            DocumentDefinition document,
            Clock clock) {
        super(definition, kind, clock);
        this.path = path;
        this.key = key;
        this.part = kind;
        this.about = null;
        this.texts = document.sections();
        this.shown = shown(described, document.shown());
        this.format = document.format().equals(DocumentDefinition.OUTLINE)
                ? new ItemOutlineFormat(kind, described, document.sections(), path.pattern())
                : new ItemListFormat(kind, shown);
    }

    /** A file that an author has given a form. */
    ItemList(WorkflowDefinition definition, String key, ItemPath path, ItemsFile file, Clock clock) {
        super(definition, file.kind(), clock);
        this.path = path;
        this.key = key;
        this.part = file.kind() + " " + file.format().name();
        this.format = file.format();
        this.about = file.about();
        this.texts = List.of();
        this.shown = described;
    }

    private static KindDefinition shown(KindDefinition kind, List<String> names) {
        if (names.isEmpty()) {
            return kind;
        }
        Map<String, FieldShape> fields = new LinkedHashMap<>(kind.fields());
        fields.keySet().removeIf(name -> !names.contains(name) && !name.equals(ItemText.TITLE));
        return new KindDefinition(
                kind.title(),
                fields,
                kind.status(),
                kind.needs(),
                kind.claim(),
                kind.moves(),
                kind.number(),
                kind.document(),
                kind.from(),
                kind.times());
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
    boolean has(String name) {
        return name.equals(part);
    }

    @Override
    List<String> parts(Json value) {
        return value.at("items", kind).isPresent() ? List.of(part) : List.of();
    }

    @Override
    Collection<String> differing(Json before, Json now) {
        boolean isSame = kept(before).equals(kept(now))
                && parts(before).equals(parts(now))
                && about(before).equals(about(now));
        return isSame ? List.of() : List.of(part);
    }

    @Override
    Optional<PlacedDocument> document(Json value, String name) {
        if (!has(name) || parts(value).isEmpty()) {
            return Optional.empty();
        }
        Json.Obj items = Json.Obj.EMPTY.with(ItemListFormat.ITEMS, texts(kept(value)));
        return Optional.of(new PlacedDocument(path.pattern(), about == null ? items : items.with(ABOUT, about(value))));
    }

    /** What the file says beside the items; null if it says nothing. */
    private Json about(Json value) {
        About known = lastAbout;
        if (about == null || known.of() == value) {
            return known.said();
        }
        Json said = about.apply(state(value));
        lastAbout = new About(value, said);
        return said;
    }

    /** What the file says of a value beside its items: it is asked for several times for each value. */
    private record About(Json of, Json said) {}

    /** The texts of all items; those of items that are as at the last question are not made again. */
    private Json.Obj texts(Json.Obj kept) {
        Texts before = last;
        Json.Obj[] made = {before.texts()};
        kept.forEachDifference(
                before.kept(),
                (id, now, had) -> made[0] = now == null
                        ? made[0].without(id)
                        : made[0].with(id, ItemText.of(shown, texts, id, now.asObject(), any -> any)));
        last = new Texts(kept, made[0]);
        return made[0];
    }

    private record Texts(Json.Obj kept, Json.Obj texts) {}

    @Override
    Changed with(Json value, String name, Json.Obj document) {
        Json.Obj before = document(value, name)
                .map(known -> ItemListFormat.items(known.value()))
                .orElse(Json.Obj.EMPTY);
        Json.Obj after = ItemListFormat.items(document);
        Map<String, WrittenItem> written = new LinkedHashMap<>();
        List<String> gone = new ArrayList<>();
        after.forEachDifference(before, (id, now, had) -> {
            if (now == null) {
                gone.add(id);
            } else if (!now.equals(had)) {
                written.put(id, ItemText.written(had == null ? Json.Obj.EMPTY : had.asObject(), now.asObject()));
            }
        });
        return written.isEmpty() && gone.isEmpty()
                ? new Changed(value, List.of())
                : take(value, inOrder(written, after), gone);
    }

    /**
     * New items get their numbers in the order of their lines, and their places in the order of their numbers: an id says nothing of
     * the order.
     */
    private static Map<String, WrittenItem> inOrder(Map<String, WrittenItem> written, Json.Obj items) {
        Map<String, Integer> lines = new HashMap<>();
        written.keySet()
                .forEach(id -> items.at(id, ItemText.LINE)
                        .filter(Json.Num.class::isInstance)
                        .ifPresent(
                                line -> lines.put(id, ((Json.Num) line).value().intValue())));
        List<String> ids = new ArrayList<>(written.keySet());
        ids.sort((one, other) -> {
            int order = Integer.compare(lines.getOrDefault(one, -1), lines.getOrDefault(other, -1));
            return order != 0
                    ? order
                    : Long.compare(count(items.at(one, ItemText.NUMBER)), count(items.at(other, ItemText.NUMBER)));
        });
        Map<String, WrittenItem> ordered = new LinkedHashMap<>();
        ids.forEach(id -> ordered.put(id, Objects.requireNonNull(written.get(id))));
        return ordered;
    }

    /** What a number such as {@code T012} counts; as high as can be where there is no number. */
    private static long count(Optional<Json> number) {
        String digits = number.flatMap(Json::asText).orElse("").replaceFirst("^.*?([0-9]{1,18})$", "$1");
        return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : Long.MAX_VALUE;
    }

    @Override
    Optional<Documents.Acceptable> acceptable(Json value, String part, Json.Obj document) {
        return document(value, part)
                .map(known -> ItemListFormat.items(known.value()))
                .flatMap(before -> new AcceptableLines(
                                before,
                                ItemListFormat.items(document),
                                items -> with(value, part, Json.object(Map.of(ItemListFormat.ITEMS, items))))
                        .find())
                .map(found -> new Documents.Acceptable(
                        Json.object(Map.of(ItemListFormat.ITEMS, found.items())), found.refused()));
    }

    @Override
    List<String> changed(Json.Obj before, Json.Obj now) {
        List<String> names = new ArrayList<>();
        ItemListFormat.items(now).forEachDifference(ItemListFormat.items(before), (id, here, there) -> {
            Json text = here != null ? here : there;
            if (text != null && !Objects.equals(here, there)) {
                names.add(name(text.asObject()));
            }
        });
        names.sort(Comparator.naturalOrder());
        return names;
    }

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
        public boolean isLeft() {
            return about != null;
        }

        @Override
        public String part(Json value) {
            return part;
        }
    }
}
