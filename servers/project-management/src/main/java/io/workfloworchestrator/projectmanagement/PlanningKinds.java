package io.workfloworchestrator.projectmanagement;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.server.OpenProject;
import java.util.List;

/** Whether the work of a project runs by a definition that has the items which a tool is about. Pure functions. */
public final class PlanningKinds {
    private PlanningKinds() {}

    /** @throws ToolException {@code E_PLANNING_OLDER} if the work has no items of one of these kinds */
    public static void require(OpenProject project, String... kinds) {
        WorkflowDefinition running = project.workflow().running();
        List<String> missing = List.of(kinds).stream()
                .filter(kind -> !running.kinds().containsKey(kind))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        String current = project.workflow().definition().kinds().keySet().containsAll(missing)
                ? project.workflow()
                        .commands()
                        .migrate()
                        .map(line -> " Somebody must run '" + line + "' in the project: nothing is lost, and 'workflow"
                                + " undo' takes it back.")
                        .orElse(" Somebody must move the work to the current definition.")
                : " Its own definition leaves them out.";
        throw new ToolException(
                "E_PLANNING_OLDER",
                "the planning runs by " + running + ", which keeps no items of the kind "
                        + String.join(" and ", missing) + ". Nothing was changed." + current);
    }
}
