package io.workfloworchestrator.definition;

import java.util.List;

/**
 * A phase as described: its steps, the gates that must hold to leave it, and where it leads.
 *
 * @param id unique in the definition
 * @param exit the gates that must hold to leave it, beside its required steps being complete or skipped
 * @param next the phases it may lead to, the usual one first; empty for a last phase
 */
public record PhaseDefinition(
        String id, String title, List<StepDefinition> steps, List<GateDefinition> exit, List<String> next) {
    public PhaseDefinition {
        steps = List.copyOf(steps);
        exit = List.copyOf(exit);
        next = List.copyOf(next);
    }
}
