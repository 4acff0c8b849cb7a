package io.workfloworchestrator.documents;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import io.workfloworchestrator.json.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the value of a document, and which part of the text each part of the value is. */
final class DocumentReader {
    static final String FIELDS = "fields";
    static final String TITLE = "title";
    static final String TEXT = "text";
    static final String SECTIONS = "sections";
    static final String ITEMS = "items";

    private final FormatOptions options;
    private final Set<String> words;
    private final Markdown document;
    private final Json.Obj last;
    private final List<DocumentFinding> findings;
    private final @Nullable Section title;
    private final List<Section> sections;

    /** A section of the file with its id. */
    record SectionPart(String id, Section section) {}

    /**
     * An item of the file.
     *
     * @param section id of its section; empty before the first
     * @param parent id of the item in which it is nested; empty if there is none
     */
    record ItemPart(String id, String section, String parent, CheckItem item, ItemLine line) {}

    /**
     * What a file says.
     *
     * @param title the heading that is the title; null if there is none
     * @param preamble what stands before the first section, behind the title
     */
    record Parts(
            Markdown document,
            Json.Obj value,
            @Nullable Section title,
            Span preamble,
            List<SectionPart> sections,
            List<ItemPart> items,
            List<DocumentFinding> findings) {}

    private DocumentReader(FormatOptions options, Markdown document, Json.Obj last) {
        this.options = options;
        this.words = Set.copyOf(options.words());
        this.document = document;
        this.last = last;
        this.findings = new ArrayList<>(document.findings());
        List<Section> all = document.sections(options.deepest());
        boolean hasTitle = !all.isEmpty() && all.get(0).level() == 1;
        this.title = hasTitle ? all.get(0) : null;
        this.sections = hasTitle ? all.subList(1, all.size()) : all;
    }

    /** Reads a document; parts that had an id in the last value keep it. */
    static Parts read(FormatOptions options, Markdown document, Json last) {
        try {
            return new DocumentReader(options, document, last.asObject()).parts();
        } catch (JsonException e) {
            throw new DocumentException(e.code(), "The document has a value that cannot be kept: " + e.getMessage());
        }
    }

    private Parts parts() {
        Map<String, Json> value = new LinkedHashMap<>();
        put(value, FIELDS, document.fields());
        Span preamble = title == null ? document.preamble(options.deepest()) : title.body();
        if (title != null) {
            value.put(TITLE, Json.of(Headings.read(title.title())));
        }
        if (options.hasTexts()) {
            String text = preambleText(options, title != null).read(preamble.of(document.text()));
            if (!text.isEmpty()) {
                value.put(TEXT, Json.of(text));
            }
        }
        List<CheckItem> items = document.items();
        List<ItemLine> lines = items.stream().map(this::line).toList();
        List<SectionPart> sectionParts = sectionParts(items, lines);
        put(value, SECTIONS, sectionValues(sectionParts));
        List<ItemPart> itemParts = itemParts(items, lines, sectionParts);
        put(value, ITEMS, itemValues(itemParts));
        findings.sort((a, b) -> Integer.compare(a.line(), b.line()));
        return new Parts(document, Json.object(value), title, preamble, sectionParts, itemParts, findings);
    }

    static BodyText preambleText(FormatOptions options, boolean hasTitle) {
        return hasTitle ? BodyText.ofSection(options.deepest()) : BodyText.ofPreamble(options.deepest());
    }

    private static void put(Map<String, Json> value, String name, Json.Obj part) {
        if (part.size() > 0) {
            value.put(name, part);
        }
    }

    private ItemLine line(CheckItem item) {
        return ItemLine.read(item.content().of(document.text()), options.number(), words);
    }

    private String said(ItemLine line) {
        return line.said(options.number(), words);
    }

    private Json.Obj last(String part) {
        return last.find(part).map(Json::asObject).orElse(Json.Obj.EMPTY);
    }

    // Sections

