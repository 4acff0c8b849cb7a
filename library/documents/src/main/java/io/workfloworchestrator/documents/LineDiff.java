package io.workfloworchestrator.documents;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The shortest difference between two lists (Myers, "An O(ND) Difference Algorithm", 1986, with equal ends left out).
 * If more than {@value #MOST_EDITS} elements differ, the middle counts as replaced altogether, which bounds time and memory.
 */
final class LineDiff {
    private static final int MOST_EDITS = 2_000;

    /** Elements {@code oldStart} to {@code oldEnd} (exclusive) are replaced by {@code newStart} to {@code newEnd}. */
    record Change(int oldStart, int oldEnd, int newStart, int newEnd) {}

    private LineDiff() {}

    /** The runs that differ, from the start. */
    static <T> List<Change> of(List<T> before, List<T> after) {
        int start = 0;
        int shorter = Math.min(before.size(), after.size());
        while (start < shorter && before.get(start).equals(after.get(start))) {
            start++;
        }
        int end = 0;
        while (end < shorter - start && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        Map<T, Integer> numbers = new HashMap<>();
        int[] a = numbers(before.subList(start, before.size() - end), numbers);
        int[] b = numbers(after.subList(start, after.size() - end), numbers);
        List<Change> changes = new ArrayList<>();
        for (Change change : runs(a, b)) {
            changes.add(new Change(
                    change.oldStart + start, change.oldEnd + start, change.newStart + start, change.newEnd + start));
        }
        return changes;
    }

    private static <T> int[] numbers(List<T> elements, Map<T, Integer> numbers) {
        return elements.stream()
                .mapToInt(element -> numbers.computeIfAbsent(element, any -> numbers.size()))
                .toArray();
    }

    private static List<Change> runs(int[] a, int[] b) {
        if (a.length == 0 && b.length == 0) {
            return List.of();
        }
        List<int[]> trace = trace(a, b);
        if (trace.isEmpty()) {
            return List.of(new Change(0, a.length, 0, b.length));
        }
        return back(a.length, b.length, trace);
    }

    /** For each number of edits, how far each diagonal reaches; empty if there are too many edits. */
    private static List<int[]> trace(int[] a, int[] b) {
        int most = Math.min(a.length + b.length, MOST_EDITS);
        List<int[]> trace = new ArrayList<>();
        int[] reach = new int[2];
        for (int d = 0; d <= most; d++) {
            int[] next = new int[2 * d + 3];
            for (int k = -d; k <= d; k += 2) {
                int x = d == 0 ? 0 : step(reach, d, k);
                int y = x - k;
                while (x < a.length && y < b.length && a[x] == b[y]) {
                    x++;
                    y++;
                }
                next[k + d + 1] = x;
                if (x >= a.length && y >= b.length) {
                    trace.add(next);
                    return trace;
                }
            }
            trace.add(next);
            reach = next;
        }
        return List.of();
    }

    /** How far diagonal k begins with the d-th edit: by an insertion from k + 1, or by a removal from k - 1. */
    private static int step(int[] reach, int d, int k) {
        return isDown(reach, d, k) ? reach[d + k + 1] : reach[d + k - 1] + 1;
    }

    /** Index d is diagonal 0 in the reach of d - 1 edits. */
    private static boolean isDown(int[] reach, int d, int k) {
        return k == -d || k != d && reach[d + k - 1] < reach[d + k + 1];
    }

    private static List<Change> back(int oldSize, int newSize, List<int[]> trace) {
        List<Change> changes = new ArrayList<>();
        int x = oldSize;
        int y = newSize;
        for (int d = trace.size() - 1; d > 0; d--) {
            int[] reach = trace.get(d - 1);
            int k = x - y;
            boolean down = isDown(reach, d, k);
            int from = down ? reach[d + k + 1] : reach[d + k - 1];
            int fromY = down ? from - k - 1 : from - k + 1;
            add(changes, new Change(from, down ? from : from + 1, fromY, down ? fromY + 1 : fromY));
            x = from;
            y = fromY;
        }
        Collections.reverse(changes);
        return changes;
    }

    /** Adds the change that comes before those found so far, joined with the nearest if nothing is between them. */
    private static void add(List<Change> changes, Change change) {
        Change last = changes.isEmpty() ? null : changes.get(changes.size() - 1);
        if (last != null && last.oldStart == change.oldEnd && last.newStart == change.newEnd) {
            changes.set(changes.size() - 1, new Change(change.oldStart, last.oldEnd, change.newStart, last.newEnd));
        } else {
            changes.add(change);
        }
    }
}
