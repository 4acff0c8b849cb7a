package io.workfloworchestrator.workflow;

import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.state.Moment;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Changes a workflow's state in one commit, and tells what it came to. Thread-safe. */
final class Changing<T> {
    final Opened<T> opened;
    final Looking<T> looking;

    Changing(Opened<T> opened, Looking<T> looking) {
        this.opened = opened;
        this.looking = looking;
    }

    /** @param looked what was seen on disk before; empty when that was not looked at */
    WorkflowChange<T> change(Optional<Looking.Looked<T>> looked, Cause cause, UnaryOperator<WorkflowState<T>> change) {
        Done<WorkflowState<T>> done = opened.states().change(cause, commit -> {
            WorkflowState<T> before = commit.get(opened.key());
            commit.put(opened.key(), change.apply(before));
            return before;
        });
        Moment moment = done.moment();
        WorkflowMoment<T> after = looked.isPresent()
                ? new WorkflowMoment<>(looking, looking.asSeen(looked.get(), moment))
                : new WorkflowMoment<>(looking, moment, looking.require(moment));
        return new WorkflowChange<>(done.result(), done.commit(), after);
    }
}
