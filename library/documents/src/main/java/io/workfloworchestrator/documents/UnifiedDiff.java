package io.workfloworchestrator.documents;

import java.util.Arrays;
import java.util.List;

/** The difference between two texts as people know it from git: unified format with three lines around each change. */
public final class UnifiedDiff {
    private static final int AROUND = 3;
    private static final String OPEN_END = "\\ No newline at end of file";

    private UnifiedDiff() {}

    /** The difference; empty if the texts are equal. */
    public static String of(String oldName, String before, String newName, String after) {
        List<String> a = lines(before);
        List<String> b = lines(after);
        List<LineDiff.Change> changes = LineDiff.of(a, b);
        if (changes.isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder("--- " + oldName + "\n+++ " + newName + "\n");
        for (int first = 0; first < changes.size(); ) {
            int next = first + 1;
            while (next < changes.size()
                    && changes.get(next).oldStart() - changes.get(next - 1).oldEnd() <= 2 * AROUND) {
                next++;
            }
            hunk(out, a, b, changes.subList(first, next));
            first = next;
        }
        return out.toString();
    }

    /** The lines with their ends, so that a missing last line feed differs. */
    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split("(?<=\n)"));
    }

    private static void hunk(StringBuilder out, List<String> a, List<String> b, List<LineDiff.Change> changes) {
        LineDiff.Change first = changes.get(0);
        LineDiff.Change last = changes.get(changes.size() - 1);
        int before = Math.min(AROUND, first.oldStart());
        int after = Math.min(AROUND, a.size() - last.oldEnd());
        int oldSize = last.oldEnd() + after - first.oldStart() + before;
        int newSize = last.newEnd() + after - first.newStart() + before;
        out.append("@@ -").append(range(first.oldStart() - before, oldSize));
        out.append(" +").append(range(first.newStart() - before, newSize)).append(" @@\n");
        int at = first.oldStart() - before;
        for (LineDiff.Change change : changes) {
            add(out, ' ', a.subList(at, change.oldStart()));
            add(out, '-', a.subList(change.oldStart(), change.oldEnd()));
            add(out, '+', b.subList(change.newStart(), change.newEnd()));
            at = change.oldEnd();
        }
        add(out, ' ', a.subList(at, at + after));
    }

    private static String range(int start, int size) {
        return (size == 0 ? start : start + 1) + (size == 1 ? "" : "," + size);
    }

    private static void add(StringBuilder out, char sign, List<String> lines) {
        for (String line : lines) {
            out.append(sign).append(line);
            if (!line.endsWith("\n")) {
                out.append('\n').append(OPEN_END).append('\n');
            }
        }
    }
}
