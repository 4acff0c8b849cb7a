package io.workfloworchestrator.workflow;

import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Snapshot;

/**
 * A workflow that exists now.
 *
 * @param existed true when it did before, and then nothing was changed by initialising
 * @param moment the state as of the commit that began it; as of now when it existed
 */
public record Initialized<T>(Snapshot<WorkflowState<T>> state, boolean existed, Moment moment) {}
