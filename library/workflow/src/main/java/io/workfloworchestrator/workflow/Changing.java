package io.workfloworchestrator.workflow;

import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Changes a workflow's state in one commit, and tells what it came to. Thread-safe. */
final class Changing<T> {
    private final StateManager states;
    private final StateKey<WorkflowState<T>> key;
    private final Looking<T> looking;

    Changing(StateManager states, StateKey<WorkflowState<T>> key, Looking<T> looking) {
        this.states = states;
        this.key = key;
        this.looking = looking;
    }

    /** @param looked what was seen on disk before; empty when that was not looked at */
    WorkflowChange<T> change(Optional<Looking.Looked<T>> looked, Cause cause, UnaryOperator<WorkflowState<T>> change) {
        Done<WorkflowState<T>> done = states.change(cause, commit -> {
            WorkflowState<T> before = commit.get(key);
            commit.put(key, change.apply(before));
            return before;
        });
        Moment moment = done.moment();
        WorkflowMoment<T> after = looked.isPresent()
                ? new WorkflowMoment<>(looking, looking.asSeen(looked.get(), moment))
                : new WorkflowMoment<>(looking, moment, looking.require(moment));
        return new WorkflowChange<>(done.result(), done.commit(), after);
    }
}
