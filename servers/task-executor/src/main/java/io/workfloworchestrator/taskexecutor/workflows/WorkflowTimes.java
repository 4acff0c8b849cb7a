package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.taskexecutor.verify.TaskItems;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.WorkflowState;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** How long a workflow took, beside what was estimated. Immutable and thread-safe. */
final class WorkflowTimes {
    private final TaskProgress progress;
    private double estimated;
    private Duration worked = Duration.ZERO;
    private Instant first;
    private Instant last = Instant.EPOCH;

    WorkflowTimes(WorkflowState<Json> tasks, Instant now) {
        this.progress = TaskProgress.of(tasks);
        this.first = now;
        TaskItems.of(tasks).forEach(this::add);
    }

    private void add(Item task) {
        estimated += TaskItems.hours(task).orElse(0.0);
        Optional<Instant> started = TaskItems.time(task, "startedAt");
        Optional<Instant> completed = TaskItems.time(task, "completedAt");
        first = started.filter(first::isAfter).orElse(first);
        last = completed.filter(last::isBefore).orElse(last);
        if (started.isPresent() && completed.filter(started.get()::isBefore).isPresent()) {
            worked = worked.plus(Duration.between(started.get(), completed.get()));
        }
    }

    String toText(String name) {
        Duration took = last.isAfter(first) ? Duration.between(first, last) : Duration.ZERO;
        return "**Workflow " + name + ":** " + progress.toText() + ", " + progress.verified() + " verified; estimated "
                + hours(estimated) + ", worked " + hours(worked.toSeconds() / 3600.0) + " over all tasks, "
                + hours(took.toSeconds() / 3600.0) + " from the first start to the last completion.";
    }

    private static String hours(double hours) {
        return String.format(Locale.ROOT, "%.1f h", hours);
    }
}
