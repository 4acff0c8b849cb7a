package io.workfloworchestrator.workflow;

import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.Snapshot;
import java.util.Optional;

/**
 * What a change of a workflow came to.
 *
 * @param commit the commit; empty when there was nothing to change
 * @param after the workflow as of that commit; as of now when there was none
 */
public record WorkflowChange<T>(WorkflowState<T> before, Optional<Commit> commit, WorkflowMoment<T> after) {
    public Snapshot<WorkflowState<T>> state() {
        return after.state();
    }

    public WorkflowState<T> value() {
        return after.state().value();
    }

    /** The revision of the commit; of now when nothing was changed. */
    public Revision revision() {
        return after.revision();
    }
}
