package io.workfloworchestrator.specdriven.tasks;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.definition.MoveDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The shortest way of moves from one status to another: a task that is done becomes open before it is in work again. Pure functions. */
public final class Moves {
    private Moves() {}

    private record Way(String status, List<String> moves) {}

    /** The moves; empty if no way leads there. A status that means that an item is dropped is no part of a way. */
    public static Optional<List<String>> way(KindDefinition kind, String from, String to) {
        Deque<Way> open = new ArrayDeque<>(List.of(new Way(from, List.of())));
        Set<String> seen = new HashSet<>(Set.of(from));
        while (!open.isEmpty()) {
            Way way = Objects.requireNonNull(open.poll());
            if (way.status().equals(to)) {
                return Optional.of(way.moves());
            }
            for (MoveDefinition move : kind.moves()) {
                boolean isDropped =
                        kind.status().isFinal(move.to()) && !kind.status().isDone(move.to());
                boolean leads = move.from().contains(way.status()) && (move.to().equals(to) || !isDropped);
                if (leads && seen.add(move.to())) {
                    List<String> moves = new ArrayList<>(way.moves());
                    moves.add(move.id());
                    open.add(new Way(move.to(), moves));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether the item came, or was, there; it stays where it is if no way leads there. Throws as {@link ItemChanges#move}. */
    static boolean make(ItemChanges items, KindDefinition kind, Item item, String to, Revision token) {
        Optional<List<String>> way = way(kind, item.status(), to);
        way.ifPresent(moves -> moves.forEach(move -> items.move(item.id(), move, token)));
        return way.isPresent();
    }

    static void answer(ItemChanges items, KindDefinition kind, Item handoff, String to, String answer) {
        items.edit(handoff.id(), Json.Obj.EMPTY.with("answer", answer), Revision.NONE);
        make(items, kind, handoff, to, Revision.NONE);
    }
}