    private List<SectionPart> sectionParts(List<CheckItem> items, List<ItemLine> lines) {
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
                        body.append(said(lines.get(item))).append('\n');
                    }
                }
            }
            String name = Headings.read(section.title());
            List<String> path = title == null ? section.path() : withoutTitle(section);
            parts.add(new Identities.Part(
                    null, String.join("\n", path.stream().map(Headings::read).toList()), name, body.toString()));
        }
        Identities identities = Identities.ofSections(parts, knownSections());
        Set<String> used = new HashSet<>(last(SECTIONS).keys());
        Map<String, Integer> tries = new HashMap<>();
        List<SectionPart> found = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String id = identities.id(i);
            if (id == null) {
                id = Identities.slug(parts.get(i).text(), used, tries);
                used.add(id);
            }
            found.add(new SectionPart(id, sections.get(i)));
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
            for (Map.Entry<String, Json> item : OrderNumbers.sorted(last(ITEMS))) {
                items.computeIfAbsent(textOf(item.getValue(), "section"), any -> new StringBuilder())
                        .append(textOf(item.getValue(), TEXT))
                        .append('\n');
            }
        }
        List<Identities.Part> known = new ArrayList<>();
        List<String> path = new ArrayList<>();
        List<Integer> levels = new ArrayList<>();
        for (Map.Entry<String, Json> section : OrderNumbers.sorted(last(SECTIONS))) {
            int level = level(section.getValue());
            while (!levels.isEmpty() && levels.get(levels.size() - 1) >= level) {
                levels.remove(levels.size() - 1);
                path.remove(path.size() - 1);
            }
            String name = textOf(section.getValue(), TITLE);
            levels.add(level);
            path.add(name);
            String body = options.hasTexts()
                    ? textOf(section.getValue(), TEXT)
                    : items.getOrDefault(section.getKey(), new StringBuilder()).toString();
            known.add(new Identities.Part(section.getKey(), String.join("\n", path), name, body));
        }
        return known;
    }

    static int level(Json section) {
        return section.at("level")
                .filter(Json.Num.class::isInstance)
                .map(level -> ((Json.Num) level).digits())
                .filter(digits -> digits.matches("[1-6]"))
                .map(Integer::parseInt)
                .orElse(2);
    }

    static String textOf(Json part, String field) {
        return part.asObject().text(field).orElse("");
    }

    private Json.Obj sectionValues(List<SectionPart> parts) {
        List<OrderNumbers.Sibling> siblings = new ArrayList<>();
        for (SectionPart part : parts) {
            siblings.add(new OrderNumbers.Sibling(
                    part.id(), (Json.Obj) last(SECTIONS).find(part.id()).orElse(null)));
        }
        Map<String, @Nullable Json> ranks = OrderNumbers.of(siblings);
        Map<String, Json> values = new TreeMap<>();
        for (SectionPart part : parts) {
            Map<String, Json> value = new LinkedHashMap<>();
            value.put(TITLE, Json.of(Headings.read(part.section().title())));
            value.put("level", Json.of(part.section().level()));
            putRank(value, ranks.get(part.id()));
            if (options.hasTexts() && !options.hasItems(part.id())) {
                String text = text(part.section());
                if (!text.isEmpty()) {
                    value.put(TEXT, Json.of(text));
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

    // Items

    private List<ItemPart> itemParts(List<CheckItem> all, List<ItemLine> allLines, List<SectionPart> sectionParts) {
        List<Identities.Part> parts = new ArrayList<>();
        List<Integer> chosen = new ArrayList<>();
        List<String> places = new ArrayList<>();
        int section = -1;
        for (int i = 0; i < all.size(); i++) {
            int start = all.get(i).block().start();
            while (section + 1 < sectionParts.size()
                    && sectionParts.get(section + 1).section().heading().start() <= start) {
                section++;
            }
            String place = section < 0 ? "" : sectionParts.get(section).id();
            if (start >= document.bodyStart() && options.hasItems(place)) {
                chosen.add(i);
                places.add(place);
                parts.add(new Identities.Part(id(allLines.get(i)), place, said(allLines.get(i)), ""));
            }
        }
        List<Identities.Part> known = new ArrayList<>();
        for (Map.Entry<String, Json> item : itemsInOrder(last)) {
            known.add(new Identities.Part(
                    item.getKey(), textOf(item.getValue(), "section"), textOf(item.getValue(), TEXT), ""));
        }
        Identities identities = Identities.ofItems(parts, known);
        String[] ids = ids(identities, parts);
        report(identities, chosen, all, parts);
        Map<Integer, String> byPlace = new HashMap<>();
        List<ItemPart> found = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            CheckItem item = all.get(chosen.get(i));
            byPlace.put(chosen.get(i), ids[i]);
            found.add(new ItemPart(
                    ids[i], places.get(i), byPlace.getOrDefault(item.parent(), ""), item, allLines.get(chosen.get(i))));
        }
        return found;
    }

    private static @Nullable String id(ItemLine line) {
        for (ItemLine.Mark mark : line.marks()) {
            if (mark.kind() == ItemLine.Kind.ID) {
                return mark.value().asText().filter(id -> !isReserved(id)).orElse(null);
            }
        }
        return null;
    }

    private static boolean isReserved(String id) {
        return id.equals("constructor") || id.equals("prototype");
    }

    /** The items of a value in the order of a file: by section, then by order, what is nested behind its parent. */
    static List<Map.Entry<String, Json>> itemsInOrder(Json.Obj value) {
        Map<String, List<Map.Entry<String, Json>>> groups = new HashMap<>();
        Json.Obj items = value.find(ITEMS).map(Json::asObject).orElse(Json.Obj.EMPTY);
        for (Map.Entry<String, Json> item : OrderNumbers.sorted(items)) {
            groups.computeIfAbsent(group(item.getValue()), any -> new ArrayList<>())
                    .add(item);
        }
        List<String> places = new ArrayList<>(List.of(""));
        OrderNumbers.sorted(value.find(SECTIONS).map(Json::asObject).orElse(Json.Obj.EMPTY))
                .forEach(section -> places.add(section.getKey()));
        List<Map.Entry<String, Json>> ordered = new ArrayList<>();
        for (String place : places) {
            addGroup(ordered, groups, place + "\n", 0);
        }
        return ordered;
    }

    private static void addGroup(
            List<Map.Entry<String, Json>> ordered,
            Map<String, List<Map.Entry<String, Json>>> groups,
            String group,
            int depth) {
        for (Map.Entry<String, Json> item : groups.getOrDefault(group, List.of())) {
            ordered.add(item);
            if (depth < 64) {
                String place = textOf(item.getValue(), "section");
                addGroup(ordered, groups, place + "\n" + item.getKey(), depth + 1);
            }
        }
    }

    /** Items of one group are siblings. */
    static String group(Json item) {
        return textOf(item, "section") + "\n" + textOf(item, "parent");
    }

    private String[] ids(Identities identities, List<Identities.Part> parts) {
        Set<String> used = new HashSet<>(last(ITEMS).keys());
        Map<String, Integer> tries = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String id = identities.id(i);
            if (id != null) {
                used.add(id);
            }
        }
        String[] ids = new String[parts.size()];
        for (int i = 0; i < ids.length; i++) {
            String id = identities.id(i);
            ids[i] = id != null
                    ? id
                    : Identities.hashed(options.prefix(), parts.get(i).text(), used, tries);
            used.add(ids[i]);
        }
        return ids;
    }

    private void report(Identities identities, List<Integer> chosen, List<CheckItem> all, List<Identities.Part> parts) {
        for (int copy : identities.copies) {
            find(
                    "E_DOCUMENT_COPY",
                    all.get(chosen.get(copy)),
                    "Another line has the id " + parts.get(copy).id()
                            + " too. This line counts as a new item; remove the id here to say so.");
        }
        for (int guess : identities.guessed) {
            String id = Objects.requireNonNull(identities.id(guess));
            find(
                    "E_DOCUMENT_GUESS",
                    all.get(chosen.get(guess)),
                    "This line was taken for the item that stood here, \""
                            + Words.clip(
                                    last(ITEMS)
                                            .find(id)
                                            .flatMap(item -> item.asObject().text(TEXT))
                                            .orElse(""),
                                    60)
                            + "\", though its text is another. Add an id such as ^" + id
                            + " to say which it is.");
        }
    }

    private void find(String code, CheckItem item, String message) {
        findings.add(new DocumentFinding(code, item.line() + 1, 1, message));
    }

    private Json.Obj itemValues(List<ItemPart> parts) {
        Map<String, Optional<String>> byName = names(parts);
        Map<String, @Nullable Json> ranks = itemRanks(parts);
        Map<String, Json> values = new TreeMap<>();
        for (ItemPart part : parts) {
            Map<String, Json> value = new LinkedHashMap<>();
            Json.Obj before = last(ITEMS).find(part.id()).map(Json::asObject).orElse(Json.Obj.EMPTY);
            options.hidden().forEach(field -> before.find(field).ifPresent(kept -> value.put(field, kept)));
            part.line().number().ifPresent(number -> value.put("number", Json.of(number)));
            value.put("status", Json.of(status(part)));
            for (ItemLine.Mark mark : part.line().marks()) {
                field(value, mark, byName);
                if (ItemWriter.isNeeds(mark) && !options.hasNeeds()) {
                    find(
                            "W_MARKDOWN_NEEDS",
                            part.item(),
                            "Items of this list have no needs, so " + mark.written()
                                    + " holds nothing up. Remove it, or have the definition declare needs.");
                }
            }
            value.put(TEXT, Json.of(said(part.line())));
            putText(value, "section", part.section());
            putText(value, "parent", part.parent());
            putText(value, "details", details(document, part.item()));
            putRank(value, ranks.get(part.id()));
            values.put(part.id(), Json.object(value));
        }
        return Json.object(values);
    }

    private static void field(Map<String, Json> value, ItemLine.Mark mark, Map<String, Optional<String>> byName) {
        switch (mark.kind()) {
            case ID, STATUS -> {
                // The id is the key, and the status was read together with the box.
            }
            case NEEDS, NEEDS_SIGN, NEEDS_FIELD ->
                value.put(
                        "needs",
                        Json.strings(mark.value().asList().stream()
                                .map(name -> name.asText().orElse(""))
                                .map(name -> byName.getOrDefault(name, Optional.of(name))
                                        .orElse(name))
                                .toList()));
            default -> value.put(mark.field(), mark.value());
        }
    }

    private static void putText(Map<String, Json> value, String field, String text) {
        if (!text.isEmpty()) {
            value.put(field, Json.of(text));
        }
    }

    static String details(Markdown document, CheckItem item) {
        if (item.details().start() == item.details().end()) {
            return "";
        }
        StringBuilder raw = new StringBuilder();
        Lines lines = Lines.of(item.details().of(document.text()));
        for (int line = 0; line < lines.count(); line++) {
            raw.append(MarkdownEdit.dedented(lines.line(line), item.column())).append('\n');
        }
        return BodyText.ofDetails().read(raw.toString());
    }

    /** The ids of items by their visible numbers; empty for a number that several have. */
    static Map<String, Optional<String>> names(List<ItemPart> parts) {
        Map<String, Optional<String>> byName = new HashMap<>();
        for (ItemPart part : parts) {
            part.line()
                    .number()
                    .ifPresent(number -> byName.merge(number, Optional.of(part.id()), (a, b) -> Optional.empty()));
        }
        parts.forEach(part -> byName.put(part.id(), Optional.of(part.id())));
        return byName;
    }

    private Map<String, @Nullable Json> itemRanks(List<ItemPart> parts) {
        Map<String, List<OrderNumbers.Sibling>> groups = new LinkedHashMap<>();
        for (ItemPart part : parts) {
            String group = part.section() + "\n" + part.parent();
            Json.Obj before = last(ITEMS)
                    .find(part.id())
                    .filter(item -> group(item).equals(group))
                    .map(Json::asObject)
                    .orElse(null);
            groups.computeIfAbsent(group, any -> new ArrayList<>()).add(new OrderNumbers.Sibling(part.id(), before));
        }
        Map<String, @Nullable Json> ranks = new HashMap<>();
        groups.values().forEach(siblings -> ranks.putAll(OrderNumbers.of(siblings)));
        return ranks;
    }

    private String status(ItemPart part) {
        String mark = part.item().mark().of(document.text());
        String word = "";
        for (ItemLine.Mark found : part.line().marks()) {
            boolean isStatus = found.kind() == ItemLine.Kind.STATUS
                    || found.kind() == ItemLine.Kind.FIELD && found.field().equals("status");
            word = isStatus ? found.value().asText().orElse("") : word;
        }
        if (mark.equals("x") || mark.equals("X")) {
            return options.done();
        }
        if (!word.isEmpty()) {
            return word;
        }
        String meant = mark.equals("/") ? "doing" : mark.equals("-") ? "dropped" : "";
        if (options.words().contains(meant)) {
            return meant;
        }
        if (!mark.equals(" ")) {
            find(
                    "E_MARKDOWN_MARK",
                    part.item(),
                    "The mark [" + mark + "] has no meaning here, so the item counts as " + options.open() + ". Write "
                            + options.marks() + ".");
        }
        return options.open();
    }
}
