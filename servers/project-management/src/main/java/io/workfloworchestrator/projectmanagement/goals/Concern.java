package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import java.time.LocalDate;
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

    public String urgencyWord() {
        return urgency.word().toLowerCase(Locale.ROOT);
    }

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
