package io.workfloworchestrator.workflow;

import java.util.List;

/** Refuses needs that no item can have: those that are not there, and circles. Pure functions. */
final class ItemNeeds {
    private ItemNeeds() {}

    /**
     * Returns when an item may need what it needs.
     *
     * @param graph the items of its kind
     * @param before what it needed until now, some of which may be gone
     * @throws ItemException {@code E_ITEM_NEED}, {@code E_ITEM_CIRCLE}
     */
    static void require(ItemGraph graph, Item item, List<String> before) {
        requireKnown(graph, item, before);
        List<String> circle = graph.circle(item.id(), ItemFields.needs(graph.described, item.state()));
        if (!circle.isEmpty()) {
            throw new ItemException(
                    "E_ITEM_CIRCLE",
                    item.shown() + " was not changed, since it would wait for itself: " + graph.shown(circle)
                            + ". Leave out one of these needs.");
        }
    }

    /** As {@link #require}, for an item that nothing can need yet. */
    static void requireKnown(ItemGraph graph, Item item, List<String> before) {
        for (String need : ItemFields.needs(graph.described, item.state())) {
            if (graph.items.get(need) == null && !before.contains(need)) {
                throw new ItemException(
                        "E_ITEM_NEED",
                        item.shown() + " was not changed: it cannot need " + ItemFields.shown(graph.shown(need))
                                + ", which is not there." + UnknownItem.hint(need, graph.items));
            }
        }
    }
}
