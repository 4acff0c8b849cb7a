package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.specdriven.tasks.Moves;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.DiskChange;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.Snapshot;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.Transaction;
import io.workfloworchestrator.taskexecutor.verify.TaskItems;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.ItemException;
import io.workfloworchestrator.workflow.WorkflowState;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes the tasks of a workflow and those of the feature that they came from agree where somebody changed one side without a tool of
 * ours: a tick in a plan, or in the feature's list. The newer of the two changes counts. Our own tools change both sides in one commit.
 * Thread-safe.
 */
final class Reconciling {
    private static final Cause CAUSE = Cause.by(DiskChange.DETECTED.actor());
    private static final String PENDING = "pending";
    private static final String BLOCKED = "blocked";
    private static final String REASON = "blockedReason";

    private final TaskWorkflows workflows;
    /** The revisions of both sides that were found to agree, by the key of the tasks. */
    private final Map<String, String> agreed = new ConcurrentHashMap<>();

    Reconciling(TaskWorkflows workflows) {
        this.workflows = workflows;
    }

    /** A task and the task of a feature from which it came. */
    record Pair(Item task, Item source) {
        /** How the feature's task should stand by ours; a task that was cancelled here says nothing of the feature. */
        boolean agrees() {
            String theirs = source.status();
            return switch (task.status()) {
                case "completed", "verified" -> theirs.equals("done");
                case "in-progress", "blocked" -> theirs.equals(task.status());
                case "pending" -> theirs.equals("backlog");
                default -> true;
            };
        }

        boolean isTheirsNewer() {
            return source.state().since().isAfter(task.state().since());
        }
    }

    /** The pairs of a workflow that do not agree, at a moment. */
    List<Pair> differing(Moment now, WorkflowEntry entry) {
        Optional<Snapshot<WorkflowState<Json>>> feature = feature(now, entry);
        return now.find(workflows.tasks(entry).key()).stream()
                .flatMap(tasks -> TaskItems.of(tasks.value()).stream())
                .flatMap(task -> TaskItems.source(task).text("task").stream()
                        .flatMap(id -> feature.flatMap(some -> some.value().item(id)).stream())
                        .map(source -> new Pair(task, source)))
                .filter(pair -> !pair.agrees())
                .toList();
    }

    private static Optional<Snapshot<WorkflowState<Json>>> feature(Moment now, WorkflowEntry entry) {
        return entry.feature()
                .flatMap(name -> now.find(StateKey.of("feature/" + name, WorkflowState.codec(Json.class))));
    }

    /** Makes both sides agree, in one commit; cheap while neither side was changed since they did. */
    void look(Moment now, WorkflowEntry entry, Clock clock) {
        Optional<Snapshot<WorkflowState<Json>>> tasks =
                now.find(workflows.tasks(entry).key());
        Optional<Snapshot<WorkflowState<Json>>> feature = feature(now, entry);
        if (tasks.isEmpty() || feature.isEmpty()) {
            return;
        }
        String revisions = tasks.get().revision() + " " + feature.get().revision();
        if (revisions.equals(agreed.get(entry.key()))) {
            return;
        }
        List<Pair> pairs = differing(now, entry);
        if (!pairs.isEmpty()) {
            Cause cause = CAUSE.doing("made " + entry.name() + " and the feature "
                    + entry.feature().orElse("") + " agree");
            Object unused = workflows.state().change(cause, commit -> settle(commit, entry, pairs, clock));
        }
        agreed.put(entry.key(), revisions);
    }

    private String settle(Transaction commit, WorkflowEntry entry, List<Pair> pairs, Clock clock) {
        ItemChanges items = workflows.tasks(entry).in(commit, CAUSE.actor());
        SourceReport report = new SourceReport(workflows, commit, clock, CAUSE.actor());
        for (Pair pair : pairs) {
            try {
                items.find(pair.task().id()).ifPresent(task -> {
                    if (pair.isTheirsNewer()) {
                        follow(items, entry, task, pair.source());
                    } else {
                        report.changed(entry, task);
                    }
                });
            } catch (ItemException e) {
                // One side waits for something that the other does not know; the check of the project says it.
            }
        }
        return entry.name();
    }

    private void follow(ItemChanges items, WorkflowEntry entry, Item task, Item source) {
        String to = status(source.status());
        KindDefinition kind =
                Objects.requireNonNull(workflows.tasks(entry).running().kinds().get(TaskWorkflows.TASK));
        List<String> moves = Moves.way(kind, task.status(), to).orElse(List.of());
        if (moves.isEmpty()) {
            return;
        }
        boolean isKept = to.equals(BLOCKED) || to.equals("in-progress");
        // A task that is blocked, or goes on, stays with its holder.
        Revision token = isKept ? TaskItems.token(task) : Revision.NONE;
        if (!isKept) {
            items.revoke(task.id());
        }
        for (String move : moves) {
            items.move(task.id(), move, token);
        }
        Json reason =
                to.equals(BLOCKED) ? source.state().fields().getOrDefault(REASON, Json.Null.VALUE) : Json.Null.VALUE;
        if (!reason.equals(task.state().fields().getOrDefault(REASON, Json.Null.VALUE))) {
            items.edit(task.id(), Json.Obj.EMPTY.with(REASON, reason), token);
        }
    }

    private static String status(String theirs) {
        return switch (theirs) {
            case "done" -> "completed";
            case "backlog" -> PENDING;
            case "dropped" -> "cancelled";
            default -> theirs;
        };
    }
}
