package io.workfloworchestrator.documents;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes a document so that it says a value. It goes in steps, each of which reads the document again: first fields, title and
 * the order of sections, then texts, then the places of items, then their lines. So no step must know what another one moves.
 */
record DocumentWriter(FormatOptions options, Json.Obj value, boolean isVerbatim, boolean hasIds) {
    /** Items may be nested so deep that each level is moved in a step of its own. */
    private static final int MOST_STEPS = 100;

    /** The document, which was read with this value as its last one, as it is read again with the value. */
    static DocumentParts.Parts write(
            FormatOptions options, Json.Obj value, DocumentParts.Parts before, boolean isVerbatim, boolean hasIds) {
        return new DocumentWriter(options, value, isVerbatim, hasIds).written(before);
    }

    private DocumentParts.Parts written(DocumentParts.Parts before) {
        DocumentParts.Parts now = next(before, sections(before));
        now = next(now, texts(now));
        ItemPlaces places = new ItemPlaces(options, value, isVerbatim, hasIds);
        for (int step = 0; step < MOST_STEPS; step++) {
            DocumentParts.Parts moved = next(now, places.step(now));
            if (moved.document() == now.document()) {
                break;
            }
            now = moved;
        }
        return next(now, places.lines(now));
    }

    private DocumentParts.Parts next(DocumentParts.Parts before, Markdown document) {
        return document == before.document() ? before : DocumentReader.read(options, document, value);
    }

    private Markdown sections(DocumentParts.Parts parts) {
        Markdown document = parts.document();
        MarkdownEdit edit = new MarkdownEdit(document, isVerbatim);
        Json.Obj fields = DocumentParts.part(value, DocumentParts.FIELDS);
        edit.setFields(fields);
        Optional<String> title = value.text(DocumentParts.TITLE);
        if (parts.title() == null && title.isPresent()) {
            edit.insertTitle(title.get());
        } else if (parts.title() != null && title.isEmpty()) {
            edit.removeHeading(parts.title());
        } else if (parts.title() != null && !said(parts.title()).equals(title.get())) {
            edit.rename(parts.title(), title.get());
        }
        order(parts, edit);
        return edit.apply();
    }

    private static String said(Section section) {
        return Headings.read(section.title());
    }

    private void order(DocumentParts.Parts parts, MarkdownEdit edit) {
        Map<String, Section> found = new LinkedHashMap<>();
        parts.sections().forEach(part -> found.put(part.id(), part.section()));
        List<Map.Entry<String, Json>> wanted = OrderNumbers.sorted(DocumentParts.part(value, DocumentParts.SECTIONS));
        Set<String> wantedIds = new HashSet<>();
        wanted.forEach(entry -> wantedIds.add(entry.getKey()));
        found.forEach((id, section) -> {
            if (!wantedIds.contains(id)) {
                remove(section, parts, edit);
            }
        });
        Map<String, Integer> places = new HashMap<>();
        found.keySet().forEach(id -> places.put(id, places.size()));
        boolean[] stays = OrderNumbers.stays(wanted.stream()
                .mapToInt(entry -> places.getOrDefault(entry.getKey(), -1))
                .toArray());
        int anchor = parts.preamble().end();
        for (int i = 0; i < wanted.size(); i++) {
            Section section = found.get(wanted.get(i).getKey());
            Json about = wanted.get(i).getValue();
            String name = DocumentParts.textOf(about, DocumentParts.TITLE);
            int level = DocumentParts.level(about);
            if (section == null) {
                edit.insertSection(anchor, level, name);
            } else if (!stays[i]) {
                edit.move(section, anchor);
            } else {
                anchor = section.body().end();
            }
        }
    }

    /** Removes a section. Text that the format does not own stays. */
    private void remove(Section section, DocumentParts.Parts parts, MarkdownEdit edit) {
        String body = section.body().of(parts.document().text());
        if (options.hasTexts() || body.isBlank()) {
            edit.remove(section);
        } else {
            edit.removeHeading(section);
        }
    }

