package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.state.Moment;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes the state true to what people and other programs did to the files, before a call is answered: folders are taken over or brought
 * home ({@link Adoption}), and what was ticked on one side is told to the other ({@link Reconciling}). Thread-safe.
 */
record Upkeep(TaskWorkflows workflows, Reconciling reconciling, AtomicBoolean isSwept, Clock clock) {
    private static final Duration LONGEST_WRITE = Duration.ofMinutes(1);

    Upkeep(TaskWorkflows workflows, Clock clock) {
        this(workflows, new Reconciling(workflows), new AtomicBoolean(), clock);
    }

    /** Looks once; cheap where nothing is to be done. */
    void look() {
        Moment now = workflows.state().now();
        if (!isSwept.getAndSet(true)) {
            workflows.active(now).forEach(this::sweep);
        }
        workflows.faults(new Adoption(workflows, clock).look(now));
        workflows.active(now).forEach(entry -> reconciling.look(now, entry, clock));
    }

    /** Removes what processes that were killed left in the folder of a workflow; nobody writes a file for so long. */
    private void sweep(WorkflowEntry entry) {
        try {
            workflows.folder.removeLeftovers(entry.folder(), clock.instant().minus(LONGEST_WRITE));
        } catch (PathException e) {
            // It stays, such as where nothing may be written; scans skip it.
        }
    }
}
