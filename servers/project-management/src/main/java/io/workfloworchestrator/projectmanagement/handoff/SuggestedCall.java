package io.workfloworchestrator.projectmanagement.handoff;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.server.OpenProject;
import java.util.Locale;
import java.util.Map;

/**
 * The call by which the receiver begins what was passed on, in the shape that it takes. It names the hand-off, so that the receiver can
 * move it. Pure functions.
 */
final class SuggestedCall {
    static final String CREATE_WORKFLOW = "create_workflow";
    private static final String HANDOFF_ID = "handoffId";

    private SuggestedCall() {}

    /** {@code {tool, params}}, for a hand-off of this project's planning. */
    static Json.Obj of(OpenProject project, Handoff handoff) {
        Map<String, String> paths = PlanningPaths.of(project.workflow());
        return of(
                handoff,
                project.root().toString(),
                ProjectWords.of(project.workflow().project(), paths));
    }

    private static Json.Obj of(Handoff handoff, String projectPath, ProjectWords words) {
        return handoff.kind() == Handoff.Kind.GOAL_TO_SPEC
                ? call("sdd_guide", guide(handoff, projectPath))
                : call(CREATE_WORKFLOW, workflow(handoff, projectPath, words));
    }

    private static Json.Obj call(String tool, Json.Obj params) {
        return Json.Obj.EMPTY.with("tool", tool).with("params", params);
    }

    private static Json.Obj guide(Handoff handoff, String projectPath) {
        GoalContext goal = handoff.context();
        Json.Obj context = RecordCodec.of(GoalContext.class).encode(goal).asObject();
        return Json.Obj.EMPTY
                .with("action", "start")
                .with("project_path", projectPath)
                .with("description", goal.goalDescription())
                .with("goal_context", context.with(HANDOFF_ID, handoff.id()));
    }

    private static Json.Obj workflow(Handoff handoff, String projectPath, ProjectWords words) {
        GoalContext goal = handoff.context();
        Json.Obj context = Json.Obj.EMPTY
                .with("category", words.category(goal))
                .with("phiHandling", words.hasHealthData(goal))
                .with("goalId", goal.goalId())
                .with(HANDOFF_ID, handoff.id());
        Json.Obj params = Json.Obj.EMPTY
                .with("name", workflowName(goal))
                .with("projectPath", projectPath)
                .with(
                        "tasks",
                        Json.array(handoff.tasks().stream()
                                .map(SuggestedCall::task)
                                .toList()))
                .with("context", context);
        return words.constraints().isEmpty() ? params : params.with("constraints", Json.strings(words.constraints()));
    }

    /** The name of a goal's workflow: {@code goal-01-implementation} for G-01. */
    static String workflowName(GoalContext goal) {
        return "goal-" + goal.goalId().toLowerCase(Locale.ROOT).replaceFirst("^g-", "") + "-implementation";
    }

    private static Json task(HandoffTask task) {
        Json.Obj written = Json.Obj.EMPTY.with("id", task.id()).with("description", task.description());
        if (task.estimatedHours().isPresent()) {
            double hours = task.estimatedHours().get();
            written =
                    written.with("estimatedHours", hours == Math.rint(hours) ? Json.of((long) hours) : Json.of(hours));
        }
        return task.dependsOn().isEmpty() ? written : written.with("dependsOn", Json.strings(task.dependsOn()));
    }
}
