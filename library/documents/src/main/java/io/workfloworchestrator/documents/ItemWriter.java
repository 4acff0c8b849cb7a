package io.workfloworchestrator.documents;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes what stands behind the box of an item. Marks of unchanged fields stay, and changed needs keep their form. */
final class ItemWriter {
    private static final Set<String> PLACED =
            Set.of("text", "number", "status", "section", "parent", "order", "details");

    private final FormatOptions options;
    private final Json.Obj items;
    private final boolean hasIds;
    private final boolean forcesIds;
    /** The id behind each visible number; empty for a number that several items have. */
    private final Map<String, Optional<String>> byNumber = new HashMap<>();

    ItemWriter(FormatOptions options, Json.Obj items, boolean hasIds, boolean forcesIds) {
        this.options = options;
        this.items = items;
        this.hasIds = hasIds;
        this.forcesIds = forcesIds;
        items.forEach((id, item) -> visibleNumber(item)
                .ifPresent(number -> byNumber.merge(number, Optional.of(id), (a, b) -> Optional.empty())));
    }

    private Optional<String> visibleNumber(Json item) {
        return item.asObject()
                .text("number")
                .filter(number -> options.number().matcher(number).matches());
    }

    char mark(Json.Obj item) {
        return options.isTicked(DocumentParts.textOf(item, "status")) ? 'x' : ' ';
    }

    String content(String id, Json.Obj item) {
        return line(id, item, "", List.of(), Set.of());
    }

    /** What stands behind the box of an item that is there; empty if nothing there changes. */
    Optional<String> changed(DocumentParts.ItemPart part, Json.Obj was, Json.Obj now) {
        Set<String> changed = new TreeSet<>();
        Set<String> fields = new TreeSet<>(was.keys());
        fields.addAll(now.keys());
        fields.removeAll(Set.of("section", "parent", "order", "details"));
        fields.removeAll(options.hidden());
        for (String field : fields) {
            if (!was.find(field).equals(now.find(field))) {
                changed.add(field);
            }
        }
        for (ItemLine.Mark mark : part.line().marks()) {
            if (isNeeds(mark) && !resolved(mark).equals(now.find("needs"))) {
                changed.add("needs"); // a number that stands here belongs to another item now
            }
        }
        boolean lacksId = hasIds && part.line().marks().stream().noneMatch(mark -> isId(mark, part.id()));
        if (changed.isEmpty() && !lacksId) {
            return Optional.empty();
        }
        if (changed.isEmpty() && !forcesIds) {
            List<ItemLine.Mark> marks = new ArrayList<>(part.line().marks());
            marks.removeIf(mark -> mark.kind() == ItemLine.Kind.ID);
            marks.add(idMark(part.id()));
            return Optional.of(joined(front(part.line()), marks));
        }
        boolean isSameText = !changed.contains("text") && !changed.contains("number");
        String text = isSameText ? front(part.line()) : "";
        List<ItemLine.Mark> kept = new ArrayList<>();
        for (ItemLine.Mark mark : part.line().marks()) {
            boolean isOther = mark.kind() == ItemLine.Kind.ID && !isId(mark, part.id());
            if (!changed.contains(mark.field()) && !isOther) {
                kept.add(mark);
            }
        }
        String line = line(part.id(), now, text, kept, needsForm(part.line()));
        boolean isOnlyTicked = changed.equals(Set.of("status"))
                && line.equals(joined(front(part.line()), part.line().marks()));
        return isOnlyTicked ? Optional.empty() : Optional.of(line);
    }

    private static boolean isId(ItemLine.Mark mark, String id) {
        return mark.kind() == ItemLine.Kind.ID && mark.value().equals(Json.of(id));
    }

    private static ItemLine.Mark idMark(String id) {
        return new ItemLine.Mark(ItemLine.Kind.ID, "id", Json.of(id), "^" + id);
    }

    static boolean isNeeds(ItemLine.Mark mark) {
        return mark.kind() == ItemLine.Kind.NEEDS
                || mark.kind() == ItemLine.Kind.NEEDS_SIGN
                || mark.kind() == ItemLine.Kind.NEEDS_FIELD;
    }

