package io.workfloworchestrator.workflow;

import io.workfloworchestrator.state.Snapshot;
import java.util.List;
import java.util.Optional;

/** The answer to {@link Workflow#advance}: the phase was left, or is not to be left yet. */
public sealed interface Advance {
    /**
     * The phase was left.
     *
     * @param from the phase that was left
     * @param to the phase that was entered; empty when the workflow is finished
     * @param state the state after it
     */
    record Advanced<T>(String from, Optional<String> to, Snapshot<WorkflowState<T>> state) implements Advance {}

    /**
     * The phase is not to be left; nothing was changed.
     *
     * @param phase the phase it stays in
     * @param target where it was to go; empty for finishing
     * @param missing everything that is missing, at least one
     */
    record Refused(String phase, Optional<String> target, List<Missing> missing) implements Advance {}
}
