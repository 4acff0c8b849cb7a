package io.workfloworchestrator.documents;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Changes the items of a document: which there are, where they stand, and what their lines say. */
final class ItemPlaces {
    private static final int MOST_TRIES = 3;

    private final Json.Obj items;
    private final List<Map.Entry<String, Json>> ordered;
    private final boolean isVerbatim;
    private final ItemWriter lines;
    /** Items that were inserted or moved before. One that does not stand there afterwards is not tried for ever. */
    private final Map<String, Integer> tries = new HashMap<>();

    ItemPlaces(FormatOptions options, Json.Obj value, boolean isVerbatim, boolean hasIds) {
        this.items = DocumentParts.part(value, DocumentParts.ITEMS);
        this.ordered = DocumentParts.itemsInOrder(value);
        this.isVerbatim = isVerbatim;
        this.lines = new ItemWriter(options, items, hasIds, !isVerbatim);
    }

    private static final class Step {
        final DocumentParts.Parts parts;
        final MarkdownEdit edit;
        final Map<String, DocumentParts.ItemPart> found = new LinkedHashMap<>();
        final Set<String> moving = new HashSet<>();

        Step(DocumentParts.Parts parts, MarkdownEdit edit) {
            this.parts = parts;
            this.edit = edit;
            parts.items().forEach(item -> found.put(item.id(), item));
        }

