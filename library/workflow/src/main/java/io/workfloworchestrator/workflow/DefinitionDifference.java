package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.DefinitionChange;
import io.workfloworchestrator.definition.WorkflowDefinition;
import java.util.List;
import java.util.Optional;

/**
 * What would change for running work if it were migrated to the current definition.
 *
 * @param recorded what the work runs by
 * @param vanishedSteps steps that the state knows and the current definition does not; they are kept by name
 * @param vanishedPhase the phase that the work is in, when the current definition does not have it
 * @param effect what would complete, open and be advised now; empty when the phase vanished
 */
public record DefinitionDifference(
        WorkflowDefinition recorded,
        WorkflowDefinition current,
        List<DefinitionChange> changes,
        List<String> vanishedSteps,
        Optional<String> vanishedPhase,
        Optional<Simulation> effect) {
    public DefinitionDifference {
        changes = List.copyOf(changes);
        vanishedSteps = List.copyOf(vanishedSteps);
    }

    public boolean isEmpty() {
        return recorded.fingerprint().equals(current.fingerprint());
    }
}
