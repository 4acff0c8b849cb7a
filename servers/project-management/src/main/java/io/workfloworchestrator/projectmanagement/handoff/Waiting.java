package io.workfloworchestrator.projectmanagement.handoff;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemState;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What is waiting for whom: the hand-offs whose receiver still has to act. Pure functions. */
public final class Waiting {
    private Waiting() {}

    /** The waiting hand-offs, the oldest first; empty in a planning without that kind. Nobody waits for a goal at its end. */
    public static List<Handoff> of(WorkflowMoment<Json> moment) {
        return items(moment, Handoff.KIND).stream()
                .map(Handoff::of)
                .filter(handoff -> handoff.status().isWaiting() && !isAtItsEnd(moment, handoff.goal()))
                .toList();
    }

    private static boolean isAtItsEnd(WorkflowMoment<Json> moment, String goal) {
        return moment.item(goal).filter(ItemView::isFinal).isPresent();
    }

    /** In a sentence: {@code H-01 (Invoices): ai-planning waits for spec-driven, open}. */
    public static String line(Handoff handoff) {
        return handoff.called() + " (" + handoff.context().goalName() + "): "
                + handoff.from().word() + " waits for " + handoff.to().word() + ", "
                + handoff.status().word();
    }

    /** The items of a kind in the order of people. */
    static List<Item> items(WorkflowMoment<Json> moment, String kind) {
        List<Item> items = new ArrayList<>();
        for (Map.Entry<String, ItemState> entry :
                moment.state().value().items(kind).entrySet()) {
            items.add(new Item(kind, entry.getKey(), entry.getValue()));
        }
        items.sort(Comparator.comparing((Item item) -> item.state().order())
                .thenComparing(item -> item.state().created())
                .thenComparing(Item::id));
        return items;
    }
}
