package io.workfloworchestrator.local;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The headings of a file in its order, and which of them are statuses and which are items: an item is a heading of level 4 below
 * one of level 3 that is the name of a status. Where a heading of level 1 or 2 is the plural of the kind's name, only what stands
 * below it counts. All other headings are a person's. Not thread-safe.
 */
final class Outline {
    static final int AREA_LEVEL = 2;
    static final int STATUS_LEVEL = 3;
    static final int ITEM_LEVEL = 4;

    private final KindDefinition kind;
    private final String area;
    final List<Part> parts = new ArrayList<>();

    /**
     * A heading and what stands below it.
     *
     * @param status the status that an item has by its place, or that a heading is the name of; empty for a person's headings
     */
    record Part(String id, int level, String title, String text, String status) {
        boolean isItem() {
            return level == ITEM_LEVEL && !status.isEmpty();
        }

        boolean isStatus(String name) {
            return level == STATUS_LEVEL && status.equals(name);
        }

        Part with(String newTitle, String newText) {
            return new Part(id, level, newTitle, newText, status);
        }

        Part in(String newStatus) {
            return new Part(id, level, title, text, newStatus);
        }
    }

    /** @param document the file as {@code MarkdownFormat} reads it */
    Outline(String name, KindDefinition kind, Json.Obj document) {
        this.kind = kind;
        this.area = heading(name) + "s";
        List<Map.Entry<String, Json>> sections = new ArrayList<>();
        ItemText.part(document, "sections").forEach((id, section) -> sections.add(Map.entry(id, section)));
        sections.sort(Comparator.comparing(section -> number(section.getValue(), "order")));
        for (Map.Entry<String, Json> section : sections) {
            Json.Obj said = section.getValue().asObject();
            parts.add(new Part(
                    section.getKey(),
                    number(said, "level").intValue(),
                    said.text("title").orElse(""),
                    said.text("text").orElse(""),
                    ""));
        }
        findStatuses();
    }

    private static BigDecimal number(Json section, String field) {
        return section.at(field).orElseThrow() instanceof Json.Num number ? number.value() : BigDecimal.ZERO;
    }

    private void findStatuses() {
        boolean hasArea = area() >= 0;
        int end = hasArea ? areaEnd() : parts.size();
        String status = "";
        for (int i = hasArea ? area() + 1 : 0; i < end; i++) {
            Part part = parts.get(i);
            if (part.level() <= STATUS_LEVEL) {
                status = part.level() == STATUS_LEVEL ? status(part.title()) : "";
            }
            if (part.level() == STATUS_LEVEL || part.level() == ITEM_LEVEL) {
                parts.set(i, part.in(status));
            }
        }
    }

    private String status(String title) {
        return kind.status().values().stream()
                .filter(status -> letters(status).equals(letters(title)))
                .findFirst()
                .orElse("");
    }

    /** What remains of a name when writing does not matter. */
    static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "");
    }

    static String heading(String name) {
        String words = name.replaceAll("[-_]+", " ").strip();
        return words.isEmpty() ? name : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private int area() {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).level() <= AREA_LEVEL
                    && letters(parts.get(i).title()).equals(letters(area))) {
                return i;
            }
        }
        return -1;
    }

    private int areaEnd() {
        int from = area();
        for (int i = from + 1; i < parts.size(); i++) {
            if (parts.get(i).level() <= parts.get(from).level()) {
                return i;
            }
        }
        return parts.size();
    }

    List<Part> items() {
        return parts.stream().filter(Part::isItem).toList();
    }

    long count(String status) {
        return items().stream().filter(item -> item.status().equals(status)).count();
    }

    void replace(Part part) {
        parts.replaceAll(one -> one.id().equals(part.id()) ? part : one);
    }

    void remove(Part part) {
        parts.removeIf(one -> one.id().equals(part.id()));
    }

    /** Puts an item behind the others of its status, under a heading that is made if it is missing. */
    void add(Part item, int logAt) {
        int at = heading(item.status(), logAt) + 1;
        while (at < parts.size() && parts.get(at).level() > STATUS_LEVEL) {
            at++;
        }
        parts.add(at, item);
    }

    private int heading(String status, int logAt) {
        if (find(status) < 0) {
            if (parts.stream()
                    .noneMatch(part ->
                            part.level() == STATUS_LEVEL && !part.status().isEmpty())) {
                addArea(logAt);
            } else {
                parts.add(placeFor(status), made(STATUS_LEVEL, heading(status), status));
            }
        }
        return find(status);
    }

    private int find(String status) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).isStatus(status)) {
                return i;
            }
        }
        return -1;
    }

    private void addArea(int logAt) {
        List<Part> made = new ArrayList<>();
        int at = area() >= 0 ? areaEnd() : logAt;
        if (area() < 0) {
            made.add(made(AREA_LEVEL, area, ""));
        }
        kind.status().values().forEach(status -> made.add(made(STATUS_LEVEL, heading(status), status)));
        parts.addAll(at, made);
    }

    /** Before the next status that is there, else behind the last one with its items. */
    private int placeFor(String status) {
        List<String> all = kind.status().values();
        for (String later : all.subList(all.indexOf(status) + 1, all.size())) {
            if (find(later) >= 0) {
                return find(later);
            }
        }
        int last = 0;
        for (int i = 0; i < parts.size(); i++) {
            last = parts.get(i).level() >= STATUS_LEVEL
                            && !parts.get(i).status().isEmpty()
                    ? i + 1
                    : last;
        }
        return last;
    }

    Part made(int level, String title, String status) {
        String id = "new-" + level + "-" + letters(title);
        for (int i = 2; has(id); i++) {
            id = "new-" + level + "-" + letters(title) + "-" + i;
        }
        return new Part(id, level, title, "", status);
    }

    private boolean has(String id) {
        return parts.stream().anyMatch(part -> part.id().equals(id));
    }

    Json.Obj in(Json.Obj document) {
        Map<String, Json> sections = new LinkedHashMap<>();
        for (Part part : parts) {
            Json.Obj section = Json.Obj.EMPTY
                    .with("title", Json.of(part.title()))
                    .with("level", Json.of(part.level()))
                    .with("order", Json.of(sections.size() + 1));
            sections.put(part.id(), part.text().isEmpty() ? section : section.with("text", Json.of(part.text())));
        }
        return document.with("sections", Json.object(sections));
    }

    @Nullable
    Part named(int level, String title) {
        return parts.stream()
                .filter(part -> part.level() == level && letters(part.title()).equals(letters(title)))
                .findFirst()
                .orElse(null);
    }
}
