package io.workfloworchestrator.workflow;

import java.util.List;
import java.util.Optional;

/** Where an item stands among the others of its kind. Pure functions. */
final class ItemOrder {
    private ItemOrder() {}

    /** The rank of an item after all these, which are in their order. */
    static String last(List<Item> others) {
        Optional<String> last = others.isEmpty()
                ? Optional.empty()
                : Optional.of(others.get(others.size() - 1).state().order());
        return Ranks.after(last);
    }

    /**
     * The rank of an item right before another one.
     *
     * @param others the others of its kind, in their order
     * @throws ItemException {@code E_ITEM} if the other one is not among them
     */
    static String before(Item item, Item next, List<Item> others) {
        int place = others.stream().map(Item::id).toList().indexOf(next.id());
        if (place < 0) {
            throw new ItemException(
                    "E_ITEM",
                    item.shown() + " was not moved: it cannot stand before " + next.shown()
                            + (next.id().equals(item.id()) ? ", which is itself." : ", of another kind."));
        }
        String high = others.get(place).state().order();
        return place == 0
                ? Ranks.before(Optional.of(high))
                : Ranks.between(others.get(place - 1).state().order(), high);
    }
}
