package io.workfloworchestrator.workflow;

import java.util.List;
import java.util.Map;

/**
 * In which order the items of a kind that are not final can be done, and which of them decide when all is done: the critical path
 * method (Kelley and Walker 1959), by the field of effort that the kind names, else with 1 for each item.
 *
 * <p>Immutable and thread-safe.
 *
 * @param kind the kind
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

    /** The plan of works that are no items, or not yet. */
    public static Plan of(String kind, Precedence works) {
        return Planning.of(kind, works);
    }

    /**
     * What a plan says of an item.
     *
     * @param batch its batch, from 0
     * @param effort its own work
     * @param start the work that has to be done before it can begin, on the longest chain to it
     * @param slack how much later it may begin without making the whole later (its total float); 0 on the critical path
     * @param unblocks how many items that are not final wait for it, directly or through others
     */
    public record Planned(int batch, double effort, double start, double slack, int unblocks) {
        /** Whether the whole becomes later when this item does. */
        public boolean isCritical() {
            return slack < 1e-9;
        }
    }
}
