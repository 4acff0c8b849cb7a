package io.workfloworchestrator.local;

import io.workfloworchestrator.definition.DocumentDefinition;
import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.documents.DocumentFormat;
import io.workfloworchestrator.documents.MarkdownFormat;
import io.workfloworchestrator.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The file of one item: its number, its id and its short fields in front matter, its title as the heading, and long texts
 * under headings of their own. All else in the file is a person's: other front matter, other sections, the text before them.
 *
 * <p>The value is that of {@link ItemText}. What the file's place says already is not written once more. Immutable and
 * thread-safe.
 */
final class ItemFileFormat implements DocumentFormat {
    private static final String ID = "id";

    private final KindDefinition kind;
    private final List<String> sections;
    private final Map<String, List<String>> labels;
    private final Map<String, Json> meant;
    private final Predicate<Json.Obj> isHome;
    private final MarkdownFormat markdown = MarkdownFormat.document().build();

    /**
     * @param meant what the file's place says, by {@code status} and the names of fields
     * @param isHome whether the file of an item with this text is at the place
     */
    ItemFileFormat(
            KindDefinition kind, DocumentDefinition document, Map<String, Json> meant, Predicate<Json.Obj> isHome) {
        this.kind = kind;
        this.sections = document.sections();
        this.labels = document.labels();
        this.meant = Map.copyOf(meant);
        this.isHome = isHome;
    }

    @Override
    public String name() {
        return DocumentDefinition.DOCUMENT;
    }

    @Override
    public String extension() {
        return markdown.extension();
    }

    @Override
    public Content read(byte[] bytes, Optional<Json> last) {
        Content content = markdown.read(bytes, last.map(value -> document(value.asObject())));
        Json.Obj document = content.value().asObject();
        Json.Obj matter = ItemText.part(document, "fields");
        Json.Obj text = Json.Obj.EMPTY;
        Optional<String> uid = matter.text(ItemText.UID)
                .or(() -> last.map(Json::asObject).filter(isHome).flatMap(value -> value.text(ItemText.UID)));
        text = with(text, ItemText.UID, uid);
        text = with(text, ItemText.NUMBER, matter.find(ID).map(ItemFileFormat::plain));
        text = with(text, ItemText.STATUS, matter.find(ItemText.STATUS).map(ItemFileFormat::plain));
        text = with(text, ItemText.TITLE, document.text("title").or(() -> matter.text(ItemText.TITLE)));
        Map<String, Json> fields = new LinkedHashMap<>();
        Map<String, Labels.Found> labelled = labelled(bytes, document);
        for (String field : kind.fields().keySet()) {
            Labels.Found found = labelled.get(field);
            (found != null
                            ? Optional.of(found.value())
                            : sections.contains(field) ? section(document, field) : matter.find(field))
                    .ifPresent(value -> fields.put(field, value));
        }
        return new Content(ItemText.withFields(kind, text, fields), content.findings());
    }

    /** What the text says under labels, of fields that the file says nowhere else. */
    private Map<String, Labels.Found> labelled(byte[] bytes, Json.Obj document) {
        Map<String, Labels.Found> found = Labels.in(new String(bytes, StandardCharsets.UTF_8), kind, sections, labels);
        Json.Obj matter = ItemText.part(document, "fields");
        found.keySet()
                .removeIf(field -> sections.contains(field)
                        ? section(document, field).isPresent()
                        : matter.find(field)
                                .filter(value -> !(value instanceof Json.Null))
                                .isPresent());
        return found;
    }

    private static String plain(Json value) {
        return value.asText().orElse(value instanceof Json.Null ? "" : value.toString());
    }

    private static Json.Obj with(Json.Obj text, String name, Optional<String> value) {
        return value.filter(some -> !some.isBlank())
                .map(some -> text.with(name, Json.of(some)))
                .orElse(text);
    }

    private static Optional<Json> section(Json.Obj document, String field) {
        return sectionId(document, field).flatMap(id -> document.at("sections", id, "text"));
    }

    /** The section of a field: the one that was it before, else the first under its heading. */
    private static Optional<String> sectionId(Json.Obj document, String field) {
        Json.Obj all = ItemText.part(document, "sections");
        if (all.find(field).isPresent()) {
            return Optional.of(field);
        }
        String heading = DocumentDefinition.heading(field);
        return all.keys().stream()
                .filter(id -> all.at(id, "title")
                        .flatMap(Json::asText)
                        .filter(heading::equalsIgnoreCase)
                        .isPresent())
                .findFirst();
    }

    @Override
    public byte[] render(Json value, Optional<byte[]> existing) {
        if (existing.isPresent() && !labels.isEmpty()) {
            return renderLabelled(value.asObject(), existing.get());
        }
        return render(value.asObject(), existing);
    }

    /** Changes what stands under labels where it stands, and everything else as ever. */
    private byte[] renderLabelled(Json.Obj value, byte[] existing) {
        Json.Obj now =
                markdown.read(existing, Optional.of(document(value))).value().asObject();
        Map<String, Labels.Found> found = labelled(existing, now);
        String before = new String(existing, StandardCharsets.UTF_8);
        Map<String, String> changed = new LinkedHashMap<>();
        Json.Obj fields = ItemText.fields(value);
        Json.Obj rest = fields;
        for (Map.Entry<String, Labels.Found> one : found.entrySet()) {
            Optional<String> instead = Labels.instead(before, one.getValue(), fields.find(one.getKey()));
            if (instead.isPresent()) {
                changed.put(one.getKey(), instead.get());
                rest = rest.without(one.getKey());
            }
        }
        byte[] base = Labels.with(before, found, changed).getBytes(StandardCharsets.UTF_8);
        return render(value.with(ItemText.FIELDS, rest), Optional.of(base));
    }

