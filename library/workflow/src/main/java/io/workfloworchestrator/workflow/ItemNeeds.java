package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.json.SharedMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What an item may need, and what of that is not met. Pure functions. */
final class ItemNeeds {
    private ItemNeeds() {}

    /**
     * Refuses needs that are not there, and needs by which the item would wait for itself.
     *
     * @param before what the item needed before; one of these may be gone
     * @throws ItemException {@code E_ITEM_NEED}, {@code E_ITEM_CIRCLE}
     */
    static void require(ItemGraph graph, Item item, List<String> before, boolean added) {
        List<String> needs = ItemFields.needs(graph.described, item.state());
        requireKnown(graph, item, before, added);
        List<String> circle = graph.circle(item.id(), needs);
        if (!circle.isEmpty()) {
            throw new ItemException(
                    "E_ITEM_CIRCLE",
                    item.refused(added) + ", since it would wait for itself: " + graph.shown(circle)
                            + ". Leave out one of these needs.");
        }
    }

    /** As {@link #require}, for several items at once; {@code before} is by their ids. */
    static void requireAll(ItemGraph graph, List<Item> items, Map<String, List<String>> before, Predicate<Item> isNew) {
        // Looking for the circle of each would walk a long chain once for each of its items.
        boolean isFree = graph.isFree(items.stream().map(Item::id).toList());
        for (Item item : items) {
            List<String> had = before.getOrDefault(item.id(), List.of());
            if (isFree) {
                requireKnown(graph, item, had, isNew.test(item));
            } else {
                require(graph, item, had, isNew.test(item));
            }
        }
    }

    /** @throws ItemException {@code E_ITEM_NEED} if one of the needs is not there, and was not needed before */
    static void requireKnown(ItemGraph graph, Item item, List<String> before, boolean added) {
        for (String need : ItemFields.needs(graph.described, item.state())) {
            if (graph.items.get(need) == null && !before.contains(need)) {
                throw new ItemException(
                        "E_ITEM_NEED",
                        item.refused(added) + ": it cannot need " + ItemFields.shown(graph.shown(need))
                                + ", which is not there." + NamedItem.hint(need, graph.items.keySet()));
            }
        }
    }

    /** The needs of an item that are not met in this state, without a look at all other items. */
    static List<Need> unmet(KindDefinition described, WorkflowState<?> state, Item item) {
        SharedMap<ItemState> items = state.items(item.kind());
        SharedMap<RemovedItem> removed = state.removed(item.kind());
        return ItemFields.needs(described, item.state()).stream()
                .flatMap(need ->
                        ItemGraph.unmetNeed(described, item.kind(), need, items.get(need), removed.get(need)).stream())
                .toList();
    }
}
