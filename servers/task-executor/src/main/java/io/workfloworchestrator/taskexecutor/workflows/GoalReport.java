package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.Transaction;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.ItemState;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowState;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells the goal of a workflow what became of it, in the commit that changes the workflow. For one commit; not thread-safe. */
final class GoalReport {
    private static final List<String> PLANNINGS = List.of("project-planning/main", "planning/main");
    private static final String GOAL = "goal";
    private static final String RETROSPECTIVE = "retrospective";

    private final TaskWorkflows workflows;
    private final Transaction commit;
    private final Cause cause;
    private final Instant now;

    GoalReport(TaskWorkflows workflows, Transaction commit, Cause cause, Instant now) {
        this.workflows = workflows;
        this.commit = commit;
        this.cause = cause;
        this.now = now;
    }

    /** The workflow is archived: the goal's retrospective says how long it really took. */
    List<String> archived(WorkflowEntry entry, WorkflowState<Json> tasks) {
        return goal(entry)
                .map(goal -> {
                    String line = line(entry, tasks);
                    String text = goal.item()
                            .state()
                            .text(RETROSPECTIVE)
                            .map(String::strip)
                            .filter(before -> !before.isEmpty())
                            .map(before -> before + "\n\n" + line)
                            .orElse(line);
                    Item edited = goal.items()
                            .edit(
                                    goal.item().id(),
                                    Json.Obj.EMPTY.with(RETROSPECTIVE, Json.of(text)),
                                    Revision.NONE);
                    return List.of("It stands in the retrospective of "
                            + edited.number().orElse(edited.id()) + ".");
                })
                .orElse(List.of());
    }

    private record Goal(ItemChanges items, Item item) {}

    private Optional<Goal> goal(WorkflowEntry entry) {
        if (entry.goal().isEmpty()) {
            return Optional.empty();
        }
        String named = entry.goal().get();
        for (String key : PLANNINGS) {
            if (commit.find(StateKey.json(key)).isEmpty()) {
                continue;
            }
            Workflow<Json> planning = workflows.tasks(key);
            if (!planning.running().kinds().containsKey(GOAL)) {
                continue;
            }
            ItemChanges items = planning.in(commit, cause.actor());
            Optional<Item> found = items.all(GOAL).stream()
                    .filter(item -> item.id().equals(named)
                            || item.number().filter(named::equalsIgnoreCase).isPresent())
                    .findFirst();
            if (found.isPresent()) {
                return found.map(item -> new Goal(items, item));
            }
        }
        return Optional.empty();
    }

    private String line(WorkflowEntry entry, WorkflowState<Json> state) {
        TaskProgress progress = TaskProgress.of(state);
        double estimated = 0;
        Instant first = now;
        Instant last = Instant.EPOCH;
        Duration worked = Duration.ZERO;
        for (ItemState task : state.items(TaskWorkflows.TASK).values()) {
            estimated += TaskRecord.number(task, "hours").orElse(0.0);
            Optional<Instant> started = time(task, "startedAt");
            Optional<Instant> completed = time(task, "completedAt");
            if (started.isPresent() && started.get().isBefore(first)) {
                first = started.get();
            }
            if (completed.isPresent() && completed.get().isAfter(last)) {
                last = completed.get();
            }
            if (started.isPresent() && completed.isPresent()) {
                worked = worked.plus(Duration.between(started.get(), completed.get()));
            }
        }
        Duration took = last.isAfter(first) ? Duration.between(first, last) : Duration.ZERO;
        return "**Workflow " + entry.name() + ":** " + progress.toText() + ", " + progress.verified()
                + " verified; estimated " + hours(estimated) + ", worked " + hours(worked.toSeconds() / 3600.0)
                + " over all tasks, " + hours(took.toSeconds() / 3600.0) + " from the first start to the last completion.";
    }

    private static String hours(double hours) {
        return String.format(Locale.ROOT, "%.1f h", hours);
    }

    private static Optional<Instant> time(ItemState task, String field) {
        try {
            return task.text(field).map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
