package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.Call;
import io.workfloworchestrator.definition.MoveDefinition;
import io.workfloworchestrator.definition.Templates;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.rules.Condition;
import io.workfloworchestrator.rules.Fact;
import io.workfloworchestrator.rules.Facts;
import io.workfloworchestrator.rules.Reason;
import io.workfloworchestrator.rules.Types;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks the gates of moves on what is so on disk, looked at only for moves with gates, and in the newest state.
 * Thread-safe.
 */
record MoveGates(Supplier<Seen> seen, Function<WorkflowState<?>, Json> data) {
    /** @throws ItemException {@code E_ITEM_GATE} if one of them is closed */
    void require(WorkflowState<?> state, Item item, MoveDefinition move) {
        if (move.when().isEmpty()) {
            return;
        }
        Seen look = seen.get();
        StateFacts facts = new StateFacts(look, state, data.apply(state), "");
        ItemView view = facts.items().find(item.id()).orElseThrow();
        Facts bound = bound(facts, view);
        Map<String, String> closed = closed(look, bound, view, move);
        if (!closed.isEmpty()) {
            throw new ItemException(
                    "E_ITEM_GATE",
                    item.shown() + " stays " + item.status() + ", and \"" + move.id() + "\" was not made: "
                            + String.join(" ", closed.values()),
                    tool(move, closed.keySet(), look.compiled().definition.types(item.kind()), bound));
        }
    }

    /** The tool of the first closed gate that names one; null if no gate does, or what it names cannot be read now. */
    private static @Nullable Call tool(MoveDefinition move, Set<String> closed, Types types, Facts bound) {
        return move.when().stream()
                .filter(gate -> closed.contains(gate.id()))
                .flatMap(gate -> gate.tool().stream())
                .findFirst()
                .flatMap(call -> Templates.find(call, types, bound))
                .orElse(null);
    }

    /** What keeps the gates of a move closed, by gate, in the author's words; empty when they are open. */
    private static Map<String, String> closed(Seen look, Facts bound, ItemView view, MoveDefinition move) {
        Map<String, String> closed = new LinkedHashMap<>();
        for (Condition gate : look.compiled().rules.gates(view.item().kind(), move.id())) {
            Reason reason = gate.check(bound);
            if (!reason.holds()) {
                closed.put(
                        gate.id(),
                        reason.message().isBlank()
                                ? gate.id() + " does not hold: " + gate.text() + "."
                                : reason.sentence());
            } else {
                Certainty.doubt(gate, look.detection()).ifPresent(doubt -> closed.put(gate.id(), doubt.what()));
            }
        }
        return closed;
    }

    static Facts bound(Facts facts, ItemView view) {
        return facts.with(new Fact(
                "item", view.facts(), view.item().kind() + ":" + view.item().id()));
    }
}
