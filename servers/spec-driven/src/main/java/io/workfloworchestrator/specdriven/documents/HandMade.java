package io.workfloworchestrator.specdriven.documents;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What people and tools did at the items of a document since it was derived: boxes, fields such as {@code [notes:: …]}, and lines below
 * an item. A text that is derived again takes it over, by the numbers of the items. Pure functions.
 */
final class HandMade {
    private static final Pattern ITEM = Pattern.compile("^([-*+] \\[)(.)(] ((?:FR-|T)\\d{3,15})\\b.*)$");
    private static final Pattern FIELD = Pattern.compile("\\[([\\w-]+):: (?:\\[[^\\]]*]|[^\\[\\]])*]");

    private HandMade() {}

    private record Block(String box, String line, List<String> below) {}

    private static Map<String, Block> blocks(String text) {
        Map<String, Block> blocks = new LinkedHashMap<>();
        List<String> below = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            Matcher item = ITEM.matcher(line);
            if (item.matches()) {
                below = new ArrayList<>();
                blocks.putIfAbsent(item.group(4), new Block(item.group(2), line, below));
            } else if (isBelow(line)) {
                below.add(line);
            } else {
                below = new ArrayList<>();
            }
        }
        return blocks;
    }

    private static boolean isBelow(String line) {
        return !line.isBlank() && Character.isWhitespace(line.charAt(0));
    }

    /**
     * The text with the boxes of now, and with the fields that were added by hand.
     *
     * @param base what was derived last; empty if nothing is known of it
     */
    static String marked(String text, String base, String now) {
        Map<String, Block> before = blocks(base);
        Map<String, Block> there = blocks(now);
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            Matcher item = ITEM.matcher(line);
            Block block = item.matches() ? there.get(item.group(4)) : null;
            lines.add(block == null ? line : marked(item, block, before.get(item.group(4))));
        }
        return String.join("\n", lines);
    }

    private static String marked(Matcher item, Block now, @Nullable Block before) {
        StringBuilder line = new StringBuilder(item.group(1) + now.box() + item.group(3));
        if (before != null) {
            Set<String> known = names(before.line());
            known.addAll(names(item.group()));
            FIELD.matcher(now.line())
                    .results()
                    .filter(field -> !known.contains(field.group(1)))
                    .forEach(field -> line.append(' ').append(field.group()));
        }
        return line.toString();
    }

    private static Set<String> names(String line) {
        return FIELD.matcher(line)
                .results()
                .map((MatchResult field) -> field.group(1))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** The text with the lines that people wrote below an item, at the end of what it says there. */
    static String withNotes(String text, String base, String now) {
        Map<String, Block> before = blocks(base);
        Map<String, Block> there = blocks(now);
        Map<String, Block> own = blocks(text);
        List<String> lines = new ArrayList<>();
        List<String> waiting = List.of();
        for (String line : text.split("\n", -1)) {
            Matcher item = ITEM.matcher(line);
            if (item.matches() || !isBelow(line)) {
                lines.addAll(waiting);
                waiting = item.matches() ? notes(item.group(4), before, there, own) : List.of();
            }
            lines.add(line);
        }
        lines.addAll(waiting);
        return String.join("\n", lines);
    }

    private static List<String> notes(
            String number, Map<String, Block> before, Map<String, Block> there, Map<String, Block> own) {
        Block now = there.get(number);
        Block old = before.get(number);
        Block mine = own.get(number);
        if (now == null || old == null || mine == null) {
            return List.of();
        }
        List<String> notes = new ArrayList<>(now.below());
        notes.removeAll(old.below());
        notes.removeAll(mine.below());
        return notes;
    }
}
