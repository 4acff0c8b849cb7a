package io.workfloworchestrator.specdriven.tasks;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.Transaction;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.ItemException;
import io.workfloworchestrator.workflow.WorkflowState;
import java.util.Optional;

/**
 * Completes a goal with its last task, in the commit of that task, where the planning's data say {@value #DATA}. The gates of the planning
 * hold: a goal with measures is completed only if evidence shows them. A goal that was completed is in progress again when one of its
 * tasks is opened again. Elsewhere the goal is left to a person, as before. Pure functions.
 */
public final class GoalRule {
    /** The planning's field that says whether the rule holds: true or false; false if it is absent. */
    public static final String DATA = "completeGoals";

    private static final String COMPLETED = "completed";

    private GoalRule() {}

    public static boolean holds(Transaction commit, String planning) {
        return commit.find(StateKey.of(planning, WorkflowState.codec(Json.class)))
                .map(state -> state.data().asObject())
                .filter(data -> Json.of(true).equals(data.get(DATA)))
                .isPresent();
    }

    /**
     * Moves a goal whose planning has the rule to where its tasks are.
     *
     * @param items of the planning, in the commit of the task
     * @return what became of the goal, in a sentence; empty if it stays as it is
     */
    public static Optional<String> follow(ItemChanges items, Item goal, boolean isDone) {
        String number = goal.called();
        boolean isCompleted = goal.status().equals(COMPLETED);
        try {
            if (isDone && !isCompleted) {
                items.move(goal.id(), "complete", Revision.NONE);
                return Optional.of(number + " is completed, as the planning has it: all its tasks are done.");
            }
            if (!isDone && isCompleted) {
                items.move(goal.id(), "start", Revision.NONE);
                return Optional.of(number + " is in progress again: not all its tasks are done.");
            }
        } catch (ItemException e) {
            // Its measures are not shown, or the planning has another gate: a person completes it.
        }
        return Optional.empty();
    }
}
