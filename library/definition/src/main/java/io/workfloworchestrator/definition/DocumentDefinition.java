package io.workfloworchestrator.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The file in which people read and write items of a kind.
 *
 * @param path a template of the file's path, which may read the item as {@code item}: one path for all items of a kind
 *     makes one file for all of them, otherwise each item has its own
 * @param format how the file is written: {@code checklist}, a line for each item; {@code outline}, a heading for each item below
 *     that of its status; or {@code document}, a file for each item
 * @param sections the fields that are texts: in a {@code document} each under a heading of its own, in this order; in an
 *     {@code outline} one text is what stands below an item's heading, and one list of texts is a log for all items
 * @param places the paths of items in some statuses, by status: the first of each is where the file is written, and the others
 *     are where one is found too; a status that is not named here has {@code path}; only in a {@code document}
 * @param labels what files of people call a field, by field: a line such as {@code **Impact Score:** High}, or a heading for a
 *     field in {@code sections}; only in a {@code document}
 * @param shown the fields that a line shows, the others stay in the state alone; all of them if empty; only in a {@code checklist}
 * @param byTool the statuses that only a tool gives, through the gates of its move; a file that says one of them is refused
 */
public record DocumentDefinition(
        String path,
        String format,
        List<String> sections,
        Map<String, List<String>> places,
        Map<String, List<String>> labels,
        List<String> shown,
        List<String> byTool) {
    /** The format of a file with a line for each item. */
    public static final String CHECKLIST = "checklist";

    /** The format of a file with a heading for each status, and below it one for each item. */
    public static final String OUTLINE = "outline";

    /** The format of a file for one item, with its fields in front matter and texts under headings. */
    public static final String DOCUMENT = "document";

    public DocumentDefinition {
        sections = List.copyOf(sections);
        places = copy(places);
        labels = copy(labels);
        shown = List.copyOf(shown);
        byTool = List.copyOf(byTool);
    }

    private static Map<String, List<String>> copy(Map<String, List<String>> lists) {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        lists.forEach((name, list) -> copy.put(name, List.copyOf(list)));
        return Collections.unmodifiableMap(copy);
    }

    /** The heading of a section, made of the words of the field's name: {@code whyNow} and {@code why_now} are "Why now". */
    public static String heading(String field) {
        String words = field.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ")
                .replaceAll("_+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
        return words.isEmpty() ? field : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
