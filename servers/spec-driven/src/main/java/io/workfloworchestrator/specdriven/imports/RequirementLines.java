package io.workfloworchestrator.specdriven.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The requirement lines of a specification that is being taken over. For one document. */
final class RequirementLines {
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
        String title = text.isBlank() ? given : ItemText.of(text);
        return (isMet ? "- [x] " : "- [ ] ") + given + " " + title + ItemText.mark("source", source)
                + ItemText.mark("story", story) + ItemText.mark("type", type);
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
}
