package io.workfloworchestrator.diagram;

import java.util.ArrayList;
import java.util.List;

/** In which order a timeline shows the nodes: by the day on which they begin, then by their order; those without days last. */
final class TimelineRows {
    private TimelineRows() {}

    static List<Node> of(Diagram diagram) {
        List<Node> rows = new ArrayList<>(diagram.nodes());
        rows.sort((first, second) -> {
            Dates a = first.dates();
            Dates b = second.dates();
            if (a == null || b == null) {
                return Boolean.compare(a == null, b == null);
            }
            return a.begin().compareTo(b.begin());
        });
        return rows;
    }
}
