package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.MoveDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.rules.Condition;
import io.workfloworchestrator.rules.Fact;
import io.workfloworchestrator.rules.Facts;
import io.workfloworchestrator.rules.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Checks the gates of moves on what is so on disk and in the newest state. Thread-safe. */
final class MoveGates implements ItemGates {
    private final Supplier<Seen> seen;
    private final Function<WorkflowState<?>, Json> data;

    /**
     * @param seen what is so on disk; asked only for moves with gates
     * @param data the author's data of a state
     */
    MoveGates(Supplier<Seen> seen, Function<WorkflowState<?>, Json> data) {
        this.seen = seen;
        this.data = data;
    }

    @Override
    public void require(WorkflowState<?> state, Item item, MoveDefinition move) {
        if (move.when().isEmpty()) {
            return;
        }
        Seen look = seen.get();
        StateFacts facts = new StateFacts(look, state, data.apply(state), "");
        ItemView view = facts.items().find(item.id()).orElseThrow();
        List<String> closed = closed(look, facts, view, move);
        if (!closed.isEmpty()) {
            throw new ItemException(
                    "E_ITEM_GATE",
                    item.shown() + " stays " + item.status() + ", and \"" + move.id() + "\" was not made: "
                            + String.join(" ", closed));
        }
    }

    /** What keeps the gates of a move closed, in the author's words; empty when they are open. */
    private static List<String> closed(Seen look, Facts facts, ItemView view, MoveDefinition move) {
        List<String> closed = new ArrayList<>();
        Facts bound = bound(facts, view);
        for (Condition gate : look.compiled().gates(view.item().kind(), move.id())) {
            Reason reason = gate.check(bound);
            if (!reason.holds()) {
                closed.add(
                        reason.message().isBlank()
                                ? gate.id() + " does not hold: " + gate.text() + "."
                                : reason.message());
            } else {
                Certainty.doubt(gate, look.detection()).ifPresent(doubt -> closed.add(doubt.what()));
            }
        }
        return closed;
    }

    /** The facts, with the item bound as {@code item}. */
    static Facts bound(Facts facts, ItemView view) {
        return facts.with(new Fact(
                "item", view.facts(), view.item().kind() + ":" + view.item().id()));
    }
}
