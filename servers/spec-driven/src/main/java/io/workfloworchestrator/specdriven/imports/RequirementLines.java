package io.workfloworchestrator.specdriven.imports;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The requirement lines of a specification that is being taken over. For one document. */
final class RequirementLines {
    /** What the end of a line would be taken for a mark. */
    private static final Pattern LIKE_A_MARK = Pattern.compile(
            "(?:\\((?:backlog|in-progress|blocked|done|dropped|open|met)\\)|\\(depends on"
                    + " [^()]*\\)|⛔.*|\\[[A-Za-z_][\\w.-]*:: ?[^\\]]*\\]|@[\\w.-]+|\\^[\\w.-]+|[📅✅]"
                    + " ?\\d{4}-\\d{2}-\\d{2})$",
            Pattern.UNICODE_CHARACTER_CLASS);

    private static final int LONGEST_FIELD = 100;

    final ItemNumbering numbering = new ItemNumbering("FR-");
    private final Map<String, List<String>> bySource = new LinkedHashMap<>();
    private final boolean isMet;
    private int count;

    /** @param isMet whether all of them were fulfilled there */
    RequirementLines(boolean isMet) {
        this.isMet = isMet;
    }

    /**
     * @param number that it had; empty for the next one
     * @param source what it was called there, such as {@code 1.2}; may be empty
     * @param story such as {@code US1}; may be empty
     * @param type functional, quality, constraint or scenario
     */
    String line(String number, String text, String source, String story, String type) {
        String given = number.isEmpty() ? numbering.next() : numbering.keepOrNext(number);
        count++;
        bySource.computeIfAbsent(source, any -> new ArrayList<>()).add(given);
        String words = text.isBlank() ? given : title(text);
        return (isMet ? "- [x] " : "- [ ] ") + given + " " + words + mark("source", source) + mark("story", story)
                + mark("type", type);
    }

    void counted(String number) {
        count++;
        bySource.computeIfAbsent(number, any -> new ArrayList<>()).add(number);
    }

    int count() {
        return count;
    }

    /** The numbers of what was called so there; of all parts of it where it has parts, as 1 has 1.1. */
    List<String> numbers(String source) {
        List<String> exact = bySource.getOrDefault(source, List.of());
        if (!exact.isEmpty()) {
            return exact;
        }
        return bySource.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(source + "."))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    boolean isNumber(String number) {
        return bySource.values().stream().anyMatch(these -> these.contains(number));
    }

    static String title(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return LIKE_A_MARK.matcher(line).find() ? line + "." : line;
    }

    static String mark(String field, String value) {
        String plain = value.replaceAll("[\\[\\],\\s]+", " ").strip();
        int end = Math.min(plain.length(), LONGEST_FIELD);
        return plain.isEmpty()
                ? ""
                : " [" + field + ":: " + plain.substring(0, end).strip() + "]";
    }

    static String mark(String field, List<String> values) {
        return values.isEmpty() ? "" : " [" + field + ":: " + Json.strings(values) + "]";
    }
}
