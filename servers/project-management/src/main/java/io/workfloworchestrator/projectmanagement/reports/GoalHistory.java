package io.workfloworchestrator.projectmanagement.reports;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.PlanningItems;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The changes of status of all goals, from the history of the planning. A goal that did not change between two values is skipped by
 * identity, so the cost grows with what changed. Not thread-safe while it is read; immutable after that.
 */
public final class GoalHistory {
    /** So many past values are looked at; of longer histories, the beginning is not known. */
    private static final int MOST_VALUES = 20_000;

    private final Map<String, TreeMap<Instant, String>> changes = new HashMap<>();
    private final Map<String, Instant> created = new HashMap<>();
    private final Map<String, Json> seen = new HashMap<>();
    private @Nullable Json last;
    private int values;

    private GoalHistory() {}

    public static GoalHistory of(WorkflowMoment<Json> moment) {
        GoalHistory history = new GoalHistory();
        moment.moment().walk(moment.state().key(), (revision, value) -> history.see(value));
        history.seen.clear();
        return history;
    }

    public Optional<GoalTimes> times(String id) {
        return Optional.ofNullable(created.get(id))
                .map(at -> new GoalTimes(
                        at,
                        changes.getOrDefault(id, new TreeMap<>()).entrySet().stream()
                                .map(change -> new GoalTimes.Change(change.getKey(), change.getValue()))
                                .toList()));
    }

    @SuppressWarnings("ReferenceEquality") // what did not change is the identical object
    private boolean see(Optional<Json> value) {
        Optional<Json> goals = value.flatMap(json -> json.at("items", "goal"));
        if (goals.isPresent() && goals.get() != last) {
            last = goals.get();
            goals.get().asObject().forEach((id, goal) -> {
                if (seen.put(id, goal) != goal) {
                    note(id, goal.asObject());
                }
            });
        }
        return ++values < MOST_VALUES;
    }

    private void note(String id, Json.Obj goal) {
        Optional<String> status = goal.text("status");
        Optional<Instant> since = PlanningItems.time(goal, "since");
        if (status.isPresent() && since.isPresent()) {
            changes.computeIfAbsent(id, any -> new TreeMap<>()).putIfAbsent(since.get(), status.get());
        }
        PlanningItems.time(goal, "created").ifPresent(at -> created.putIfAbsent(id, at));
    }
}