    private byte[] render(Json.Obj text, Optional<byte[]> existing) {
        Json.Obj own = document(text);
        byte[] base = existing.orElseGet(() -> beginning(own));
        Json.Obj now = markdown.read(base, Optional.of(own)).value().asObject();
        Json.Obj wanted = now.with(
                "fields", matter(ItemText.part(now, "fields"), ItemText.part(own, "fields"), existing.isEmpty()));
        Optional<Json> title = text.find(ItemText.TITLE);
        if (title.isPresent()) {
            boolean isInMatter = now.find("title").isEmpty()
                    && ItemText.part(now, "fields").find(ItemText.TITLE).isPresent();
            wanted = isInMatter
                    ? wanted.withAt(List.of("fields", ItemText.TITLE), title.get())
                    : wanted.with("title", title.get());
        }
        for (String field : sections) {
            wanted = withSection(wanted, field, ItemText.fields(text).find(field));
        }
        return markdown.render(wanted, Optional.of(base));
    }

    /** A text that a person clears leaves its heading; one that is taken away otherwise takes its heading along. */
    private static Json.Obj withSection(Json.Obj document, String field, Optional<Json> text) {
        Optional<String> known = sectionId(document, field);
        if (known.isPresent()) {
            Json.Obj all = ItemText.part(document, "sections");
            Json.Obj section = ItemText.part(all, known.get());
            boolean isTakenAway = text.isEmpty() && section.find("text").isPresent();
            if (isTakenAway) {
                return document.with("sections", all.without(known.get()));
            }
            return document.withAt(
                    List.of("sections", known.get()),
                    text.map(some -> section.with("text", some)).orElse(section.without("text")));
        }
        return text.map(some -> document.withAt(List.of("sections", field), section(document, field, some)))
                .orElse(document);
    }

    private static Json section(Json.Obj document, String field, Json text) {
        double last = 0;
        for (String id : ItemText.part(document, "sections").keys()) {
            last = Math.max(last, ItemText.count(document.at("sections", id, "order")));
        }
        return Json.object(Map.of(
                "title", Json.of(DocumentDefinition.heading(field)),
                "level", Json.of(2),
                "order", Json.of((long) last + 1),
                "text", text));
    }

    /** The text as a document that has nothing else. */
    private Json.Obj document(Json.Obj text) {
        Map<String, Json> matter = new LinkedHashMap<>();
        text.find(ItemText.NUMBER).ifPresent(number -> matter.put(ID, number));
        text.find(ItemText.UID).ifPresent(uid -> matter.put(ItemText.UID, uid));
        text.find(ItemText.STATUS)
                .filter(status -> !isMeant(ItemText.STATUS, status))
                .ifPresent(status -> matter.put(ItemText.STATUS, status));
        Json.Obj document = Json.Obj.EMPTY;
        Json.Obj fields = ItemText.fields(text);
        for (String field : kind.fields().keySet()) {
            Optional<Json> value = fields.find(field);
            if (value.isPresent() && sections.contains(field)) {
                document = document.withAt(List.of("sections", field), section(document, field, value.get()));
            } else if (value.isPresent() && !isMeant(field, value.get())) {
                matter.put(field, value.get());
            }
        }
        document = text.find(ItemText.TITLE).isPresent()
                ? document.with("title", text.find(ItemText.TITLE).get())
                : document;
        return document.with("fields", Json.object(matter));
    }

    /** A new file in the order that people expect: who it is, how it stands, what it holds, and then the texts. */
    private byte[] beginning(Json.Obj own) {
        Json.Obj matter = ItemText.part(own, "fields");
        List<String> names = new ArrayList<>(List.of(ID, ItemText.UID, ItemText.STATUS));
        names.addAll(kind.fields().keySet());
        StringBuilder text = new StringBuilder("---\n");
        names.stream()
                .filter(name -> matter.find(name).isPresent())
                .forEach(name -> text.append(name).append(": 0\n"));
        text.append("---\n");
        if (own.find("title").isPresent()) {
            text.append("\n# Title\n");
        }
        sections.stream()
                .filter(field -> own.at("sections", field).isPresent())
                .forEach(field -> text.append("\n## ")
                        .append(DocumentDefinition.heading(field))
                        .append("\n\nText.\n"));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private boolean isMeant(String name, Json value) {
        return value.equals(meant.get(name));
    }

    /** The front matter with what the item says, and with everything else as it is. */
    private Json.Obj matter(Json.Obj now, Json.Obj own, boolean isNew) {
        Json.Obj matter = now;
        List<String> names = new ArrayList<>(List.of(ID, ItemText.UID, ItemText.STATUS));
        names.addAll(kind.fields().keySet());
        names.removeAll(sections);
        names.remove(ItemText.TITLE);
        for (String name : names) {
            Optional<Json> value = own.find(name);
            Optional<Json> said = matter.find(name).filter(some -> !(some instanceof Json.Null));
            boolean isSaid = said.map(some -> ItemText.fitted(kind.fields().get(name), some))
                    .equals(value);
            if (value.isEmpty() && said.isPresent() && !isMeant(name, said.get())) {
                matter = matter.without(name);
            } else if (value.isPresent() && (isNew || !isSaid)) {
                matter = matter.with(name, value.get());
            }
        }
        return matter;
    }
}
