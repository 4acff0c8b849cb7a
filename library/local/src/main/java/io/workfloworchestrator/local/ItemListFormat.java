package io.workfloworchestrator.local;

import io.workfloworchestrator.definition.DocumentDefinition;
import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.documents.DocumentFinding;
import io.workfloworchestrator.documents.DocumentFormat;
import io.workfloworchestrator.documents.MarkdownFormat;
import io.workfloworchestrator.documents.RenderedDocument;
import io.workfloworchestrator.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The file of all items of a kind: a line with a box for each. All else in the file is a person's: headings, texts, the order of
 * the lines, and what is nested below them.
 *
 * <p>The value is {@code {"items": {"t-7f3a9c": …}}} with an {@link ItemText} for each. Thread-safe.
 */
final class ItemListFormat implements DocumentFormat {
    static final String ITEMS = "items";
    /** A note: only codes of errors, which begin with E, keep a file from being written. */
    private static final String COPY = "W_DOCUMENT_COPY";

    private static final List<String> TAKEN = List.of(
            "id", "text", "number", "status", "needs", "section", "parent", "details", "order", "doneOn", "dependsOn");

    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{N}_-]{0,40}");

    /** What looks like a number is a part of the title where items have none. */
    private static final Pattern NO_NUMBER = Pattern.compile("(?!)");

    private final KindDefinition kind;
    private final Map<String, String> marks = new LinkedHashMap<>();

    private final MarkdownFormat markdown;

    /** What was written last, and for which items: the next value mostly differs in a line. */
    private volatile @Nullable Rendered rendered;

    private record Rendered(Json.Obj items, RenderedDocument document) {}

    ItemListFormat(String name, KindDefinition kind) {
        this.kind = kind;
        for (String field : kind.fields().keySet()) {
            if (!field.equals(ItemText.TITLE)) {
                marks.put(field, mark(field));
            }
        }
        MarkdownFormat.Builder builder = MarkdownFormat.checklist()
                .prefix(ItemText.prefix(name))
                .statuses(kind.status().first(), done(), words())
                .ticked(Set.copyOf(kind.status().done()));
        if (kind.needs() == null) {
            builder.withoutNeeds();
        }
        String number = kind.number();
        this.markdown = builder.number(number == null ? NO_NUMBER : ItemText.number(number))
                .build();
    }

    private String done() {
        return kind.status().done().stream().findFirst().orElse("");
    }

    private List<String> words() {
        return kind.status().values().stream()
                .filter(status -> !status.equals(kind.status().first()) && !status.equals(done()))
                .filter(status -> WORD.matcher(status).matches())
                .toList();
    }

    /** The name of a field in a line; one that a line has for something else is written {@code item.name}. */
    private String mark(String field) {
        if (field.equals(kind.needs())) {
            return "needs";
        }
        String due = kind.times().due();
        boolean isTaken = TAKEN.contains(field) || field.equals("due") && due != null && !due.equals(field);
        return field.equals(due) ? "due" : isTaken ? "item." + field : field;
    }

    @Override
    public String name() {
        return DocumentDefinition.CHECKLIST;
    }

    @Override
    public String extension() {
        return markdown.extension();
    }

    @Override
    public Content read(byte[] bytes, Optional<Json> last) {
        Content content = markdown.read(bytes, last.map(value -> lines(Json.Obj.EMPTY, value.asObject())));
        Map<String, Json> items = new LinkedHashMap<>();
        items(content.value()).forEach((id, line) -> items.put(id, text(id, line.asObject())));
        putLines(
                items,
                last.map(ItemListFormat::items).orElse(Json.Obj.EMPTY),
                content.value().asObject());
        return new Content(
                Json.object(Map.of(ITEMS, Json.object(items))),
                content.findings().stream().map(ItemListFormat::toSay).toList());
    }

    /** Notes which line each new item is whose number is still to be given. */
    private void putLines(Map<String, Json> items, Json.Obj before, Json.Obj document) {
        String pattern = kind.number();
        if (pattern == null || items.entrySet().stream().noneMatch(item -> isToBeNumbered(item, before, pattern))) {
            return;
        }
        int place = 0;
        for (String id : MarkdownFormat.itemsInOrder(document)) {
            int line = place++;
            items.computeIfPresent(
                    id,
                    (any, text) -> isToBeNumbered(Map.entry(id, text), before, pattern)
                            ? text.asObject().with(ItemText.LINE, Json.of(line))
                            : text);
        }
    }

    /** Whether an item is new and has no number, or one with more zeros in front than the pattern asks for. */
    private static boolean isToBeNumbered(Map.Entry<String, Json> item, Json.Obj before, String pattern) {
        String number = item.getValue().asObject().text(ItemText.NUMBER).orElse("");
        int beginning = pattern.replaceAll("0+$", "").length();
        boolean hasMoreZeros = number.length() > pattern.length() && number.charAt(beginning) == '0';
        return before.find(item.getKey()).isEmpty() && (number.isEmpty() || hasMoreZeros);
    }

    /** A line that has the id of another gets one of its own, so nothing in the file waits for the person. */
    private static DocumentFinding toSay(DocumentFinding found) {
        return found.code().equals("E_DOCUMENT_COPY")
                ? new DocumentFinding(COPY, found.line(), found.column(), "This line is a copy, and is a new item.")
                : found;
    }

    static Json.Obj items(Json document) {
        return ItemText.part(document, ITEMS);
    }

    private Json text(String id, Json.Obj line) {
        Json.Obj text = Json.Obj.EMPTY.with(ItemText.UID, Json.of(id));
        Optional<Json> title = line.find("text").filter(some -> !some.equals(Json.of("")));
        text = title.isPresent() ? text.with(ItemText.TITLE, title.get()) : text;
        for (String name : List.of(ItemText.NUMBER, ItemText.STATUS)) {
            text = line.find(name).isPresent() ? text.with(name, line.find(name).get()) : text;
        }
        Map<String, Json> fields = new HashMap<>();
        marks.forEach((field, mark) -> line.find(mark).ifPresent(value -> fields.put(field, value)));
        return ItemText.withFields(kind, text, fields);
    }

    @Override
    public byte[] render(Json value, Optional<byte[]> existing) {
        Json.Obj items = items(value);
        Optional<Rendered> last = Optional.ofNullable(rendered)
                .filter(known -> existing.filter(known.document()::isIn).isPresent());
        RenderedDocument document = last.flatMap(known -> changed(known, items))
                .orElseGet(() -> markdown.rendered(whole(value.asObject(), existing), existing));
        rendered = new Rendered(items, document);
        return document.bytes();
    }

    private Json.Obj whole(Json.Obj value, Optional<byte[]> existing) {
        Json.Obj now = existing.map(bytes -> markdown.read(bytes, Optional.of(lines(Json.Obj.EMPTY, value)))
                        .value()
                        .asObject())
                .orElse(Json.Obj.EMPTY);
        return lines(now, value);
    }

    /** Writes only the lines of the items that differ, if none came or went. */
    private Optional<RenderedDocument> changed(Rendered last, Json.Obj items) {
        Json.Obj document = last.document().value();
        Json.Obj[] after = {items(document)};
        boolean[] isSame = {true};
        items.forEachDifference(last.items(), (id, now, had) -> {
            Json line = after[0].get(id);
            isSame[0] &= now != null && had != null && line != null;
            if (isSame[0] && now != null && line != null) {
                after[0] = after[0].with(id, line(line.asObject(), now.asObject()));
            }
        });
        return isSame[0] ? last.document().changedTo(document.with(ITEMS, after[0])) : Optional.empty();
    }

    /**
     * The document with lines for these items: those that are there stay where they are, and new ones come last. One that came back, so
     * that its number comes before one that is there, stands behind the one with the number before it, or else before that one.
     */
    private Json.Obj lines(Json.Obj document, Json.Obj value) {
        Json.Obj before = items(document);
        Json.Obj items = items(value);
        Map<String, Json> after = new LinkedHashMap<>();
        NewLines places = new NewLines(document, before);
        List<String> ids = inOrder(items);
        List<String> there =
                ids.stream().filter(id -> before.find(id).isPresent()).toList();
        int lastThere = there.isEmpty() ? -1 : ids.indexOf(there.get(there.size() - 1));
        String above = "";
        for (int i = 0; i < ids.size(); i++) {
            String id = ids.get(i);
            boolean isBack = i < lastThere && items.at(id, ItemText.NUMBER).isPresent();
            String behind = above;
            Json.Obj line = before.find(id)
                    .map(Json::asObject)
                    .orElseGet(() -> !isBack
                            ? places.next()
                            : behind.isEmpty() ? places.before(there.get(0)) : places.behind(behind));
            String parent = line.text("parent").orElse("");
            line = parent.isEmpty() || items.find(parent).isPresent() ? line : line.without("parent");
            after.put(id, line(line, ItemText.part(items, id)));
            places.put(id, line);
            above = items.at(id, ItemText.NUMBER).isPresent() ? id : above;
        }
        return document.with(ITEMS, Json.object(after));
    }

    /** New items in the order of their numbers, and of their ids where they have none. */
    private static List<String> inOrder(Json.Obj items) {
        Map<String, String> numbers = new HashMap<>();
        items.forEach((id, item) ->
                numbers.put(id, item.at(ItemText.NUMBER).flatMap(Json::asText).orElse("")));
        List<String> ids = new ArrayList<>(items.keys());
        ids.sort((one, other) -> {
            String a = numbers.getOrDefault(one, "");
            String b = numbers.getOrDefault(other, "");
            int byLength = Integer.compare(a.length(), b.length());
            int byText = byLength == 0 ? a.compareTo(b) : byLength;
            return byText == 0 ? one.compareTo(other) : byText;
        });
        return ids;
    }

    /** A line with what the item says; marks that are no fields of the item stay. */
    private Json.Obj line(Json.Obj before, Json.Obj item) {
        Json.Obj line = before.with("text", Json.of(item.text(ItemText.TITLE).orElse("")));
        line = line.with(
                ItemText.STATUS,
                Json.of(item.text(ItemText.STATUS).orElse(kind.status().first())));
        Optional<Json> number = item.find(ItemText.NUMBER);
        line = number.isPresent() ? line.with(ItemText.NUMBER, number.get()) : line.without(ItemText.NUMBER);
        Json.Obj fields = ItemText.fields(item);
        for (Map.Entry<String, String> mark : marks.entrySet()) {
            Optional<Json> value = fields.find(mark.getKey());
            Optional<Json> said = line.find(mark.getValue())
                    .map(some -> ItemText.fitted(kind.fields().get(mark.getKey()), some));
            if (value.isEmpty()) {
                line = line.without(mark.getValue());
            } else if (!said.equals(value)) {
                line = line.with(mark.getValue(), value.get());
            }
        }
        return line;
    }

    /** Where new lines go: behind the last one, in its section, or behind a certain one. Not thread-safe. */
    private static final class NewLines {
        private final Map<String, Json.Obj> lines = new HashMap<>();
        private final String section;
        private long order;

        NewLines(Json.Obj document, Json.Obj before) {
            String last = "";
            double lastPlace = -1;
            double highest = 0;
            for (String id : before.keys()) {
                String in = before.at(id, "section").flatMap(Json::asText).orElse("");
                double place = in.isEmpty() ? 0 : 1 + ItemText.count(document.at("sections", in, "order"));
                if (place > lastPlace) {
                    lastPlace = place;
                    last = in;
                }
                highest = Math.max(highest, ItemText.count(before.at(id, "order")));
                put(id, ItemText.part(before, id));
            }
            this.section = last;
            this.order = (long) Math.ceil(highest);
        }

        void put(String id, Json.Obj line) {
            lines.put(id, line);
        }

        Json.Obj next() {
            return line(Json.of(++order), section);
        }

        /** Behind a line and what is nested in it, or in which it is nested. */
        Json.Obj behind(String id) {
            Json.Obj above = top(id);
            BigDecimal from = place(above);
            BigDecimal to = beside(above)
                    .filter(place -> place.compareTo(from) > 0)
                    .min(Comparator.naturalOrder())
                    .orElseGet(() -> from.add(BigDecimal.ONE));
            return between(from, to, above);
        }

        /** Before a line, or the one in which it is nested. */
        Json.Obj before(String id) {
            Json.Obj below = top(id);
            BigDecimal to = place(below);
            BigDecimal from = beside(below)
                    .filter(place -> place.compareTo(to) < 0)
                    .max(Comparator.naturalOrder())
                    .orElseGet(() -> to.subtract(BigDecimal.ONE));
            return between(from, to, below);
        }

        private Json.Obj top(String id) {
            Json.Obj line = Objects.requireNonNull(lines.get(id));
            String parent = line.text("parent").orElse("");
            return lines.containsKey(parent) ? top(parent) : line;
        }

        /** The places of the lines that are nested in no other, in the section of one of them. */
        private Stream<BigDecimal> beside(Json.Obj one) {
            return lines.values().stream()
                    .filter(line -> line.text("parent").isEmpty()
                            && line.text("section").equals(one.text("section")))
                    .map(NewLines::place);
        }

        private static Json.Obj between(BigDecimal from, BigDecimal to, Json.Obj beside) {
            BigDecimal middle = from.add(to).divide(BigDecimal.valueOf(2));
            return line(
                    new Json.Num(middle.toPlainString()), beside.text("section").orElse(""));
        }

        private static BigDecimal place(Json.Obj line) {
            return line.find("order")
                    .filter(Json.Num.class::isInstance)
                    .map(order -> ((Json.Num) order).value())
                    .orElse(BigDecimal.ZERO);
        }

        private static Json.Obj line(Json order, String section) {
            Json.Obj line = Json.Obj.EMPTY.with("order", order);
            return section.isEmpty() ? line : line.with("section", Json.of(section));
        }
    }
}
