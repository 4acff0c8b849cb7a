package io.workfloworchestrator.projectmanagement.handoff;

import io.workfloworchestrator.definition.Call;
import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.workflow.NextStep;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Advice to begin what was passed on, with the very call that the hand-off suggested to its receiver: whoever does both would else have
 * the same work twice. Pure functions of the project.
 */
public final class SuggestedSteps {
    private SuggestedSteps() {}

    /** The steps; a call that makes the workflow of a goal whose tasks wait to be begun is the one that their hand-off suggests. */
    public static List<NextStep> of(OpenProject project, List<NextStep> steps) {
        return steps.stream()
                .map(step -> goal(step).map(goal -> of(project, step, goal)).orElse(step))
                .toList();
    }

    private static Optional<String> goal(NextStep step) {
        return step.call()
                .filter(call -> call.tool().equals(SuggestedCall.CREATE_WORKFLOW))
                .flatMap(call -> call.json().asObject().text("goal"));
    }

    private static NextStep of(OpenProject project, NextStep step, String goal) {
        try {
            return Waiting.of(project.workflow().now()).stream()
                    .filter(handoff -> handoff.kind() == Handoff.Kind.GOAL_TO_TASKS
                            && handoff.status() == Handoff.Status.OPEN
                            && handoff.context().goalId().equals(goal))
                    .findFirst()
                    .map(handoff -> step(step, SuggestedCall.of(project, handoff)))
                    .orElse(step);
        } catch (CodedException e) {
            return step; // Whoever prepares the hand-off hears what is wrong with it.
        }
    }

    private static NextStep step(NextStep step, Json.Obj call) {
        Map<String, Object> params = new LinkedHashMap<>();
        call.at("params")
                .orElse(Json.Obj.EMPTY)
                .asObject()
                .forEach((name, value) -> params.put(name, Shapes.plain(value)));
        return new NextStep(
                step.id(),
                step.salience(),
                step.action(),
                step.because(),
                Optional.of(new Call(SuggestedCall.CREATE_WORKFLOW, params)),
                step.path());
    }
}
