package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.definition.MoveDefinition;
import io.workfloworchestrator.definition.Names;
import java.util.List;
import java.util.stream.Collectors;

/** Which moves an item may make. Pure functions. */
final class ItemMoves {
    private static final int MOST_SAID = 5;

    private ItemMoves() {}

    /**
     * The move, if it leads from the item's status.
     *
     * @throws ItemException {@code E_ITEM_MOVE} otherwise
     */
    static MoveDefinition require(KindDefinition kind, Item item, String id) {
        MoveDefinition move = kind.move(id).orElseThrow(() -> unknown(kind, item.kind(), id));
        if (!kind.movesFrom(item.status()).contains(move)) {
            throw new ItemException(
                    "E_ITEM_MOVE",
                    item.shown() + " is " + item.status() + ", and \"" + id + "\" leads from "
                            + String.join(" or ", move.from()) + " to " + move.to() + ". Nothing was changed. "
                            + ways(kind, item));
        }
        return move;
    }

    static ItemException unknown(KindDefinition kind, String name, String id) {
        List<String> known = kind.moves().stream().map(MoveDefinition::id).toList();
        return new ItemException(
                "E_ITEM_MOVE", "A " + name + " has no move \"" + ItemFields.shown(id) + "\"." + Names.hint(id, known));
    }

    static String ways(KindDefinition kind, Item item) {
        List<String> ways = kind.movesFrom(item.status()).stream()
                .map(move -> move.id() + " (to " + move.to() + ")")
                .toList();
        return ways.isEmpty() ? "No move leads from there." : "From there: " + String.join(", ", ways) + ".";
    }

    /** Every move needs them met, except one that leads back to the first status, or that drops the item. */
    static boolean needsMet(KindDefinition kind, MoveDefinition move) {
        return needsMet(kind, move.to());
    }

    static boolean needsMet(KindDefinition kind, String status) {
        boolean isDropped = kind.status().isFinal(status) && !kind.status().isDone(status);
        return !isDropped && !status.equals(kind.status().first());
    }

    /** @throws ItemException {@code E_ITEM_BLOCKED} if there are unmet needs */
    static void requireMet(Item item, MoveDefinition move, List<Need> unmet) {
        requireMet(item, move.to(), unmet);
    }

    /** As {@link #requireMet(Item, MoveDefinition, List)}, for whatever leads to the status. */
    static void requireMet(Item item, String status, List<Need> unmet) {
        if (!unmet.isEmpty()) {
            throw new ItemException(
                    "E_ITEM_BLOCKED",
                    item.shown() + " stays " + item.status() + ": it cannot become " + status
                            + " before what it needs is done: " + said(unmet));
        }
    }

    static String said(List<Need> unmet) {
        String names = Names.first(MOST_SAID, unmet.stream().map(Need::toText).toList());
        String ways = unmet.stream()
                .filter(need -> !need.canBeMet())
                .limit(1)
                .map(need -> " " + need.toText() + " does not become so. " + need.wayOut())
                .collect(Collectors.joining());
        return names + "." + ways;
    }
}
