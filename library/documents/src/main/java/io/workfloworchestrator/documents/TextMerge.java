package io.workfloworchestrator.documents;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A three-way merge of a text by lines (diff3: Khanna, Kunal, Pierce, "A Formal Investigation of Diff3", 2007). Changes of two sides
 * that neither overlap nor touch are both taken; two different changes of the same lines are a conflict.
 *
 * @param merged the result, with our lines in each conflict
 * @param conflicts in the order of the text
 */
public record TextMerge(String merged, List<Conflict> conflicts) {
    public TextMerge {
        conflicts = List.copyOf(conflicts);
    }

    /**
     * Lines that both sides changed in different ways.
     *
     * @param line where they begin in the merged text, from 1
     */
    public record Conflict(int line, String base, String ours, String theirs) {}

    public boolean isClean() {
        return conflicts.isEmpty();
    }

    public static TextMerge of(String base, String ours, String theirs) {
        if (ours.equals(theirs) || theirs.equals(base)) {
            return new TextMerge(ours, List.of());
        }
        if (ours.equals(base)) {
            return new TextMerge(theirs, List.of());
        }
        return new Merging(lines(base), lines(ours), lines(theirs)).merge();
    }

    static List<String> lines(String text) {
        return Arrays.asList(text.split("\n", -1));
    }

    private static final class Merging {
        private final List<String> base;
        private final List<String> ours;
        private final List<String> theirs;
        private final List<LineDiff.Change> left;
        private final List<LineDiff.Change> right;
        private final List<String> out = new ArrayList<>();
        private final List<Conflict> conflicts = new ArrayList<>();
        private int l;
        private int r;
        private int at;

        Merging(List<String> base, List<String> ours, List<String> theirs) {
            this.base = base;
            this.ours = ours;
            this.theirs = theirs;
            this.left = LineDiff.of(base, ours);
            this.right = LineDiff.of(base, theirs);
        }

        TextMerge merge() {
            while (l < left.size() || r < right.size()) {
                group();
            }
            out.addAll(base.subList(at, base.size()));
            return new TextMerge(String.join("\n", out), conflicts);
        }

        private void group() {
            int start = Math.min(start(left, l), start(right, r));
            int end = start;
            int firstL = l;
            int firstR = r;
            boolean grows = true;
            while (grows) {
                grows = false;
                while (l < left.size() && left.get(l).oldStart() <= end) {
                    end = Math.max(end, left.get(l++).oldEnd());
                    grows = true;
                }
                while (r < right.size() && right.get(r).oldStart() <= end) {
                    end = Math.max(end, right.get(r++).oldEnd());
                    grows = true;
                }
            }
            out.addAll(base.subList(at, start));
            at = end;
            List<String> before = base.subList(start, end);
            List<String> a = side(ours, left.subList(firstL, l), start, end);
            List<String> b = side(theirs, right.subList(firstR, r), start, end);
            boolean isOurs = firstR == r || a.equals(b);
            if (firstL != l && !isOurs) {
                conflicts.add(new Conflict(
                        out.size() + 1, String.join("\n", before), String.join("\n", a), String.join("\n", b)));
            }
            out.addAll(firstL == l ? b : a);
        }

        private static int start(List<LineDiff.Change> changes, int next) {
            return next < changes.size() ? changes.get(next).oldStart() : Integer.MAX_VALUE;
        }

        private static List<String> side(List<String> lines, List<LineDiff.Change> changes, int start, int end) {
            if (changes.isEmpty()) {
                return List.of();
            }
            LineDiff.Change first = changes.get(0);
            LineDiff.Change last = changes.get(changes.size() - 1);
            return lines.subList(first.newStart() - (first.oldStart() - start), last.newEnd() + (end - last.oldEnd()));
        }
    }
}
