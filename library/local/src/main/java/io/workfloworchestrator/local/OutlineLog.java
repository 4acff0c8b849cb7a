package io.workfloworchestrator.local;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The log that all items of a file share: a line {@code - [2026-08-01] NAME: what was done} for each entry, the newest first. An
 * entry belongs to the item that has it already, else to the item of the longest name that fits. Any other line is a person's.
 * Pure functions.
 */
final class OutlineLog {
    private static final Pattern LINE = Pattern.compile("[ \\t]{0,3}[-*+] +(\\[\\d{4}-\\d{2}-\\d{2}] (.*\\S))[ \\t]*");

    private OutlineLog() {}

    /**
     * The entries of each item.
     *
     * @param titles the items' names, by id
     * @param last the entries that each item had; where the file has the same ones, their order stays
     */
    static Map<String, List<String>> read(String text, Map<String, String> titles, Map<String, List<String>> last) {
        Map<String, Set<String>> found = new LinkedHashMap<>();
        for (String entry : entries(text)) {
            String owner = owner(entry, titles, last);
            if (!owner.isEmpty()) {
                found.computeIfAbsent(owner, any -> new LinkedHashSet<>()).add(entry);
            }
        }
        Map<String, List<String>> logs = new LinkedHashMap<>();
        found.forEach((id, entries) -> {
            List<String> had = last.getOrDefault(id, List.of());
            boolean isSame = entries.equals(new LinkedHashSet<>(had)) && had.size() == entries.size();
            logs.put(id, isSame ? had : List.copyOf(entries));
        });
        return logs;
    }

    private static List<String> entries(String text) {
        List<String> entries = new ArrayList<>();
        text.lines().forEach(line -> {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                entries.add(OutlineElement.decoded(matcher.group(1)));
            }
        });
        return entries;
    }

    private static String owner(String entry, Map<String, String> titles, Map<String, List<String>> last) {
        for (Map.Entry<String, List<String>> known : last.entrySet()) {
            if (known.getValue().contains(entry) && titles.containsKey(known.getKey())) {
                return known.getKey();
            }
        }
        String said = entry.substring(entry.indexOf(']') + 1).strip();
        String owner = "";
        int longest = 0;
        for (Map.Entry<String, String> title : titles.entrySet()) {
            if (title.getValue().length() > longest && said.startsWith(title.getValue() + ": ")) {
                owner = title.getKey();
                longest = title.getValue().length();
            }
        }
        return owner;
    }

    /**
     * The text of the log with exactly these entries.
     *
     * @param owned the entries that items have in the text now; those that are not wanted are taken out
     */
    static String write(String text, Collection<String> owned, Collection<String> wanted) {
        List<String> lines = new ArrayList<>(text.isEmpty() ? List.of() : Arrays.asList(text.split("\n", -1)));
        Set<String> there = new LinkedHashSet<>(entries(text));
        lines.removeIf(line -> {
            Matcher matcher = LINE.matcher(line);
            String entry = matcher.matches() ? OutlineElement.decoded(matcher.group(1)) : "";
            return owned.contains(entry) && !wanted.contains(entry);
        });
        List<String> added = new ArrayList<>();
        for (String entry : new LinkedHashSet<>(wanted)) {
            if (!there.contains(entry)) {
                added.add("- " + OutlineElement.plain(Json.of(entry)));
            }
        }
        added.sort((one, other) -> date(other).compareTo(date(one)));
        int at = 0;
        while (at < lines.size() && !LINE.matcher(lines.get(at)).matches()) {
            at++;
        }
        if (!added.isEmpty()
                && at == lines.size()
                && at > 0
                && !lines.get(at - 1).isBlank()) {
            added.add(0, "");
        }
        lines.addAll(at, added);
        return String.join("\n", lines);
    }

    private static String date(String line) {
        return line.length() > 14 ? line.substring(3, 13) : line;
    }
}
