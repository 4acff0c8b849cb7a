package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.state.Moment;
import java.time.Clock;

/**
 * Makes the state true to what people and other programs did to the files, before a call is answered: folders are taken over or brought
 * home ({@link Adoption}), and what was ticked on one side is told to the other ({@link Reconciling}). Thread-safe.
 */
record Upkeep(TaskWorkflows workflows, Reconciling reconciling, Clock clock) {
    Upkeep(TaskWorkflows workflows, Clock clock) {
        this(workflows, new Reconciling(workflows), clock);
    }

    /** Looks once; cheap where nothing is to be done. */
    void look() {
        Moment now = workflows.state().now();
        workflows.faults(new Adoption(workflows, clock).look(now));
        workflows.active(now).forEach(entry -> reconciling.look(now, entry, clock));
    }
}
