package io.workfloworchestrator.diagram;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes dependencies as an indented tree: what waits for something stands below it. A node that waits for several is written
 * out once; elsewhere its name and "↑ above" stand for it. Where the lines would grow too narrow, the tree goes on at the left.
 */
final class TextTree {
    /** A line keeps at least so many columns for its text, or half of them where there are few. */
    private static final int LEAST_TEXT = 24;

    private static final int INDENT = 3;

    private final Diagram diagram;
    private final int width;
    private final Digraph graph;
    private final List<List<Integer>> leaving;
    private final Set<Integer> written = new HashSet<>();
    private final Deque<Integer> later = new ArrayDeque<>();
    private final List<String> lines = new ArrayList<>();

    private TextTree(Diagram diagram, int width) {
        this.diagram = diagram;
        this.width = width;
        this.graph = DependencyScene.graph(diagram);
        this.leaving = graph.leaving();
    }

    static List<String> lines(Diagram diagram, int width) {
        TextTree tree = new TextTree(diagram, width);
        tree.write();
        return tree.lines;
    }

    private void write() {
        List<List<Integer>> entering = graph.entering();
        for (int node = 0; node < graph.size(); node++) {
            if (entering.get(node).isEmpty()) {
                writeFrom(node);
            }
        }
        for (int node = 0; node < graph.size(); node++) { // those that only a circle leads to
            if (!written.contains(node)) {
                writeFrom(node);
            }
        }
        for (String note : Circles.notes(diagram, Circles.closing(graph))) {
            lines.add(Labels.fitted(note, width));
        }
    }

    private void writeFrom(int root) {
        later.add(root);
        while (!later.isEmpty()) {
            int node = later.remove();
            if (!written.contains(node)) {
                branch(node);
            }
        }
    }

    /** A node to write: what stands before it, and before what waits for it. */
    private record Turn(int node, String before, String below) {}

    private void branch(int root) {
        Deque<Turn> turns = new ArrayDeque<>();
        turns.push(new Turn(root, "", ""));
        while (!turns.isEmpty()) {
            Turn turn = turns.pop();
            List<Integer> next = leaving.get(turn.node());
            if (!written.add(turn.node())) {
                add(turn, next.isEmpty() ? "" : " ↑ above");
                continue;
            }
            boolean goesOnAtTheLeft = !next.isEmpty() && isNarrow(turn);
            add(turn, goesOnAtTheLeft ? " ↓ below" : "");
            if (goesOnAtTheLeft) {
                written.remove(turn.node());
                later.add(turn.node());
                continue;
            }
            for (int i = next.size() - 1; i >= 0; i--) {
                boolean last = i == next.size() - 1;
                int node = graph.to()[next.get(i)];
                turns.push(
                        new Turn(node, turn.below() + (last ? "└─ " : "├─ "), turn.below() + (last ? "   " : "│  ")));
            }
        }
    }

    /** Whether what stands below would have too little room; never at the left, so that each branch gets on. */
    private boolean isNarrow(Turn turn) {
        int least = Math.min(LEAST_TEXT, width / 2);
        return !turn.before().isEmpty() && turn.below().length() + INDENT + least > width;
    }

    /** A title that is too long gives way to what stands behind it first, such as a status. */
    private static String fitted(Node node, int room) {
        String whole = NodeText.whole(node);
        List<String> details = NodeText.details(node);
        String behind = details.isEmpty() ? "" : " · " + Labels.isolated(details.get(0));
        boolean fits = Widths.columns(whole) <= room || Widths.columns(behind) > room / 2;
        return fits || behind.isEmpty()
                ? Labels.fitted(whole, room)
                : Labels.fitted(Labels.isolated(Labels.title(node.title())), room - Widths.columns(behind)) + behind;
    }

    private void add(Turn turn, String end) {
        int room = width - turn.before().length() - end.length();
        lines.add(turn.before() + fitted(diagram.nodes().get(turn.node()), room) + end);
    }
}
