package io.workfloworchestrator.diagram;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lanes of a diagram as columns of nodes; nodes that are in no lane get a column of their own, so that none is lost. */
final class Columns {
    private static final String ALL = "All";
    private static final String OTHER = "Other";

    /** A column: the nodes that are shown, and how many more there are. */
    record Column(String title, List<Node> nodes, int more, boolean isCurrent) {
        String header() {
            return Labels.title(title) + " (" + (nodes.size() + (long) more) + ")";
        }
    }

    private Columns() {}

    /** @param limit how many nodes a column shows at most */
    static List<Column> of(Diagram diagram, int limit) {
        Map<String, Node> left = new LinkedHashMap<>(diagram.byId());
        List<Column> columns = new ArrayList<>();
        for (Lane lane : diagram.lanes()) {
            List<Node> nodes = new ArrayList<>();
            for (String id : lane.nodes()) {
                Node node = left.remove(id);
                if (node != null) {
                    nodes.add(node);
                }
            }
            columns.add(column(lane.title(), nodes, lane.unseen(), lane.isCurrent(), limit));
        }
        if (!left.isEmpty()) {
            String title = columns.isEmpty() ? ALL : OTHER;
            columns.add(column(title, List.copyOf(left.values()), 0, false, limit));
        }
        return columns;
    }

    private static Column column(String title, List<Node> nodes, int unseen, boolean isCurrent, int limit) {
        int shown = Math.min(limit, nodes.size());
        return new Column(title, nodes.subList(0, shown), nodes.size() - shown + unseen, isCurrent);
    }
}
