package io.workfloworchestrator.workflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * In which order the items of a kind that are not final can be done, and which of them decide when all is done: the critical path
 * method (Kelley and Walker 1959), by the field of effort that the kind names, else with 1 for each item.
 *
 * <p>Immutable and thread-safe.
 *
 * @param batches the ids of items in batches: each item needs only what is in the batches before; what is in one batch can be
 *     done at the same time. Within a batch the order is that of people
 * @param critical the ids of the longest chain of work, from its first item to its last
 * @param length the work on that chain, in the unit of the field of effort
 * @param items what the plan says of each item, by id
 * @param circles circles of needs, each from an item back to itself; items in them, and behind them, are in no batch
 */
public record Plan(
        String kind,
        List<List<String>> batches,
        List<String> critical,
        double length,
        Map<String, Planned> items,
        List<List<String>> circles) {
    public Plan {
        batches = List.copyOf(batches);
        critical = List.copyOf(critical);
        items = Map.copyOf(items);
        circles = List.copyOf(circles);
    }

    public static Plan of(String kind, Precedence works) {
        Map<String, Double> effort = new HashMap<>();
        works.works().forEach(work -> effort.put(work.id(), work.effort()));
        Map<String, Double> behind = works.behind();
        Map<String, Double> start = starts(works, effort);
        double length = 0;
        for (Map.Entry<String, Double> begun : start.entrySet()) {
            length = Math.max(length, begun.getValue() + effort.getOrDefault(begun.getKey(), 0.0));
        }
        Map<String, Planned> items = new LinkedHashMap<>();
        List<List<String>> batches = works.batches();
        for (int batch = 0; batch < batches.size(); batch++) {
            for (String id : batches.get(batch)) {
                double from = start.getOrDefault(id, 0.0);
                double own = effort.getOrDefault(id, 0.0);
                double slack = Math.max(0, length - behind.getOrDefault(id, 0.0) - own - from);
                items.put(id, new Planned(batch, own, from, slack, works.unblocks(id)));
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
    private static List<String> critical(Precedence works, Map<String, Planned> items) {
        List<String> path = new ArrayList<>();
        String at = null;
        for (String id : works.order()) {
            Planned planned = items.get(id);
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

    private static boolean follows(@Nullable Planned before, @Nullable Planned next) {
        return before != null && next != null && Math.abs(before.start() + before.effort() - next.start()) < 1e-9;
    }

    /**
     * What a plan says of an item.
     *
     * @param batch its batch, from 0
     * @param start the work that has to be done before it can begin, on the longest chain to it
     * @param slack how much later it may begin without making the whole later (its total float); 0 on the critical path
     * @param unblocks how many items that are not final wait for it, directly or through others
     */
    public record Planned(int batch, double effort, double start, double slack, int unblocks) {
        public boolean isCritical() {
            return slack < 1e-9;
        }
    }
}
