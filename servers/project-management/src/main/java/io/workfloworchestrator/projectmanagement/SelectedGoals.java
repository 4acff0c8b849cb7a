package io.workfloworchestrator.projectmanagement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the index of selected goals of the TypeScript project-management server, {@code SELECTED-GOALS.md}: below {@code ## Active
 * Goals} a heading {@code ### Goal 01: Name [Next]} for each, and lines such as {@code **Priority:** High}, in any order, which may
 * go on in the next lines. Line ends of Windows, fenced code and other sections are as people left them. Pure functions.
 */
final class SelectedGoals {
    static final String NAME = "SELECTED-GOALS.md";

    private static final Pattern ENTRY =
            Pattern.compile("###[ \\t]+\\W*Goal[ \\t]+(\\d{1,6})[ \\t]*:[ \\t]*(.+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern TIER =
            Pattern.compile("(.*?)\\s*\\[(Now|Next|Later|Someday)]\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern LABEL = Pattern.compile("\\s*(?:[-*]\\s+)?\\*\\*([^*]+?):?\\*\\*:?\\s*(.*)");
    private static final Set<String> NOTHING =
            Set.of("", "tbd", "unassigned", "none", "n/a", "-", "not started", "unknown");

    private SelectedGoals() {}

    /**
     * One goal of the index.
     *
     * @param number as the index writes it, such as {@code 01}
     * @param line where its heading is, from 1
     * @param fields what its lines say, by their labels in lower case; what says nothing is not there
     */
    record Entry(String number, int line, String title, String tier, Map<String, String> fields) {
        String field(String label) {
            return fields.getOrDefault(label, "");
        }
    }

    static List<Entry> read(String text) {
        List<Entry> entries = new ArrayList<>();
        List<String> lines = text.lines().toList();
        boolean isActive = false;
        boolean isCode = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            isCode ^= line.startsWith("```");
            if (isCode) {
                continue;
            }
            if (line.startsWith("## ")) {
                isActive = line.toLowerCase(Locale.ROOT).contains("active goals");
            }
            Matcher entry = ENTRY.matcher(line);
            if (isActive && entry.matches()) {
                entries.add(entry(entry, i + 1, lines.subList(i + 1, lines.size())));
            }
        }
        return entries;
    }

    private static Entry entry(Matcher heading, int line, List<String> rest) {
        Matcher tier = TIER.matcher(heading.group(2));
        boolean hasTier = tier.matches();
        String title = hasTier ? tier.group(1) : heading.group(2);
        return new Entry(
                heading.group(1),
                line,
                title.strip(),
                hasTier ? PlanningItems.capital(tier.group(2)) : "",
                fields(rest));
    }

    private static Map<String, String> fields(List<String> lines) {
        Map<String, String> fields = new LinkedHashMap<>();
        String label = "";
        for (String written : lines) {
            String line = written.strip();
            if (line.startsWith("#") || line.equals("---")) {
                break;
            }
            Matcher said = LABEL.matcher(line);
            if (said.matches()) {
                label = said.group(1).strip().toLowerCase(Locale.ROOT);
                fields.put(label, said.group(2).strip());
            } else if (!label.isEmpty() && !line.isEmpty()) {
                fields.merge(label, line, (a, b) -> a.isEmpty() ? b : a + "\n" + b);
            }
        }
        fields.values().removeIf(value -> NOTHING.contains(value.toLowerCase(Locale.ROOT)));
        return fields;
    }
}
