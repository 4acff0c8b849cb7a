package io.workfloworchestrator.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What facts read of a Markdown text, line by line: checkboxes and ATX headings outside of fenced code. A line-based
 * reading of GitHub Flavored Markdown (github.github.com/gfm, task list items), not a parser of it.
 */
final class MarkdownText {

    /** Items and headings that one file may contribute. */
    static final int MAX_ITEMS = 5_000;

    private static final String[] ITEM = {"text", "done", "line"};
    private static final String[] HEADING = {"title", "level", "line", "textSize"};
    private static final String[] BOXES = {"done", "open", "total", "items"};

    private MarkdownText() {}

    /** {@code {done, open, total, items}}. */
    static Map<String, Object> checkboxes(String path, List<String> lines, List<ScanFinding> findings) {
        List<Object> items = new ArrayList<>();
        long done = 0;
        long total = 0;
        Fence fence = new Fence();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int box = fence.inside(line) ? -1 : box(line);
            if (box < 0) {
                continue;
            }
            boolean ticked = line.charAt(box + 1) != ' ';
            total++;
            done += ticked ? 1 : 0;
            if (items.size() < MAX_ITEMS) {
                items.add(Row.of(ITEM, new Object[] {Texts.value(line.substring(box + 3)), ticked, (long) i + 1}));
            }
        }
        if (total > items.size()) {
            findings.add(ScanFinding.of(
                    "E_CHECKBOXES",
                    path,
                    "has " + total + " checkboxes; all are counted, the first " + MAX_ITEMS
                            + " are listed. Split the file."));
        }
        return Row.of(BOXES, new Object[] {done, total - done, total, List.copyOf(items)});
    }

    static Map<String, Object> noCheckboxes() {
        return Row.of(BOXES, new Object[] {0L, 0L, 0L, List.of()});
    }

    /** The position of "[" of a task list item, or -1. */
    private static int box(String line) {
        int i = blanks(line, 0);
        // A task may stand in a quotation, and deep in lists.
        while (i < line.length() && line.charAt(i) == '>') {
            i = blanks(line, i + 1);
        }
        if (i >= line.length()) {
            return -1;
        }
        char mark = line.charAt(i);
        if (mark == '-' || mark == '*' || mark == '+') {
            i++;
        } else {
            int digits = i;
            while (i < line.length() && i - digits < 9 && line.charAt(i) >= '0' && line.charAt(i) <= '9') {
                i++;
            }
            if (i == digits || i >= line.length() || (line.charAt(i) != '.' && line.charAt(i) != ')')) {
                return -1;
            }
            i++;
        }
        int open = blanks(line, i);
        boolean box = open > i
                && open + 2 < line.length()
                && line.charAt(open) == '['
                && " xX".indexOf(line.charAt(open + 1)) >= 0
                && line.charAt(open + 2) == ']';
        boolean ends = box && (open + 3 == line.length() || isBlank(line.charAt(open + 3)));
        return ends ? open : -1;
    }

    private static int blanks(String line, int from) {
        int i = from;
        while (i < line.length() && isBlank(line.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** {@code [{title, level, line, textSize}]}; textSize counts the characters up to the next heading. */
    static List<Object> headings(String path, List<String> lines, int firstLine, List<ScanFinding> findings) {
        List<Object> headings = new ArrayList<>();
        Fence fence = new Fence();
        int previous = -1;
        boolean more = false;
        for (int i = firstLine; i < lines.size(); i++) {
            int level = fence.inside(lines.get(i)) ? 0 : level(lines.get(i));
            if (level == 0) {
                continue;
            }
            if (headings.size() >= MAX_ITEMS) {
                more = true;
                break;
            }
            if (previous >= 0) {
                headings.add(heading(lines, previous, i));
            }
            previous = i;
        }
        if (previous >= 0) {
            headings.add(heading(lines, previous, lines.size()));
        }
        if (more) {
            findings.add(ScanFinding.of(
                    "E_HEADINGS",
                    path,
                    "has more than " + MAX_ITEMS + " headings; the first are listed. Split the file."));
        }
        return List.copyOf(headings);
    }

    private static Row heading(List<String> lines, int at, int next) {
        String line = lines.get(at).strip();
        int level = level(line);
        String title = line.substring(level).strip();
        int end = title.length();
        while (end > 0 && title.charAt(end - 1) == '#') {
            end--;
        }
        if (end == 0 || (end < title.length() && isBlank(title.charAt(end - 1)))) {
            title = title.substring(0, end);
        }
        return Row.of(
                HEADING, new Object[] {Texts.value(title), (long) level, (long) at + 1, size(lines, at + 1, next)});
    }

    /** 1 to 6, or 0 when the line is no heading. */
    private static int level(String line) {
        int start = 0;
        while (start < line.length() && start < 4 && line.charAt(start) == ' ') {
            start++;
        }
        int i = start;
        while (i < line.length() && line.charAt(i) == '#') {
            i++;
        }
        int level = i - start;
        boolean heading = start < 4 && level >= 1 && level <= 6 && (i == line.length() || isBlank(line.charAt(i)));
        return heading ? level : 0;
    }

    /** Characters (code points) of some lines, without outer blanks; a line's end counts one. */
    static long size(List<String> lines, int from, int to) {
        int first = from;
        int last = to;
        while (first < last && lines.get(first).isBlank()) {
            first++;
        }
        while (last > first && lines.get(last - 1).isBlank()) {
            last--;
        }
        long size = 0;
        for (int i = first; i < last; i++) {
            String line = lines.get(i);
            if (i == first) {
                line = line.stripLeading();
            }
            if (i == last - 1) {
                line = line.stripTrailing();
            }
            size += line.codePointCount(0, line.length()) + (i > first ? 1 : 0);
        }
        return size;
    }

    /** Whether a line belongs to fenced code; asked of each line in turn. */
    private static final class Fence {

        private char mark;
        private int length;

        boolean inside(String line) {
            String text = line.strip();
            int run = 0;
            char c = text.isEmpty() ? 0 : text.charAt(0);
            if (c == '`' || c == '~') {
                while (run < text.length() && text.charAt(run) == c) {
                    run++;
                }
            }
            if (length == 0) {
                boolean opens = run >= 3 && (c == '~' || text.indexOf('`', run) < 0);
                if (opens) {
                    mark = c;
                    length = run;
                }
                return opens;
            }
            if (c == mark && run >= length && run == text.length()) {
                length = 0;
            }
            return true;
        }
    }
}
