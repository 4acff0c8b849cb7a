package io.workfloworchestrator.documents;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the value of a document, and which part of the text each part of the value is. */
final class DocumentReader {
    private final FormatOptions options;
    private final ItemsReader itemsReader;
    private final Markdown document;
    private final Json.Obj last;
    private final List<DocumentFinding> findings;
    private final @Nullable Section title;
    private final List<Section> sections;

    private DocumentReader(FormatOptions options, Markdown document, Json.Obj last) {
        this.options = options;
        this.document = document;
        this.last = last;
        this.findings = new ArrayList<>(document.findings());
        this.itemsReader = new ItemsReader(options, document, last, findings);
        List<Section> all = document.sections(options.deepest());
        boolean hasTitle = !all.isEmpty() && all.get(0).level() == 1;
        this.title = hasTitle ? all.get(0) : null;
        this.sections = hasTitle ? all.subList(1, all.size()) : all;
    }

    /** Reads a document; parts that had an id in the last value keep it. */
    static DocumentParts.Parts read(FormatOptions options, Markdown document, Json last) {
        try {
            return new DocumentReader(options, document, last.asObject()).parts();
        } catch (JsonException e) {
            throw new DocumentException(e.code(), "The document has a value that cannot be kept: " + e.getMessage());
        }
    }

    private DocumentParts.Parts parts() {
        Map<String, Json> value = new LinkedHashMap<>();
        put(value, DocumentParts.FIELDS, document.fields());
        Span preamble = title == null ? document.preamble(options.deepest()) : title.body();
        if (title != null) {
            value.put(DocumentParts.TITLE, Json.of(Headings.read(title.title())));
        }
        if (options.hasTexts()) {
            String text = preambleText(options, title != null).read(preamble.of(document.text()));
            if (!text.isEmpty()) {
                value.put(DocumentParts.TEXT, Json.of(text));
            }
        }
        List<CheckItem> items = document.items();
        List<ItemLine> lines = items.stream().map(itemsReader::line).toList();
        List<DocumentParts.SectionPart> sectionParts = sectionParts(items, lines);
        put(value, DocumentParts.SECTIONS, sectionValues(sectionParts));
        List<DocumentParts.ItemPart> itemParts = itemsReader.parts(items, lines, sectionParts);
        put(value, DocumentParts.ITEMS, itemsReader.values(itemParts));
        findings.sort((a, b) -> Integer.compare(a.line(), b.line()));
        return new DocumentParts.Parts(
                document, Json.object(value), title, preamble, sectionParts, itemParts, findings);
    }

    static BodyText preambleText(FormatOptions options, boolean hasTitle) {
        return hasTitle ? BodyText.ofSection(options.deepest()) : BodyText.ofPreamble(options.deepest());
    }

    private static void put(Map<String, Json> value, String name, Json.Obj part) {
        if (part.size() > 0) {
            value.put(name, part);
        }
    }

    // Sections

    private List<DocumentParts.SectionPart> sectionParts(List<CheckItem> items, List<ItemLine> lines) {
        List<Identities.Part> parts = new ArrayList<>();
        int item = 0;
        for (Section section : sections) {
            StringBuilder body = new StringBuilder();
            if (options.hasTexts()) {
                body.append(text(section));
            } else {
                for (;
                        item < items.size()
                                && items.get(item).block().start()
                                        < section.body().end();
                        item++) {
                    if (items.get(item).block().start() >= section.body().start()) {
                        body.append(itemsReader.said(lines.get(item))).append('\n');
                    }
                }
            }
            String name = Headings.read(section.title());
            List<String> path = title == null ? section.path() : withoutTitle(section);
            parts.add(new Identities.Part(
                    null, String.join("\n", path.stream().map(Headings::read).toList()), name, body.toString(), ""));
        }
        Identities identities = Identities.ofSections(parts, knownSections());
        Set<String> used =
                new HashSet<>(DocumentParts.part(last, DocumentParts.SECTIONS).keys());
        Map<String, Integer> tries = new HashMap<>();
        List<DocumentParts.SectionPart> found = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String id = identities.id(i);
            if (id == null) {
                id = Identities.slug(parts.get(i).text(), used, tries);
                used.add(id);
            }
            found.add(new DocumentParts.SectionPart(id, sections.get(i)));
        }
        return found;
    }

    private List<String> withoutTitle(Section section) {
        return section.level() > 1 ? section.path().subList(1, section.path().size()) : section.path();
    }

    private String text(Section section) {
        return BodyText.ofSection(options.deepest()).read(section.body().of(document.text()));
    }

    private List<Identities.Part> knownSections() {
        Map<String, StringBuilder> items = new HashMap<>();
        if (!options.hasTexts()) {
            for (Map.Entry<String, Json> item : OrderNumbers.sorted(DocumentParts.part(last, DocumentParts.ITEMS))) {
                items.computeIfAbsent(DocumentParts.textOf(item.getValue(), "section"), any -> new StringBuilder())
                        .append(DocumentParts.textOf(item.getValue(), DocumentParts.TEXT))
                        .append('\n');
            }
        }
        List<Identities.Part> known = new ArrayList<>();
        List<String> path = new ArrayList<>();
        List<Integer> levels = new ArrayList<>();
        for (Map.Entry<String, Json> section : OrderNumbers.sorted(DocumentParts.part(last, DocumentParts.SECTIONS))) {
            int level = DocumentParts.level(section.getValue());
            while (!levels.isEmpty() && levels.get(levels.size() - 1) >= level) {
                levels.remove(levels.size() - 1);
                path.remove(path.size() - 1);
            }
            String name = DocumentParts.textOf(section.getValue(), DocumentParts.TITLE);
            levels.add(level);
            path.add(name);
            String body = options.hasTexts()
                    ? DocumentParts.textOf(section.getValue(), DocumentParts.TEXT)
                    : items.getOrDefault(section.getKey(), new StringBuilder()).toString();
            known.add(new Identities.Part(section.getKey(), String.join("\n", path), name, body, ""));
        }
        return known;
    }

    private Json.Obj sectionValues(List<DocumentParts.SectionPart> parts) {
        List<OrderNumbers.Sibling> siblings = new ArrayList<>();
        for (DocumentParts.SectionPart part : parts) {
            siblings.add(new OrderNumbers.Sibling(part.id(), (Json.Obj) DocumentParts.part(last, DocumentParts.SECTIONS)
                    .find(part.id())
                    .orElse(null)));
        }
        Map<String, @Nullable Json> ranks = OrderNumbers.of(siblings);
        Map<String, Json> values = new TreeMap<>();
        for (DocumentParts.SectionPart part : parts) {
            Map<String, Json> value = new LinkedHashMap<>();
            value.put(DocumentParts.TITLE, Json.of(Headings.read(part.section().title())));
            value.put("level", Json.of(part.section().level()));
            putRank(value, ranks.get(part.id()));
            if (options.hasTexts() && !options.hasItems(part.id())) {
                String text = text(part.section());
                if (!text.isEmpty()) {
                    value.put(DocumentParts.TEXT, Json.of(text));
                }
            }
            values.put(part.id(), Json.object(value));
        }
        return Json.object(values);
    }

    private static void putRank(Map<String, Json> value, @Nullable Json rank) {
        if (rank != null) {
            value.put(OrderNumbers.FIELD, rank);
        }
    }
}
