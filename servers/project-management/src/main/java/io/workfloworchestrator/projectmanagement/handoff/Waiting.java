package io.workfloworchestrator.projectmanagement.handoff;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.PlanningItems;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.List;

/** What is waiting for whom: the hand-offs whose receiver still has to act. Pure functions. */
public final class Waiting {
    private Waiting() {}

    /** The waiting hand-offs, the oldest first; empty in a planning without that kind. Nobody waits for a goal at its end. */
    public static List<Handoff> of(WorkflowMoment<Json> moment) {
        return PlanningItems.inOrder(moment, Handoff.KIND).stream()
                .map(Handoff::of)
                .filter(handoff -> handoff.status().isWaiting())
                .filter(handoff ->
                        moment.item(handoff.goal()).filter(ItemView::isFinal).isEmpty())
                .toList();
    }

    /** In a sentence: {@code H-01 (Invoices): ai-planning waits for spec-driven, open}. */
    public static String line(Handoff handoff) {
        return handoff.called() + " (" + handoff.context().goalName() + "): "
                + handoff.from().word() + " waits for " + handoff.to().word() + ", "
                + handoff.status().word();
    }
}
