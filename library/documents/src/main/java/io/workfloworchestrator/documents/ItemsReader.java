package io.workfloworchestrator.documents;

import io.workfloworchestrator.json.Json;
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

/** Reads the items of a document, of which each is a line with a box. Not thread-safe. */
final class ItemsReader {
    private static final String IN_PROGRESS = "in-progress";

    private final FormatOptions options;
    private final Set<String> words;
    private final Markdown document;
    private final Json.Obj last;
    private final Json.Obj lastItems;
    private final List<DocumentFinding> findings;

    /**
     * Reads the items of one document.
     *
     * @param last the document's last value, in which its items had ids
     */
    ItemsReader(FormatOptions options, Markdown document, Json.Obj last, List<DocumentFinding> findings) {
        this.options = options;
        this.words = Set.copyOf(options.words());
        this.document = document;
        this.last = last;
        this.lastItems = DocumentParts.part(last, DocumentParts.ITEMS);
        this.findings = findings;
    }

    ItemLine line(CheckItem item) {
        return ItemLine.read(item.content().of(document.text()), options.number(), words);
    }

    String said(ItemLine line) {
        return line.said(options.number(), words);
    }

    List<DocumentParts.ItemPart> parts(
            List<CheckItem> all, List<ItemLine> allLines, List<DocumentParts.SectionPart> sectionParts) {
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
                parts.add(new Identities.Part(
                        id(allLines.get(i)),
                        place,
                        said(allLines.get(i)),
                        "",
                        allLines.get(i).number().orElse("")));
            }
        }
        List<Identities.Part> known = new ArrayList<>();
        for (Map.Entry<String, Json> item : DocumentParts.itemsInOrder(last)) {
            known.add(new Identities.Part(
                    item.getKey(),
                    DocumentParts.textOf(item.getValue(), "section"),
                    DocumentParts.textOf(item.getValue(), DocumentParts.TEXT),
                    "",
                    DocumentParts.textOf(item.getValue(), "number")));
        }
        Identities identities = Identities.ofItems(parts, known);
        String[] ids = ids(identities, parts);
        report(identities, chosen, all, parts);
        Map<Integer, String> byPlace = new HashMap<>();
        List<DocumentParts.ItemPart> found = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            CheckItem item = all.get(chosen.get(i));
            byPlace.put(chosen.get(i), ids[i]);
            found.add(new DocumentParts.ItemPart(
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

    private String[] ids(Identities identities, List<Identities.Part> parts) {
        Set<String> used = new HashSet<>(lastItems.keys());
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
                                    lastItems
                                            .find(id)
                                            .flatMap(item -> item.asObject().text(DocumentParts.TEXT))
                                            .orElse(""),
                                    60)
                            + "\", though its text is another. Add an id such as ^" + id
                            + " to say which it is.");
        }
    }

    private void find(String code, CheckItem item, String message) {
        findings.add(new DocumentFinding(code, item.line() + 1, 1, message));
    }

    Json.Obj values(List<DocumentParts.ItemPart> parts) {
        Map<String, Optional<String>> byName = DocumentParts.names(parts);
        Map<String, @Nullable Json> ranks = itemRanks(parts);
        Map<String, Json> values = new TreeMap<>();
        for (DocumentParts.ItemPart part : parts) {
            Map<String, Json> value = new LinkedHashMap<>();
            Json.Obj before = DocumentParts.part(lastItems, part.id());
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
            value.put(DocumentParts.TEXT, Json.of(said(part.line())));
            putText(value, "section", part.section());
            putText(value, "parent", part.parent());
            putText(value, "details", details(document, part.item()));
            Json rank = ranks.get(part.id());
            if (rank != null) {
                value.put(OrderNumbers.FIELD, rank);
            }
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

    private Map<String, @Nullable Json> itemRanks(List<DocumentParts.ItemPart> parts) {
        Map<String, List<OrderNumbers.Sibling>> groups = new LinkedHashMap<>();
        for (DocumentParts.ItemPart part : parts) {
            String group = part.section() + "\n" + part.parent();
            Json.Obj before = lastItems
                    .find(part.id())
                    .filter(item -> DocumentParts.group(item).equals(group))
                    .map(Json::asObject)
                    .orElse(null);
            groups.computeIfAbsent(group, any -> new ArrayList<>()).add(new OrderNumbers.Sibling(part.id(), before));
        }
        Map<String, @Nullable Json> ranks = new HashMap<>();
        groups.values().forEach(siblings -> ranks.putAll(OrderNumbers.of(siblings)));
        return ranks;
    }

    private String status(DocumentParts.ItemPart part) {
        String mark = part.item().mark().of(document.text());
        String word = "";
        for (ItemLine.Mark found : part.line().marks()) {
            boolean isStatus = found.kind() == ItemLine.Kind.STATUS
                    || found.kind() == ItemLine.Kind.FIELD && found.field().equals("status");
            word = isStatus ? found.value().asText().orElse("") : word;
        }
        if (mark.equals("x") || mark.equals("X")) {
            return options.ticked().contains(word) ? word : options.done();
        }
        String last = lastItems
                .find(part.id())
                .map(item -> DocumentParts.textOf(item, "status"))
                .orElse("");
        if (last.equals(word) && options.ticked().contains(word)) {
            find(
                    "E_MARKDOWN_MARK",
                    part.item(),
                    "The box is empty and the line says (" + word + "), so the item stays " + word
                            + ". Tick the box, or take (" + word + ") away to open it again.");
        }
        if (!word.isEmpty()) {
            return word;
        }
        if (options.words().contains(IN_PROGRESS) && document.isBegunInKiro(part.item())) {
            return IN_PROGRESS;
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
