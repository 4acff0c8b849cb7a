package io.workfloworchestrator.workflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The items that are not final, in an order in which they can be done: each batch needs only what is in the batches before it
 * (Kahn's algorithm). Items in a circle, and items that wait for one, have no such order and are left over. A need that will
 * never be met by waiting does not hold up the order, since somebody has to take it away anyway. Not thread-safe.
 */
final class Batches {
    private final ItemGraph graph;
    private final List<List<String>> batches = new ArrayList<>();
    private final List<String> circular = new ArrayList<>();

    Batches(ItemGraph graph) {
        this(graph, id -> true);
    }

    /** @param which of the items; those that they need, and that need them, have to be among these */
    Batches(ItemGraph graph, Predicate<String> which) {
        this.graph = graph;
        Map<String, Integer> waiting = new HashMap<>();
        List<String> batch = new ArrayList<>();
        for (String id : graph.order()) {
            if (which.test(id) && !graph.isFinal(id)) {
                int open = (int) graph.needs(id).stream()
                        .filter(need -> !graph.isFinal(need))
                        .count();
                waiting.put(id, open);
                if (open == 0) {
                    batch.add(id);
                }
            }
        }
        while (!batch.isEmpty()) {
            batch.sort(this::byOrder);
            batches.add(List.copyOf(batch));
            batch = next(batch, waiting);
        }
        waiting.forEach((id, open) -> {
            if (open > 0) {
                circular.add(id);
            }
        });
        circular.sort(this::byOrder);
    }

    private List<String> next(List<String> batch, Map<String, Integer> waiting) {
        List<String> next = new ArrayList<>();
        for (String id : batch) {
            for (String dependent : graph.dependents(id)) {
                if (waiting.containsKey(dependent) && waiting.merge(dependent, -1, Integer::sum) == 0) {
                    next.add(dependent);
                }
            }
        }
        return next;
    }

    private int byOrder(String one, String other) {
        return Integer.compare(graph.place(one), graph.place(other));
    }

    /** In the order of people, and of two that have the same place the older one first. */
    static int inOrder(String oneId, ItemState one, String otherId, ItemState other) {
        int order = one.order().compareTo(other.order());
        int age = order == 0 ? one.created().compareTo(other.created()) : order;
        return age == 0 ? oneId.compareTo(otherId) : age;
    }

    List<List<String>> batches() {
        return batches;
    }

    List<String> order() {
        return batches.stream().flatMap(List::stream).toList();
    }

    /** The items that are in a circle, or wait for one. */
    List<String> circular() {
        return circular;
    }
}
