package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.mcp.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A goal in a list, in the names of the reference.
 *
 * @param progress 0 to 100: that of its tasks if they are known, else what was recorded
 * @param tasks how many of its tasks are done, if they are known
 * @param is how it stands beside its status: blocked by others, overdue, claimed
 */
record GoalRow(
        String id,
        @Field(untrusted = true) String name,
        String status,
        Optional<String> tier,
        Optional<String> impactScore,
        Optional<String> effortScore,
        Optional<String> priority,
        @Field(untrusted = true) Optional<String> owner,
        Optional<String> targetDate,
        int progress,
        @Field(untrusted = true) Optional<String> tasks,
        Optional<List<String>> is,
        String createdDate,
        String lastUpdated) {
    enum Group {
        SELECTED,
        POTENTIAL,
        COMPLETED,
        SHELVED;

        static Group of(String status) {
            return switch (status) {
                case Goal.POTENTIAL -> POTENTIAL;
                case Goal.IMPLEMENTED -> COMPLETED;
                case Goal.SHELVED -> SHELVED;
                default -> SELECTED;
            };
        }
    }

    static GoalRow of(Goal goal, GoalBook book, Optional<TaskCount> tasks) {
        List<String> is = new ArrayList<>();
        if (goal.view().isBlocked()) {
            is.add("waits for " + goal.view().unmet().size());
        }
        if (!goal.isArchived()
                && goal.text("target")
                        .flatMap(Days::of)
                        .filter(book.today()::isAfter)
                        .isPresent()) {
            is.add("overdue");
        }
        if (goal.view().isHeld()) {
            is.add("claimed");
        }
        return new GoalRow(
                goal.number(),
                goal.title(),
                goal.status(),
                goal.text("tier"),
                goal.text("impact"),
                goal.text("effort"),
                goal.text("priority"),
                goal.text("owner"),
                goal.text("target"),
                tasks.filter(count -> count.total() > 0).map(TaskCount::percent).orElse(goal.progress()),
                tasks.map(count -> count.done() + " of " + count.total() + ", " + count.source()),
                is.isEmpty() ? Optional.empty() : Optional.of(is),
                goal.created(book.zone()).toString(),
                goal.changed(book.zone()).toString());
    }

    static int size(Goal goal, GoalBook book) {
        return RecordCodec.of(GoalRow.class)
                .encode(of(goal, book, Optional.empty()))
                .toString()
                .length();
    }
}
