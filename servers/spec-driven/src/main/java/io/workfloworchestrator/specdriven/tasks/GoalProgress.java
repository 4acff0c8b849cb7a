package io.workfloworchestrator.specdriven.tasks;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.Transaction;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The goal that a feature serves, in the planning of the project: its progress follows the tasks of its features. What is written is
 * what the planning itself writes: {@code progress}, its log by days, {@code spec}, and the answers to its hand-offs. Thread-safe.
 */
record GoalProgress(Features features, Clock clock) {

    private static final String KIND = "goal";
    private static final String HANDOFF = "handoff";

    /** Moves the goal of a feature to where its tasks are, if it serves one that is in the planning. */
    void follow(Transaction commit, Item feature, String by, List<String> said) {
        String name = feature.state().text("goal").orElse("");
        for (String key : name.isBlank() ? List.<String>of() : GoalFields.PLANNINGS) {
            boolean isThere = commit.find(StateKey.json(key)).isPresent()
                    && features.workflow(key).running().kinds().containsKey(KIND);
            if (isThere) {
                ItemChanges items = features.workflow(key).in(commit, by);
                Optional<Item> goal = items.all(KIND).stream()
                        .filter(item -> isCalled(item, name))
                        .findFirst();
                if (goal.isPresent()) {
                    follow(commit, key, items, goal.get(), feature, by, said);
                    return;
                }
            }
        }
    }

    private static boolean isCalled(Item goal, String name) {
        return goal.id().equals(name)
                || goal.number().filter(name::equalsIgnoreCase).isPresent();
    }

    private void follow(
            Transaction commit, String key, ItemChanges items, Item goal, Item feature, String by, List<String> said) {

        TaskCounts counts = TaskCounts.NONE;
        boolean isWhole = true;
        for (Item one : features.ofGoal(commit, feature.state().text("goal").orElse(""), by)) {
            TaskCounts own = features.counts(commit, Features.folder(one));
            isWhole &= own.total() > 0;
            counts = counts.plus(own);
        }
        int percent = isWhole ? counts.percent() : Math.min(counts.percent(), 99);
        boolean byRule = GoalRule.holds(commit, key);
        if (GoalFields.isOver(goal, byRule)) {
            return;
        }
        said.addAll(GoalFields.follow(items, goal, fields(goal, feature, percent), percent, counts.isBegun(), byRule));
        KindDefinition handoffs = features.workflow(key).running().kinds().get(HANDOFF);
        if (handoffs != null) {
            answer(items, handoffs, goal, feature, counts, percent == 100);
        }
    }

    private Json.Obj fields(Item goal, Item feature, int percent) {
        Json.Obj fields = GoalFields.percent(goal) == percent
                ? Json.Obj.EMPTY
                : GoalFields.at(goal, percent, LocalDate.now(clock));
        Optional<String> folder = feature.state().text("folder");
        boolean isUnsaid =
                goal.state().text("spec").filter(text -> !text.isBlank()).isEmpty();
        return isUnsaid ? fields.with("spec", folder) : fields;
    }

    /** What the goal was passed on for is answered: it is specified once there are tasks, and carried out once they are done. */
    private static void answer(
            ItemChanges items, KindDefinition kind, Item goal, Item feature, TaskCounts counts, boolean isWhole) {
        String folder = feature.state().text("folder").orElse("");
        for (Item handoff : items.all(HANDOFF)) {
            if (!FeatureHandoffs.waits(handoff) || !handoff.state().text("goal").equals(Optional.of(goal.id()))) {
                continue;
            }
            String what = handoff.state().text("what").orElse("");
            if (what.equals("goal-to-spec") && counts.total() > 0) {
                Moves.answer(items, kind, handoff, "done", "Specified in " + folder + ".");
            } else if (what.equals("goal-to-tasks") && isWhole) {
                Moves.answer(items, kind, handoff, "done", "All tasks of " + folder + " are done.");
            } else if (what.equals("goal-to-tasks")
                    && counts.isBegun()
                    && handoff.status().equals("open")) {
                Moves.answer(items, kind, handoff, "taken", "The tasks of " + folder + " are worked on.");
            }
        }
    }
}
