package io.workfloworchestrator.projectmanagement.reports;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The items of goals at a moment. Pure functions. */
final class GoalItems {
    private GoalItems() {}

    /** All goals, in the order of people. */
    static List<Item> all(WorkflowMoment<Json> moment) {
        List<Item> goals = new ArrayList<>();
        moment.state().value().items("goal").forEach((id, state) -> goals.add(new Item("goal", id, state)));
        goals.sort(Comparator.comparing((Item goal) -> goal.state().order())
                .thenComparing(goal -> goal.state().created())
                .thenComparing(Item::id));
        return goals;
    }

    /** A whole number; 0 if it is none. */
    static int whole(Json value) {
        return value instanceof Json.Num number && number.isInteger()
                ? number.value().intValue()
                : 0;
    }
}
