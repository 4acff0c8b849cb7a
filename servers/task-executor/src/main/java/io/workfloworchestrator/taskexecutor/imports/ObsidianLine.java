package io.workfloworchestrator.taskexecutor.imports;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The marks of a line of Obsidian Tasks, as emoji or as fields in brackets, and the words without them.
 *
 * @param text the words
 * @param marks what the marks say, by their names in brackets: due, priority, id, dependsOn …
 */
record ObsidianLine(String text, Map<String, String> marks) {
    private static final String DAY = "(\\d{4}-\\d{2}-\\d{2})";
    private static final String IDS = "([A-Za-z0-9_-]+(?:\\s*,\\s*[A-Za-z0-9_-]+)*)";
    private static final Map<String, Pattern> SIGNS = signs();
    private static final Map<String, String> PRIORITIES =
            Map.of("🔺", "critical", "⏫", "high", "🔼", "medium", "🔽", "low", "⏬", "low");
    private static final Pattern PRIORITY = Pattern.compile("(🔺|⏫|🔼|🔽|⏬)\\x{FE0F}?");
    private static final Pattern FIELD = Pattern.compile("[\\[(](\\w{2,20}):: ?([^\\[\\]()]{1,200})[\\])]");

    private static Map<String, Pattern> signs() {
        Map<String, Pattern> signs = new LinkedHashMap<>();
        signs.put("due", Pattern.compile("(?:📅|📆|🗓)\\x{FE0F}? *" + DAY));
        signs.put("scheduled", Pattern.compile("(?:⏳|⌛)\\x{FE0F}? *" + DAY));
        signs.put("start", Pattern.compile("🛫\\x{FE0F}? *" + DAY));
        signs.put("created", Pattern.compile("➕\\x{FE0F}? *" + DAY));
        signs.put("completion", Pattern.compile("✅\\x{FE0F}? *" + DAY));
        signs.put("cancelled", Pattern.compile("❌\\x{FE0F}? *" + DAY));
        signs.put("id", Pattern.compile("🆔\\x{FE0F}? *([A-Za-z0-9_-]+)"));
        signs.put("dependsOn", Pattern.compile("⛔\\x{FE0F}? *" + IDS));
        signs.put("repeat", Pattern.compile("🔁\\x{FE0F}? *([a-zA-Z0-9, !]+)"));
        signs.put("onCompletion", Pattern.compile("🏁\\x{FE0F}? *(\\w+)"));
        return signs;
    }

    static ObsidianLine read(String line) {
        Map<String, String> marks = new LinkedHashMap<>();
        String rest = line;
        for (Map.Entry<String, Pattern> sign : SIGNS.entrySet()) {
            Matcher found = sign.getValue().matcher(rest);
            if (found.find()) {
                marks.put(sign.getKey(), found.group(1).strip());
                rest = found.replaceAll(" ");
            }
        }
        Matcher priority = PRIORITY.matcher(rest);
        if (priority.find()) {
            marks.put("priority", PRIORITIES.getOrDefault(priority.group(1), ""));
            rest = priority.replaceAll(" ");
        }
        Matcher field = FIELD.matcher(rest);
        while (field.find()) {
            marks.putIfAbsent(field.group(1), field.group(2).strip());
        }
        rest = FIELD.matcher(rest).replaceAll(" ");
        return new ObsidianLine(rest.replaceAll(" {2,}", " ").strip(), marks);
    }
}
