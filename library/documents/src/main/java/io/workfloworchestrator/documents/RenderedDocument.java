package io.workfloworchestrator.documents;

import io.workfloworchestrator.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A document as {@link MarkdownFormat} wrote it, from which a value that differs in a few lines is written without reading all others.
 *
 * <p>The line of an item stands for itself: it begins with a bullet and a box, so whatever its text is, it cannot change what the lines
 * around it are. So the changed lines are written and proved as a small document of their own, with a line for each item that they need,
 * and put back in their places. Anything else, such as an item that comes, goes or moves, is left to the format. Immutable and thread-safe.
 */
public final class RenderedDocument {
    private static final int MOST_LINES = 200;

    /** Whatever of an item is not in its own line, and what other lines name it by. */
    private static final List<String> FIXED = List.of("section", "parent", "details", "order", "number", "needs");

    /** The text of an item of which only the number counts. */
    private static final String NEEDED = "needed";

    private final MarkdownFormat format;
    private final Json.Obj value;
    private final byte[] bytes;
    private final Map<String, Integer> lines;

    private RenderedDocument(MarkdownFormat format, Json.Obj value, byte[] bytes, Map<String, Integer> lines) {
        this.format = format;
        this.value = value;
        this.bytes = bytes;
        this.lines = lines;
    }

    /** @param written what the bytes say, which is the value */
    static RenderedDocument of(MarkdownFormat format, Json.Obj value, DocumentParts.Parts written) {
        Map<String, Integer> lines = new HashMap<>();
        byte[] bytes = written.document().bytes();
        boolean isText = !written.document().text().isEmpty() && bytes[0] != (byte) 0xEF; // no byte order mark
        for (DocumentParts.ItemPart part : written.items()) {
            if (isText && part.line().hasId()) {
                lines.put(part.id(), part.item().line());
            }
        }
        return new RenderedDocument(format, value, bytes, lines);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** Whether these are the bytes of the file. */
    public boolean isIn(byte[] file) {
        return Arrays.equals(bytes, file);
    }

    /** What the file says, as it was given. */
    public Json.Obj value() {
        return value;
    }

    private static Json.Obj items(Json.Obj of) {
        return DocumentParts.part(of, DocumentParts.ITEMS);
    }

    /** The document of another value; empty if more than a few lines of items differ, which the format writes. */
    public Optional<RenderedDocument> changedTo(Json.Obj other) {
        if (!other.without(DocumentParts.ITEMS).equals(value.without(DocumentParts.ITEMS))) {
            return Optional.empty();
        }
        Set<String> changed = new TreeSet<>();
        boolean[] isOfLines = {true};
        items(other).forEachDifference(items(value), (id, now, had) -> {
            if (isOfLines[0] && !(now != null && now.equals(had))) {
                isOfLines[0] = changed.size() < MOST_LINES && isOfLine(id, now, had);
                changed.add(id);
            }
        });
        if (!isOfLines[0]) {
            return Optional.empty();
        }
        return changed.isEmpty()
                ? Optional.of(new RenderedDocument(format, other, bytes, lines))
                : withLines(other, changed);
    }

    private boolean isOfLine(String id, @Nullable Json now, @Nullable Json had) {
        return now instanceof Json.Obj one
                && had instanceof Json.Obj another
                && lines.containsKey(id)
                && FIXED.stream().allMatch(field -> one.find(field).equals(another.find(field)));
    }

    private Optional<RenderedDocument> withLines(Json.Obj other, Set<String> changed) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Lines all = Lines.of(text);
        SortedMap<Integer, String> ids = new TreeMap<>();
        Set<String> needed = new TreeSet<>();
        for (String id : changed) {
            ids.put(Objects.requireNonNull(lines.get(id)), id);
            needed.addAll(needs(other, id));
        }
        needed.removeAll(changed);
        List<String> before = new ArrayList<>();
        Map<String, Json> small = new TreeMap<>();
        ids.forEach((line, id) -> {
            before.add(all.line(line).stripLeading());
            small.put(id, alone(items(other).get(id), before.size()));
        });
        for (String id : needed) {
            Optional<Json> number = items(other).at(id, "number");
            before.add("- [ ] " + number.flatMap(Json::asText).orElse("") + " " + NEEDED + " ^" + id);
            Json.Obj item = Json.Obj.EMPTY.with("text", Json.of(NEEDED)).with("status", Json.of(format.open()));
            Json.Obj named = number.isPresent() ? item.with("number", number.get()) : item;
            small.put(id, alone(named, before.size()));
        }
        return written(Json.object(Map.of(DocumentParts.ITEMS, Json.object(small))), before)
                .filter(now -> now.subList(ids.size(), now.size()).equals(before.subList(ids.size(), before.size())))
                .map(now -> new RenderedDocument(format, other, replaced(text, all, ids, before, now), lines));
    }

    private static byte[] replaced(
            String text, Lines all, SortedMap<Integer, String> ids, List<String> before, List<String> now) {
        StringBuilder file = new StringBuilder();
        int end = 0;
        int at = 0;
        for (int line : ids.keySet()) {
            file.append(text, end, all.end(line) - before.get(at).length()).append(now.get(at++));
            end = all.end(line);
        }
        return file.append(text, end, text.length()).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> needs(Json.Obj of, String id) {
        return items(of).at(id, "needs").map(Json::asList).orElse(List.of()).stream()
                .flatMap(need -> need.asText().stream())
                .toList();
    }

    private static Json alone(@Nullable Json item, int order) {
        return item instanceof Json.Obj object
                ? object.without("section").without("parent").without("details").with("order", Json.of(order))
                : Json.Obj.EMPTY;
    }

    /** The lines as they say the value; empty if they cannot, or would be more or fewer. */
    private Optional<List<String>> written(Json.Obj small, List<String> some) {
        try {
            byte[] before = (String.join("\n", some) + "\n").getBytes(StandardCharsets.UTF_8);
            String after = new String(format.render(small, Optional.of(before)), StandardCharsets.UTF_8);
            List<String> now = after.lines().toList();
            return Optional.of(now).filter(same -> same.size() == some.size());
        } catch (DocumentException e) {
            return Optional.empty(); // The format says so, or finds another way, with the whole document.
        }
    }
}
