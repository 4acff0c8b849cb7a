package io.workfloworchestrator.diagram;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Finds the edges that close a circle: a walk in depth, from the nodes that wait for nothing, then from the others, meets
 * them as the edges back to a node that it is still in. Turned round, they leave a graph without circles.
 */
final class Circles {
    private enum Seen {
        NOT_YET,
        ON_THE_WAY,
        DONE
    }

    private static final int MOST_NOTES = 5;

    private Circles() {}

    /** For each edge whether it closes a circle; so does one from a node to itself. */
    static boolean[] closing(Digraph graph) {
        boolean[] closing = new boolean[graph.edges()];
        List<List<Integer>> leaving = graph.leaving();
        List<List<Integer>> entering = graph.entering();
        Seen[] seen = new Seen[graph.size()];
        Arrays.fill(seen, Seen.NOT_YET);
        for (int node = 0; node < graph.size(); node++) {
            if (entering.get(node).isEmpty()) {
                walk(node, graph, leaving, seen, closing);
            }
        }
        for (int node = 0; node < graph.size(); node++) {
            walk(node, graph, leaving, seen, closing);
        }
        return closing;
    }

    private record Visit(int node, Iterator<Integer> edges) {}

    private static void walk(int root, Digraph graph, List<List<Integer>> leaving, Seen[] seen, boolean[] closing) {
        if (seen[root] != Seen.NOT_YET) {
            return;
        }
        Deque<Visit> way = new ArrayDeque<>();
        seen[root] = Seen.ON_THE_WAY;
        way.push(new Visit(root, leaving.get(root).iterator()));
        while (!way.isEmpty()) {
            Visit visit = way.element();
            if (!visit.edges().hasNext()) {
                seen[visit.node()] = Seen.DONE;
                way.pop();
                continue;
            }
            int edge = visit.edges().next();
            int next = graph.to()[edge];
            if (seen[next] == Seen.ON_THE_WAY) {
                closing[edge] = true;
            } else if (seen[next] == Seen.NOT_YET) {
                seen[next] = Seen.ON_THE_WAY;
                way.push(new Visit(next, leaving.get(next).iterator()));
            }
        }
    }

    /** Says which of the diagram's edges close a circle, in words for the foot of a picture. */
    static List<String> notes(Diagram diagram, boolean[] closing) {
        Map<String, Node> nodes = diagram.byId();
        List<String> notes = new ArrayList<>();
        int count = 0;
        for (int i = 0; i < closing.length; i++) {
            if (closing[i] && count++ < MOST_NOTES) {
                Edge edge = diagram.edges().get(i);
                notes.add(note(title(nodes, edge.from()), title(nodes, edge.to()), edge));
            }
        }
        if (count > MOST_NOTES) {
            notes.add("+ " + (count - MOST_NOTES) + " more circles");
        }
        return notes;
    }

    private static String note(String from, String to, Edge edge) {
        return edge.from().equals(edge.to())
                ? "Circle: " + to + " waits for itself"
                : "Circle: " + to + " waits for " + from + ", which waits for it";
    }

    private static String title(Map<String, Node> nodes, String id) {
        Node node = nodes.get(id);
        return "\"" + Labels.clip(Labels.title(node == null ? id : node.title()), 40, Widths::columns) + "\"";
    }
}
