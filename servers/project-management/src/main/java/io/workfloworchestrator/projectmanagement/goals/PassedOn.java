package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import java.util.List;

/** The hand-offs of a goal: whoever says what came of the goal answers them in the same commit. Pure functions. */
final class PassedOn {
    static final String KIND = "handoff";

    static final String TO_SPECIFY = "goal-to-spec";
    static final String TO_CARRY_OUT = "goal-to-tasks";
    private static final List<String> WAITING = List.of("open", "taken");

    private PassedOn() {}

    /** Takes or finishes the hand-offs of that sort that wait for an answer. */
    static void answer(ItemChanges items, String goal, String what, String move, String answer) {
        for (Item one : items.all(KIND)) {
            boolean isMeant = one.state().text("what").filter(what::equals).isPresent() && isOf(one, goal);
            if (isMeant && !(move.equals("take") && one.status().equals("taken"))) {
                answer(items, one, move, answer);
            }
        }
    }

    /** Finishes whatever of the goal waits, since the goal is at its end. */
    static void end(ItemChanges items, String goal, String answer) {
        for (Item one : items.all(KIND)) {
            if (isOf(one, goal)) {
                answer(items, one, "finish", answer);
            }
        }
    }

    private static boolean isOf(Item handoff, String goal) {
        return WAITING.contains(handoff.status())
                && handoff.state().text("goal").filter(goal::equals).isPresent();
    }

    private static void answer(ItemChanges items, Item handoff, String move, String answer) {
        items.edit(handoff.id(), Json.Obj.EMPTY.with("answer", answer), Revision.NONE);
        items.move(handoff.id(), move, Revision.NONE);
    }
}
