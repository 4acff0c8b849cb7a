package io.workfloworchestrator.projectmanagement.handoff;

import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemState;
import java.util.List;
import java.util.Optional;

/**
 * A goal as it is passed on: what the receiver needs to work on it without asking back. The names of the fields are those that the
 * receiving servers read. Immutable and thread-safe.
 *
 * @param goalId its number, such as {@code G-01}; its id where it has no number
 * @param goalDescription what it is about; its name if nobody described it
 * @param impactScore High, Medium or Low
 * @param effortScore High, Medium or Low
 * @param tier Now, Next, Later or Someday
 * @param priority High, Medium or Low
 * @param targetDate the day by which it is to be reached, as people wrote it
 */
public record GoalContext(
        String goalId,
        String goalName,
        String goalDescription,
        Optional<String> impactScore,
        Optional<String> impactReasoning,
        Optional<String> effortScore,
        Optional<String> effortReasoning,
        Optional<String> tier,
        Optional<String> priority,
        Optional<String> owner,
        Optional<String> targetDate,
        Optional<String> problem,
        Optional<String> expectedValue,
        Optional<String> effortDetails,
        Optional<String> dependencies,
        Optional<String> risks,
        Optional<String> alternatives,
        Optional<String> decisionCriteria,
        List<String> measures) {
    public static final String KIND = "goal";

    public GoalContext {
        measures = List.copyOf(measures);
    }

    static GoalContext of(Item goal) {
        ItemState state = goal.state();
        return new GoalContext(
                goal.called(),
                goal.title(),
                text(state, "description")
                        .or(() -> text(state, "objective"))
                        .or(() -> text(state, "context"))
                        .orElse(goal.title()),
                text(state, "impact"),
                text(state, "impactReasoning"),
                text(state, "effort"),
                text(state, "effortReasoning"),
                text(state, "tier"),
                text(state, "priority"),
                text(state, "owner"),
                text(state, "target"),
                text(state, "problem"),
                text(state, "expectedValue"),
                text(state, "effortDetails"),
                text(state, "dependencies"),
                text(state, "risks"),
                text(state, "alternatives"),
                text(state, "decisionCriteria"),
                state.texts("measures"));
    }

    private static Optional<String> text(ItemState state, String field) {
        return state.text(field).filter(text -> !text.isBlank());
    }
}
