package io.workfloworchestrator.workflow;

import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Snapshot;
import java.util.List;
import java.util.Optional;

/** The answer to {@link Workflow#advance}: the phase was left, or is not to be left yet. */
public sealed interface Advance {
    /** The state as of this answer: of the commit, or of the look that found something missing. */
    Moment moment();

    /**
     * The phase was left.
     *
     * @param to the phase that was entered; empty when the workflow is finished
     * @param moment the state as of the commit
     */
    record Advanced<T>(String from, Optional<String> to, Snapshot<WorkflowState<T>> state, Moment moment)
            implements Advance {}

    /**
     * The phase is not to be left; nothing was changed.
     *
     * @param target where it was to go; empty for finishing
     * @param missing everything that is missing, at least one
     * @param moment the state in which it is missing
     */
    record Refused(String phase, Optional<String> target, List<Missing> missing, Moment moment) implements Advance {}
}
