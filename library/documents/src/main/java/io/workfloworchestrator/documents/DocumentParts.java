package io.workfloworchestrator.documents;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a document consists of: the names in its value, its parts in the file, and their order. */
final class DocumentParts {
    static final String FIELDS = "fields";
    static final String TITLE = "title";
    static final String TEXT = "text";
    static final String SECTIONS = "sections";
    static final String ITEMS = "items";

    private DocumentParts() {}

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

    /** The sections, the items or the fields of a value; empty if it has none. */
    static Json.Obj part(Json value, String name) {
        return value.at(name).map(Json::asObject).orElse(Json.Obj.EMPTY);
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

    /** The items of a value in the order of a file: by section, then by order, what is nested behind its parent. */
    static List<Map.Entry<String, Json>> itemsInOrder(Json.Obj value) {
        Map<String, List<Map.Entry<String, Json>>> groups = new HashMap<>();
        for (Map.Entry<String, Json> item : OrderNumbers.sorted(part(value, ITEMS))) {
            groups.computeIfAbsent(group(item.getValue()), any -> new ArrayList<>())
                    .add(item);
        }
        List<String> places = new ArrayList<>(List.of(""));
        OrderNumbers.sorted(part(value, SECTIONS)).forEach(section -> places.add(section.getKey()));
        List<Map.Entry<String, Json>> ordered = new ArrayList<>();
        places.forEach(place -> addGroup(ordered, groups, place + "\n", 0));
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
}
