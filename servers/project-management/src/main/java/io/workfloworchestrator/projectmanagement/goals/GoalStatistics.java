package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** How many goals there are of each sort; filters do not change it. Pure functions. */
final class GoalStatistics {
    private GoalStatistics() {}

    static Json of(List<Goal> goals) {
        List<Goal> selected = goals.stream().filter(Goal::isSelected).toList();
        return Json.Obj.EMPTY
                .with("totalPotential", count(goals, GoalRow.Group.POTENTIAL))
                .with("totalSelected", count(goals, GoalRow.Group.SELECTED))
                .with("totalCompleted", count(goals, GoalRow.Group.COMPLETED))
                .with("totalShelved", count(goals, GoalRow.Group.SHELVED))
                .with("byTier", by(goals, goal -> goal.text("tier").orElse("")))
                .with("byPriority", by(selected, goal -> goal.text("priority").orElse("")))
                .with("byStatus", by(selected, Goal::status));
    }

    private static long count(List<Goal> goals, GoalRow.Group group) {
        return goals.stream()
                .filter(goal -> GoalRow.Group.of(goal.status()) == group)
                .count();
    }

    private static Json by(List<Goal> goals, Function<Goal, String> key) {
        Map<String, Integer> counts = new TreeMap<>();
        goals.stream().map(key).filter(one -> !one.isEmpty()).forEach(one -> counts.merge(one, 1, Integer::sum));
        Json.Obj json = Json.Obj.EMPTY;
        for (Map.Entry<String, Integer> count : counts.entrySet()) {
            json = json.with(count.getKey(), count.getValue());
        }
        return json;
    }
}
