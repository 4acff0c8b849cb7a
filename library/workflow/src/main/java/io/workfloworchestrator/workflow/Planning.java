package io.workfloworchestrator.workflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Computes a plan of works. Pure functions. */
final class Planning {
    private Planning() {}

    static Plan of(String kind, Precedence works) {
        Map<String, Double> effort = new HashMap<>();
        works.works().forEach(work -> effort.put(work.id(), work.effort()));
        Map<String, Double> behind = works.behind();
        Map<String, Double> start = starts(works, effort);
        double length = 0;
        for (Map.Entry<String, Double> begun : start.entrySet()) {
            length = Math.max(length, begun.getValue() + effort.getOrDefault(begun.getKey(), 0.0));
        }
        Map<String, Plan.Planned> items = new LinkedHashMap<>();
        List<List<String>> batches = works.batches();
        for (int batch = 0; batch < batches.size(); batch++) {
            for (String id : batches.get(batch)) {
                double from = start.getOrDefault(id, 0.0);
                double own = effort.getOrDefault(id, 0.0);
                double slack = Math.max(0, length - behind.getOrDefault(id, 0.0) - own - from);
                items.put(id, new Plan.Planned(batch, own, from, slack, works.unblocks(id)));
            }
        }
        return new Plan(kind, batches, critical(works, items), length, items, works.circles());
    }

    /** The work that has to be done before each can begin, on the longest chain to it. */
    private static Map<String, Double> starts(Precedence works, Map<String, Double> effort) {
        Map<String, Double> start = new HashMap<>();
        for (String id : works.order()) {
            double earliest = 0;
            for (String need : works.needs(id)) {
                earliest = Math.max(earliest, start.getOrDefault(need, 0.0) + effort.getOrDefault(need, 0.0));
            }
            start.put(id, earliest);
        }
        return start;
    }

    /** From the first critical item on, each time to one that becomes critical by it. */
    private static List<String> critical(Precedence works, Map<String, Plan.Planned> items) {
        List<String> path = new ArrayList<>();
        String at = null;
        for (String id : works.order()) {
            Plan.Planned planned = items.get(id);
            boolean follows = at == null
                    ? planned != null && planned.start() < 1e-9
                    : works.needs(id).contains(at) && follows(items.get(at), planned);
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
}
