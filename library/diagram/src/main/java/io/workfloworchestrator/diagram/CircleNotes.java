package io.workfloworchestrator.diagram;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Says which edges close a circle, in words for the foot of a picture. */
final class CircleNotes {
    private static final int MOST = 5;

    private CircleNotes() {}

    /** @param closing for each edge of the diagram whether it closes a circle */
    static List<String> of(Diagram diagram, boolean[] closing) {
        Map<String, Node> nodes = diagram.byId();
        List<String> notes = new ArrayList<>();
        int count = 0;
        for (int i = 0; i < closing.length; i++) {
            if (closing[i] && count++ < MOST) {
                Edge edge = diagram.edges().get(i);
                notes.add(note(title(nodes, edge.from()), title(nodes, edge.to()), edge));
            }
        }
        if (count > MOST) {
            notes.add("+ " + (count - MOST) + " more circles");
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