        /** Whether an item, or one in which it is nested, is moved in this step. */
        boolean isMoving(String id) {
            for (DocumentParts.ItemPart at = found.get(id); at != null; at = found.get(at.parent())) {
                if (moving.contains(at.id())) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * Moves, inserts and removes as much as one reading of the document allows: what is nested in a moved item waits. The
     * document is the same if nothing is left to do.
     */
    Markdown step(DocumentParts.Parts parts) {
        Step step = new Step(parts, new MarkdownEdit(parts.document(), isVerbatim));
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (Map.Entry<String, Json> item : ordered) {
            groups.computeIfAbsent(DocumentParts.group(item.getValue()), any -> new ArrayList<>())
                    .add(item.getKey());
        }
        Map<String, Set<String>> staying = new HashMap<>();
        groups.forEach((group, ids) -> staying.put(group, staying(step, group, ids)));
        for (DocumentParts.ItemPart item : parts.items()) {
            Json wanted = items.get(item.id());
            boolean moves = wanted != null
                    && !staying.getOrDefault(DocumentParts.group(wanted), Set.of())
                            .contains(item.id());
            if (moves && !step.isMoving(item.parent()) && tries.merge(item.id(), 1, Integer::sum) <= MOST_TRIES) {
                step.moving.add(item.id());
            }
        }
        groups.forEach((group, ids) -> place(step, group, ids, staying.getOrDefault(group, Set.of())));
        remove(step);
        return step.edit.apply();
    }

    /** The items that are in this group already and may stay where they are, so that as few as possible move. */
    private static Set<String> staying(Step step, String group, List<String> ids) {
        Map<String, Integer> places = new HashMap<>();
        step.found.forEach((id, item) -> {
            if ((item.section() + "\n" + item.parent()).equals(group)) {
                places.put(id, places.size());
            }
        });
        boolean[] stays = OrderNumbers.stays(
                ids.stream().mapToInt(id -> places.getOrDefault(id, -1)).toArray());
        return IntStream.range(0, stays.length)
                .filter(i -> stays[i])
                .mapToObj(ids::get)
                .collect(Collectors.toSet());
    }

    /** A place for new lines; {@code isApart} if there is no item beside it. */
    private record Anchor(int at, int indent, boolean isApart) {}

    private void place(Step step, String group, List<String> ids, Set<String> staying) {
        String section = group.substring(0, group.indexOf('\n'));
        String parent = group.substring(group.indexOf('\n') + 1);
        boolean isReady = parent.isEmpty() || step.found.containsKey(parent) && !step.isMoving(parent);
        if (!isReady) {
            return;
        }
        Anchor anchor = first(step, section, parent, ids, staying);
        StringBuilder added = new StringBuilder();
        for (String id : ids) {
            DocumentParts.ItemPart item = step.found.get(id);
            if (staying.contains(id)) {
                flush(step, anchor, added);
                CheckItem own = Objects.requireNonNull(item).item();
                anchor = new Anchor(own.block().end(), own.indent(), false);
            } else if (item == null && tries.merge(id, 1, Integer::sum) == 1) {
                added.append(newLines(step, id, anchor.indent()));
            } else if (item != null && step.moving.contains(id)) {
                added.append(step.edit.cut(item.item(), anchor.indent()));
            }
        }
        flush(step, anchor, added);
    }

    private String newLines(Step step, String id, int indent) {
        Json.Obj item = Objects.requireNonNull(items.get(id)).asObject();
        return step.edit.itemLines(
                indent,
                bullet(step.parts),
                lines.mark(item),
                lines.content(id, item),
                DocumentParts.textOf(item, "details"));
    }

    private static void flush(Step step, Anchor anchor, StringBuilder added) {
        if (added.length() > 0 && anchor.isApart()) {
            step.edit.insertList(anchor.at(), added.toString());
        } else if (added.length() > 0) {
            step.edit.insertLines(anchor.at(), added.toString());
        }
        added.setLength(0);
    }

    /** Where the first item of a group stands or would stand. */
    private Anchor first(Step step, String section, String parent, List<String> ids, Set<String> staying) {
        for (String id : ids) {
            if (staying.contains(id)) {
                CheckItem item = Objects.requireNonNull(step.found.get(id)).item();
                return new Anchor(item.block().start(), item.indent(), false);
            }
        }
        if (!parent.isEmpty()) {
            CheckItem above = Objects.requireNonNull(step.found.get(parent)).item();
            return new Anchor(above.details().end(), above.column(), false);
        }
        for (DocumentParts.ItemPart item : step.found.values()) {
            if (item.section().equals(section) && item.parent().isEmpty()) {
                return new Anchor(item.item().block().start(), item.item().indent(), false);
            }
        }
        Span body = step.parts.preamble();
        for (DocumentParts.SectionPart part : step.parts.sections()) {
            body = part.id().equals(section) ? part.section().body() : body;
        }
        return new Anchor(step.edit.endOfText(body), 0, true);
    }

    private static String bullet(DocumentParts.Parts parts) {
        for (DocumentParts.ItemPart item : parts.items()) {
            String line = item.item().block().of(parts.document().text()).stripLeading();
            if (line.startsWith("*") || line.startsWith("+")) {
                return line.substring(0, 1);
            }
            if (line.startsWith("-")) {
                return "-";
            }
        }
        return "-";
    }

    /** Removes the items that the value does not have, as soon as nothing is nested in them that it has. */
    private void remove(Step step) {
        Set<String> needed = new HashSet<>();
        for (DocumentParts.ItemPart item : step.parts.items()) {
            for (DocumentParts.ItemPart at = item;
                    items.get(item.id()) != null && at != null && needed.add(at.id()); ) {
                at = step.found.get(at.parent());
            }
        }
        for (DocumentParts.ItemPart item : step.parts.items()) {
            boolean isTop = item.parent().isEmpty() || needed.contains(item.parent());
            if (!needed.contains(item.id()) && isTop && !step.isMoving(item.id())) {
                step.edit.remove(item.item());
            }
        }
    }

    Markdown lines(DocumentParts.Parts parts) {
        MarkdownEdit edit = new MarkdownEdit(parts.document(), isVerbatim);
        Json.Obj found = DocumentParts.part(parts.value(), DocumentParts.ITEMS);
        for (DocumentParts.ItemPart part : parts.items()) {
            if (items.get(part.id()) == null) {
                continue;
            }
            Json.Obj was = DocumentParts.part(found, part.id());
            Json.Obj now = DocumentParts.part(items, part.id());
            if (!DocumentParts.textOf(was, "status").equals(DocumentParts.textOf(now, "status"))) {
                edit.mark(part.item(), lines.mark(now));
            }
            Optional<String> content = lines.changed(part, was, now);
            content.ifPresent(text -> edit.setContent(part.item(), text));
            String details = DocumentParts.textOf(now, "details");
            if (!DocumentParts.textOf(was, "details").equals(details)) {
                edit.setDetails(part.item(), details);
            }
        }
        return edit.apply();
    }
}
