package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import java.time.Clock;
import java.time.Instant;

/** What a workflow was opened with; the definition is the one with which new work begins. Thread-safe. */
record Opened<T>(
        ProjectFolder project,
        WorkflowDefinition definition,
        StateManager states,
        StateKey<WorkflowState<T>> key,
        T initial,
        Offer offer,
        Clock clock) {
    Instant now() {
        return WorkflowState.now(clock);
    }
}
