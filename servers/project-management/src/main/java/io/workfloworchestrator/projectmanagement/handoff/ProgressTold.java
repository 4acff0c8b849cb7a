package io.workfloworchestrator.projectmanagement.handoff;

import io.workfloworchestrator.definition.Call;
import io.workfloworchestrator.projectmanagement.PlanningItems;
import io.workfloworchestrator.workflow.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a message about progress changes at a goal. Immutable and thread-safe.
 *
 * @param arguments those of {@code update_goal_progress}; empty if nothing changes
 * @param notes what the message says and does not change anything
 */
record ProgressTold(String goal, Map<String, Object> arguments, List<String> changes, List<String> notes) {
    /** Completing a goal is not among them: it needs evidence for each measure. */
    private static final List<String> STATUSES =
            List.of("planning", "not-started", "in-progress", "blocked", "on-hold");

    private static final List<String> AT_ITS_END = List.of("completed", "implemented", "shelved");

    static ProgressTold of(Item goal, Told told) {
        String called = goal.called();
        if (AT_ITS_END.contains(goal.status())) {
            return new ProgressTold(
                    called, Map.of(), List.of(), List.of(called + " is " + goal.status() + "; nothing is changed."));
        }
        Map<String, Object> arguments = new LinkedHashMap<>();
        List<String> changes = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        // Rounded down, so that 100 means all of it.
        long percent = (long) told.percentage();
        long before = PlanningItems.whole(goal.state().fields().get("progress"));
        if (percent != before) {
            arguments.put("progress", percent);
            changes.add(called + ": progress " + before + "% → " + percent + "%");
        }
        String word = told.status().strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_]+", "-");
        boolean isAll = word.equals("completed") || percent == 100;
        String status = STATUSES.contains(word) ? word : isAll ? "in-progress" : goal.status();
        if (!status.equals(goal.status())) {
            changes.add(called + ": " + goal.status() + " → " + status);
        }
        if (!status.equals(goal.status()) || isAll) {
            // Without a status the call would complete a goal of which all is done and that has no measures.
            arguments.put("status", status);
        }
        if (isAll) {
            notes.add(
                    "All of it is done, says the sender. Complete " + called + " with evidence: update_goal_progress.");
        } else if (!word.isEmpty() && !STATUSES.contains(word)) {
            notes.add("\"" + told.status() + "\" is no status of a goal, and changes none.");
        }
        if (!told.blockers().isEmpty()) {
            arguments.put("blockers", told.blockers());
            changes.add(called + ": blocked by " + told.blockers());
        }
        return new ProgressTold(called, arguments, changes, notes);
    }

    Optional<Call> call(String reason) {
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> all = new LinkedHashMap<>(arguments);
        all.put("goalId", goal);
        all.put("reason", reason);
        return Optional.of(new Call("update_goal_progress", all));
    }
}
