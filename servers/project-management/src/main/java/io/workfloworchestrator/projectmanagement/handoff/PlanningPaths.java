package io.workfloworchestrator.projectmanagement.handoff;

import io.workfloworchestrator.definition.LayoutDefinition;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Workflow;
import java.util.Map;
import java.util.Optional;

/** The paths of a planning by name, in the layout that its folder has. Pure functions. */
public final class PlanningPaths {
    private PlanningPaths() {}

    /** The paths, relative to the project. */
    public static Map<String, String> of(Workflow<Json> planning) {
        WorkflowDefinition running = planning.running();
        Optional<LayoutDefinition> layout = running.layouts().stream()
                .filter(one -> isThere(planning.project(), running, one))
                .findFirst();
        return running.resolvedPaths(layout.orElse(null));
    }

    private static boolean isThere(ProjectFolder project, WorkflowDefinition running, LayoutDefinition layout) {
        Map<String, String> paths = running.resolvedPaths(null);
        return layout.recognisedBy().stream().anyMatch(path -> exists(project, resolved(path, paths)))
                && layout.unless().stream().noneMatch(path -> exists(project, resolved(path, paths)));
    }

    private static String resolved(String path, Map<String, String> paths) {
        String resolved = path;
        for (Map.Entry<String, String> named : paths.entrySet()) {
            resolved = resolved.replace("${" + named.getKey() + "}", named.getValue());
        }
        return resolved;
    }

    private static boolean exists(ProjectFolder project, String path) {
        try {
            return project.exists(path);
        } catch (PathException e) {
            return false;
        }
    }
}