    private Markdown texts(DocumentParts.Parts parts) {
        MarkdownEdit edit = new MarkdownEdit(parts.document(), isVerbatim);
        for (DocumentParts.SectionPart part : parts.sections()) {
            Json wanted = DocumentParts.part(value, DocumentParts.SECTIONS).get(part.id());
            Json found =
                    DocumentParts.part(parts.value(), DocumentParts.SECTIONS).get(part.id());
            if (wanted == null || found == null) {
                continue;
            }
            String name = DocumentParts.textOf(wanted, DocumentParts.TITLE);
            int level = DocumentParts.level(wanted);
            if (!said(part.section()).equals(name) || part.section().level() != level) {
                edit.rename(part.section(), level, name);
            }
            String text = DocumentParts.textOf(wanted, DocumentParts.TEXT);
            if (options.hasTexts()
                    && !options.hasItems(part.id())
                    && !DocumentParts.textOf(found, DocumentParts.TEXT).equals(text)) {
                edit.setBody(
                        part.section().body(),
                        BodyText.ofSection(options.deepest()).write(text, isVerbatim));
            }
        }
        String text = value.text(DocumentParts.TEXT).orElse("");
        if (options.hasTexts()
                && !parts.value().text(DocumentParts.TEXT).orElse("").equals(text)) {
            BodyText body = DocumentReader.preambleText(options, parts.title() != null);
            edit.setBody(parts.preamble(), body.write(text, isVerbatim));
        }
        return edit.apply();
    }

    static void check(Json value, FormatOptions options) {
        if (!(value instanceof Json.Obj object)) {
            throw refusal("The value of a document must be an object.");
        }
        for (String key : object.keys()) {
            if (!Set.of(
                            DocumentParts.FIELDS,
                            DocumentParts.TITLE,
                            DocumentParts.TEXT,
                            DocumentParts.SECTIONS,
                            DocumentParts.ITEMS)
                    .contains(key)) {
                throw refusal("A document has no \"" + key + "\"; it has fields, title, text, sections and items.");
            }
        }
        checkSections(object, options);
        DocumentParts.part(object, DocumentParts.ITEMS).forEach((id, item) -> checkItem(id, item, object));
    }

    private static void checkSections(Json.Obj value, FormatOptions options) {
        DocumentParts.part(value, DocumentParts.SECTIONS).forEach((id, section) -> {
            if (section.asObject().text(DocumentParts.TITLE).isEmpty()) {
                throw refusal("The section \"" + id + "\" has no title. Give it one.");
            }
            int level = DocumentParts.level(section);
            if (section.at("level").isEmpty() || level > options.deepest()) {
                throw refusal("The section \"" + id + "\" needs a level from 1 to " + options.deepest() + ".");
            }
        });
    }

    private static void checkItem(String id, Json item, Json.Obj value) {
        if (!id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw refusal(
                    "\"" + id + "\" cannot be the id of an item: use letters, digits, dots and dashes, at most 64.");
        }
        for (String field : item.asObject().keys()) {
            if (!ItemLine.isField(field)) {
                throw refusal("The item \"" + id + "\" has a field \"" + Words.clip(field, 60)
                        + "\", which no line can hold: use letters, digits, dots and dashes.");
            }
        }
        if (item.asObject().text(DocumentParts.TEXT).isEmpty()
                || item.asObject().text("status").isEmpty()) {
            throw refusal("The item \"" + id + "\" needs a text and a status.");
        }
        String parent = DocumentParts.textOf(item, "parent");
        if (!parent.isEmpty() && DocumentParts.part(value, DocumentParts.ITEMS).get(parent) == null) {
            throw refusal("The item \"" + id + "\" is nested in \"" + parent + "\", which is not there.");
        }
        @Nullable Json section = item.asObject().get("section");
        String place = section == null ? "" : section.asText().orElse("");
        if (!place.isEmpty()
                && DocumentParts.part(value, DocumentParts.SECTIONS).get(place) == null) {
            throw refusal("The item \"" + id + "\" is in the section \"" + place + "\", which is not there.");
        }
    }

    private static DocumentException refusal(String message) {
        return new DocumentException("E_DOCUMENT_VALUE", message);
    }
}
