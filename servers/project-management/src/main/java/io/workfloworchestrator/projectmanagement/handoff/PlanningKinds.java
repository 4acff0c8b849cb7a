package io.workfloworchestrator.projectmanagement.handoff;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Workflow;

/** Refuses tools on a planning whose definition is from before the kinds of items that they need. Pure functions. */
public final class PlanningKinds {
    /** The kind of goals. */
    public static final String GOAL = "goal";

    /** The kind of hand-offs. */
    public static final String HANDOFF = "handoff";

    private PlanningKinds() {}

    /**
     * Requires that the planning runs by a definition that has these kinds.
     *
     * @throws HandoffException {@code E_PLANNING_OLDER} if it has not
     */
    public static void require(Workflow<Json> planning, String... kinds) {
        WorkflowDefinition running = planning.running();
        for (String kind : kinds) {
            if (!running.kinds().containsKey(kind)) {
                throw new HandoffException(
                        "E_PLANNING_OLDER",
                        "This planning runs by " + running + ", which has no kind of items \"" + kind
                                + "\". Nothing was changed. Bring it up to the current definition first: "
                                + planning.commands().migrate().orElse("workflow definition migrate") + ".");
            }
        }
    }
}
