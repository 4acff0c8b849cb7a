package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.time.Clock;
import java.util.List;

/**
 * A reason to look at a goal, for reports. Immutable and thread-safe.
 *
 * @param goalId the goal's number, else its id
 * @param type which reason, such as {@code stale} or {@code blocked}
 * @param urgency high, medium or low
 * @param reason what is so, in a sentence
 * @param action what to do
 * @param tool the call that does it
 * @param arguments its arguments
 */
public record GoalAlert(
        String goalId,
        String goalName,
        String type,
        String urgency,
        String reason,
        String action,
        String tool,
        Json.Obj arguments) {
    /**
     * All reasons at a moment, the most urgent first, on the clock's day in the clock's zone.
     *
     * @throws GoalException {@code E_PLANNING_OLDER} if the work runs by a definition without goals
     */
    public static List<GoalAlert> of(WorkflowMoment<Json> moment, Clock clock) {
        return GoalBook.of(moment, clock).concerns().stream().map(GoalAlert::of).toList();
    }

    private static GoalAlert of(Concern concern) {
        return new GoalAlert(
                concern.goal().number(),
                concern.goal().title(),
                concern.type().word(),
                concern.urgencyWord(),
                concern.reason(),
                concern.action(),
                concern.call(),
                concern.arguments());
    }
}
