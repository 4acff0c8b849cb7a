package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.specdriven.tasks.GoalRule;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.Transaction;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The goals in the planning of the project, inside of a commit. For one commit; not thread-safe. */
final class Goals {
    private static final List<String> PLANNINGS = List.of("project-planning/main", "planning/main");
    private static final String GOAL = "goal";
    private static final String HANDOFF = "handoff";

    private final TaskWorkflows workflows;
    private final Transaction commit;
    private final String by;

    Goals(TaskWorkflows workflows, Transaction commit, String by) {
        this.workflows = workflows;
        this.commit = commit;
        this.by = by;
    }

    /**
     * A goal.
     *
     * @param items of the planning that it is in
     * @param hasHandoffs whether that planning passes work on
     * @param hasRule whether the last task completes the goal
     */
    record Found(ItemChanges items, Item item, boolean hasHandoffs, boolean hasRule) {
        String number() {
            return item.number().orElse(item.id());
        }
    }

    /** The goal of this id or number; empty if the planning has none. */
    Optional<Found> find(String name) {
        return plannings()
                .flatMap(planning -> planning.items().all(GOAL).stream()
                        .filter(goal -> goal.id().equals(name)
                                || goal.number().filter(name::equalsIgnoreCase).isPresent())
                        .findFirst()
                        .map(goal -> new Found(planning.items(), goal, planning.hasHandoffs(), planning.hasRule())));
    }

    /**
     * The goal of this id or number.
     *
     * @throws TaskException {@code E_GOAL} if the planning has none; it names the nearest
     */
    Found named(String name) {
        return find(name.strip()).orElseThrow(() -> {
            List<String> numbers = new ArrayList<>();
            plannings()
                    .ifPresent(planning -> planning.items()
                            .all(GOAL)
                            .forEach(goal -> numbers.add(goal.number().orElse(goal.id()))));
            return new TaskException(
                    "E_GOAL",
                    "There is no goal \"" + WorkflowName.shown(name) + "\" in the planning of this project."
                            + Names.hint(name, numbers) + " Nothing was changed.");
        });
    }

    private record Planning(ItemChanges items, boolean hasHandoffs, boolean hasRule) {}

    private Optional<Planning> plannings() {
        for (String key : PLANNINGS) {
            if (commit.find(StateKey.json(key)).isPresent()) {
                Workflow<Json> planning = workflows.tasks(key);
                if (planning.running().kinds().containsKey(GOAL)) {
                    return Optional.of(new Planning(
                            planning.in(commit, by),
                            planning.running().kinds().containsKey(HANDOFF),
                            GoalRule.holds(commit, key)));
                }
            }
        }
        return Optional.empty();
    }

    /** Answers what the planning passed on to be carried out for a goal. */
    static void answer(Found goal, String move, String answer) {
        if (!goal.hasHandoffs()) {
            return;
        }
        String from = move.equals("take") ? "open" : "taken";
        for (Item handoff : goal.items().all(HANDOFF)) {
            boolean isMeant = handoff.state().text("what").equals(Optional.of("goal-to-tasks"))
                    && handoff.state().text(GOAL).equals(Optional.of(goal.item().id()))
                    && handoff.status().equals(from);
            if (isMeant) {
                Item unused =
                        goal.items().edit(handoff.id(), Json.Obj.EMPTY.with("answer", Json.of(answer)), Revision.NONE);
                unused = goal.items().move(handoff.id(), move, Revision.NONE);
            }
        }
    }
}
