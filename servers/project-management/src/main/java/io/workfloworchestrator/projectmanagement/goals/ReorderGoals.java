package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.server.News;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.ItemChanges;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code reorder_selected_goals}: the selected goals in another order, each of them named once. Thread-safe. */
record ReorderGoals(GoalChanges goals) {
    static final String NAME = "reorder_selected_goals";

    record In(
            List<String> goalOrder,
            @Field(listed = false) Optional<Boolean> updatePriorities,
            @Field(listed = false) Optional<String> projectPath) {}

    record Out(
            @Field(listed = false) boolean reordered,
            @Field(listed = false) List<String> beforeOrder,
            List<String> afterOrder,
            @Field(listed = false) boolean prioritiesUpdated,
            @Field(flat = true) News news) {}

    Out on(OpenProject project, In in, Cause cause) {
        GoalBook book = goals.now(project, in.projectPath());
        List<Goal> before = book.only(Goal::isSelected);
        List<Goal> wanted = in.goalOrder().stream().map(book::named).toList();
        requirePermutation(before, wanted);
        boolean priorities = in.updatePriorities().orElse(false);
        GoalChanges.Changed<Integer> changed = goals.change(
                project, cause.doing("put " + wanted.size() + " selected goals into another order"), items -> {
                    order(items, wanted);
                    if (priorities) {
                        priorities(items, wanted);
                    }
                    return wanted.size();
                });
        return new Out(
                changed.changed(),
                numbers(before),
                numbers(changed.after().only(Goal::isSelected)),
                priorities,
                changed.news());
    }

    /** Puts each goal right before the next one, from the end; those that stand right already stay where they are. */
    private static void order(ItemChanges items, List<Goal> wanted) {
        for (int i = wanted.size() - 2; i >= 0; i--) {
            String id = wanted.get(i).id();
            String next = wanted.get(i + 1).id();
            if (items.get(id).state().order().compareTo(items.get(next).state().order()) >= 0) {
                items.reorder(id, Optional.of(next));
            }
        }
    }

    /** The first third is High, the second Medium, the last Low. */
    private static void priorities(ItemChanges items, List<Goal> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            List<Level> levels = List.of(Level.values());
            String priority = levels.get(i * levels.size() / wanted.size()).word();
            items.edit(wanted.get(i).id(), Json.Obj.EMPTY.with("priority", priority), Revision.NONE);
        }
    }

    private static void requirePermutation(List<Goal> selected, List<Goal> wanted) {
        Set<String> known = new HashSet<>(selected.stream().map(Goal::id).toList());
        Set<String> seen = new HashSet<>();
        List<String> faults = new ArrayList<>();
        for (Goal goal : wanted) {
            if (!known.contains(goal.id())) {
                faults.add(goal.number() + " is " + goal.status() + ", not selected");
            } else if (!seen.add(goal.id())) {
                faults.add(goal.number() + " is named twice");
            }
        }
        selected.stream()
                .filter(goal -> !seen.contains(goal.id()))
                .forEach(goal -> faults.add(goal.number() + " is missing"));
        if (!faults.isEmpty()) {
            throw new GoalException(
                    "E_GOAL_ORDER",
                    "goalOrder must name each selected goal once, but " + String.join(", ", faults)
                            + ". Nothing was changed. The selected goals are now: "
                            + (selected.isEmpty() ? "none" : String.join(", ", numbers(selected))) + ".");
        }
    }

    private static List<String> numbers(List<Goal> goals) {
        return goals.stream().map(Goal::number).toList();
    }
}
