package io.workfloworchestrator.projectmanagement.handoff;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Workflow;
import java.util.Map;

/** The paths of a planning by name, in the layout that its folder has. Pure functions. */
public final class PlanningPaths {
    private PlanningPaths() {}

    public static Map<String, String> of(Workflow<Json> planning) {
        WorkflowDefinition running = planning.running();
        return running.resolvedPaths(running.layout(planning.project()::exists).orElse(null));
    }
}
