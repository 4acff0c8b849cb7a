package io.workfloworchestrator.detect;

import io.workfloworchestrator.files.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads checkboxes and ATX headings of a Markdown text, outside of code and comments, as GitHub renders them
 * (github.github.com/gfm, task list items; {@link MarkdownBlocks}). A line that looks like a task and is none is a finding,
 * and so is code or a comment that is never closed.
 */
final class MarkdownText {
    /** The most items, and the most headings, that are listed of one file. */
    static final int MAX_ITEMS = 5_000;

    private static final String[] ITEM = {"text", "done", "line", "mark"};
    private static final String[] HEADING = {"title", "level", "line", "textSize"};
    private static final String[] BOXES = {"done", "open", "total", "items"};

    private MarkdownText() {}

    /** {@code {done, open, total, items}}; a task with any mark but x is open, and its mark is told. */
    static Map<String, Object> checkboxes(String path, List<String> lines, int firstLine, List<ScanFinding> findings) {
        List<Object> items = new ArrayList<>();
        long done = 0;
        long total = 0;
        NearMisses misses = new NearMisses(path, findings);
        MarkdownBlocks blocks = new MarkdownBlocks(path, findings);
        for (int i = firstLine; i < lines.size(); i++) {
            String line = lines.get(i);
            MarkdownBlocks.Kind kind = blocks.read(line, i + 1);
            TaskBox box = kind == MarkdownBlocks.Kind.TEXT && blocks.isItem() ? TaskBox.at(line, blocks.from()) : null;
            if (box == null) {
                misses.look(line, i + 1, blocks);
                continue;
            }
            misses.look(box, i + 1);
            total++;
            done += box.isDone() ? 1 : 0;
            if (items.size() < MAX_ITEMS) {
                String text = Texts.value(line.substring(box.end()));
                items.add(Row.of(ITEM, new Object[] {text, box.isDone(), (long) i + 1, box.mark()}));
            }
        }
        blocks.end();
        misses.end();
        if (total > items.size()) {
            findings.add(ScanFinding.of(
                    "E_CHECKBOXES",
                    path,
                    "has " + total + " checkboxes; all are counted, the first " + MAX_ITEMS
                            + " are listed. Split the file."));
        }
        return Row.of(BOXES, new Object[] {done, total - done, total, List.copyOf(items)});
    }

    /** {@code [{title, level, line, textSize}]}; textSize counts the characters up to the next heading. */
    static List<Object> headings(String path, List<String> lines, int firstLine, List<ScanFinding> findings) {
        List<Object> headings = new ArrayList<>();
        MarkdownBlocks blocks = new MarkdownBlocks(path, findings);
        int previous = -1;
        boolean more = false;
        for (int i = firstLine; i < lines.size(); i++) {
            boolean text = blocks.read(lines.get(i), i + 1) == MarkdownBlocks.Kind.TEXT;
            if (!text || level(lines.get(i)) == 0) {
                continue;
            }
            if (headings.size() >= MAX_ITEMS) {
                more = true;
                continue;
            }
            if (previous >= 0) {
                headings.add(heading(lines, previous, i));
            }
            previous = i;
        }
        blocks.end();
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
        if (end == 0 || (end < title.length() && MarkdownLine.isBlank(title.charAt(end - 1)))) {
            title = title.substring(0, end);
        }
        return Row.of(
                HEADING, new Object[] {Texts.value(title), (long) level, (long) at + 1, size(lines, at + 1, next)});
    }

    /** 1 to 6; 0 if the line is no heading. A heading in a quotation or list does not count. */
    private static int level(String line) {
        int start = 0;
        while (start < line.length() && start < 4 && line.charAt(start) == ' ') {
            start++;
        }
        return start < 4 ? MarkdownLine.heading(line, start) : 0;
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
}