    private Optional<Json> resolved(ItemLine.Mark mark) {
        return Optional.of(Json.strings(mark.value().asList().stream()
                .map(name -> id(name.asText().orElse("")))
                .toList()));
    }

    private String id(String name) {
        return items.get(name) != null
                ? name
                : byNumber.getOrDefault(name, Optional.empty()).orElse(name);
    }

    private static Set<ItemLine.Kind> needsForm(ItemLine line) {
        for (ItemLine.Mark mark : line.marks()) {
            if (isNeeds(mark)) {
                return Set.of(mark.kind());
            }
        }
        return Set.of();
    }

    private static String front(ItemLine line) {
        return line.number()
                        .map(number -> number + (line.text().isEmpty() ? "" : " "))
                        .orElse("")
                + line.text();
    }

    private static String joined(String front, List<ItemLine.Mark> marks) {
        StringBuilder out = new StringBuilder(front);
        marks.forEach(mark -> out.append(out.length() == 0 ? "" : " ").append(mark.written()));
        return out.toString();
    }

    private String line(
            String id, Json.Obj item, String front, List<ItemLine.Mark> kept, Set<ItemLine.Kind> needsForm) {
        List<ItemLine.Mark> marks = new ArrayList<>();
        ItemLine.Mark own = null;
        Set<String> there = new TreeSet<>();
        for (ItemLine.Mark mark : kept) {
            there.add(mark.field());
            if (mark.kind() == ItemLine.Kind.ID) {
                own = mark;
            } else {
                marks.add(mark);
            }
        }
        for (String field : order(item)) {
            if (!there.contains(field)) {
                marks.add(mark(field, item, needsForm));
            }
        }
        if (own != null || hasIds) {
            marks.add(own != null ? own : idMark(id));
        }
        return joined(front.isEmpty() ? newFront(item) : front, marks);
    }

    private String newFront(Json.Obj item) {
        Optional<String> number = visibleNumber(item);
        String text = ItemLine.writeText(
                DocumentParts.textOf(item, "text"), number.isPresent(), options.number(), Set.copyOf(options.words()));
        return number.map(shown -> shown + (text.isEmpty() ? "" : " ")).orElse("") + text;
    }

    /** The fields of an item that are written as marks, in the order in which new ones are written. */
    private List<String> order(Json.Obj item) {
        List<String> fields = new ArrayList<>();
        String status = DocumentParts.textOf(item, "status");
        if (!status.equals(options.open()) && !status.equals(options.done())) {
            fields.add("status");
        }
        if (item.get("number") != null && visibleNumber(item).isEmpty()) {
            fields.add("number");
        }
        List<String> last = List.of("owner", "due", "doneOn");
        for (String field : item.keys()) {
            if (!PLACED.contains(field) && !options.hidden().contains(field) && !last.contains(field)) {
                fields.add(field);
            }
        }
        last.stream().filter(field -> item.get(field) != null).forEach(fields::add);
        return fields;
    }

    private ItemLine.Mark mark(String field, Json.Obj item, Set<ItemLine.Kind> needsForm) {
        Json value = Objects.requireNonNull(item.get(field));
        if (field.equals("status") && options.words().contains(value.asText().orElse(""))) {
            return new ItemLine.Mark(
                    ItemLine.Kind.STATUS, field, value, "(" + value.asText().orElse("") + ")");
        }
        ItemLine.Kind form = needsForm.stream().findFirst().orElse(ItemLine.Kind.NEEDS);
        List<String> names = field.equals("needs") ? names(value) : List.of();
        return new ItemLine.Mark(ItemLine.Kind.FIELD, field, value, ItemLine.write(field, value, form, names));
    }

    /** How a line names the items that are needed; empty if a name would mean another item. */
    private List<String> names(Json needs) {
        List<String> names = new ArrayList<>();
        for (Json need : needs.asList()) {
            String id = need.asText().orElse("");
            @Nullable Json item = items.get(id);
            String number = item == null ? "" : visibleNumber(item).orElse("");
            String name = !number.isEmpty() && id(number).equals(id) ? number : id;
            if (!id(name).equals(id) || !(need instanceof Json.Str)) {
                return List.of();
            }
            names.add(name);
        }
        return names;
    }
}
