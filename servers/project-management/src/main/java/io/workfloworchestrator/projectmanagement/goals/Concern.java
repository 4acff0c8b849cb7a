package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * A reason to look at a goal.
 *
 * @param days since when, in whole days; 0 where no time is meant
 * @param since the day from which it is counted
 */
public record Concern(
        Goal goal,
        Type type,
        Level urgency,
        String reason,
        int days,
        LocalDate since,
        String action,
        String call,
        Json.Obj arguments) {
    /** The reasons, in the order in which answers count them. */
    public enum Type {
        STALE("stale"),
        LONG_RUNNING("longRunning"),
        NO_PROGRESS("noProgress"),
        BLOCKED("blocked"),
        COMPLETED_NOT_ARCHIVED("completedNotArchived"),
        OVERDUE("overdue");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** high, medium or low, as answers have it. */
    public String urgencyWord() {
        return urgency.word().toLowerCase(Locale.ROOT);
    }

    /**
     * All reasons at a moment, the most urgent first, on the clock's day in the clock's zone.
     *
     * @throws GoalException {@code E_PLANNING_OLDER} if the work runs by a definition without goals
     */
    public static List<Concern> of(WorkflowMoment<Json> moment, Clock clock) {
        return GoalBook.of(moment, clock).concerns();
    }

    /** The goal's number, else its id. */
    public String goalId() {
        return goal.number();
    }

    public String goalName() {
        return goal.title();
    }

    Json.Obj callJson() {
        return Json.Obj.EMPTY.with("tool", call).with("arguments", arguments);
    }
}
