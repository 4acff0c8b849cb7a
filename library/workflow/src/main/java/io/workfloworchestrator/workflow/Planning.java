package io.workfloworchestrator.workflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Computes the plan of a kind's items. Pure functions. */
final class Planning {
    /** Of a damaged state, so many circles are told at most. */
    private static final int MOST_CIRCLES = 20;

    private Planning() {}

    static Plan of(ItemGraph graph) {
        Batches batches = new Batches(graph);
        Map<String, Double> start = new HashMap<>();
        double length = 0;
        for (String id : batches.order()) {
            double earliest = 0;
            for (String need : graph.needs(id)) {
                if (start.containsKey(need)) {
                    earliest = Math.max(earliest, start.getOrDefault(need, 0.0) + graph.effort(need));
                }
            }
            start.put(id, earliest);
            length = Math.max(length, earliest + graph.effort(id));
        }
        Map<String, Plan.Planned> items = new LinkedHashMap<>();
        for (int batch = 0; batch < batches.batches().size(); batch++) {
            for (String id : batches.batches().get(batch)) {
                double from = start.getOrDefault(id, 0.0);
                double slack = length - graph.behind(id) - graph.effort(id) - from;
                items.put(
                        id,
                        new Plan.Planned(
                                batch,
                                graph.effort(id),
                                from,
                                Math.max(0, slack),
                                graph.unblocks(id).size()));
            }
        }
        return new Plan(
                graph.kind, batches.batches(), critical(graph, batches, items), length, items, circles(graph, batches));
    }

    /** From the first critical item on, each time to one that becomes critical by it. */
    private static List<String> critical(ItemGraph graph, Batches batches, Map<String, Plan.Planned> items) {
        List<String> path = new ArrayList<>();
        String at = null;
        for (String id : batches.order()) {
            Plan.Planned planned = items.get(id);
            boolean follows = at == null
                    ? planned != null && planned.start() < 1e-9
                    : graph.needs(id).contains(at) && follows(items.get(at), planned);
            if (planned != null && planned.isCritical() && follows) {
                path.add(id);
                at = id;
            }
        }
        return path;
    }

    private static boolean follows(Plan.@Nullable Planned before, Plan.@Nullable Planned next) {
        return before != null && next != null && Math.abs(before.start() + before.effort() - next.start()) < 1e-9;
    }

    /** The circles of needs among items that are not final. */
    static List<List<String>> circles(ItemGraph graph) {
        return circles(graph, new Batches(graph));
    }

    private static List<List<String>> circles(ItemGraph graph, Batches batches) {
        List<List<String>> circles = new ArrayList<>();
        Set<String> told = new HashSet<>();
        for (String id : batches.circular()) {
            List<String> circle = told.contains(id) ? List.of() : graph.circle(id, graph.needs(id));
            if (!circle.isEmpty() && circles.size() < MOST_CIRCLES) {
                told.addAll(circle);
                circles.add(circle);
            }
        }
        return circles;
    }
}
