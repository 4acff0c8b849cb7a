package io.workfloworchestrator.projectmanagement.handoff;

import io.workfloworchestrator.definition.Call;
import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.projectmanagement.Planning;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.workflow.NextStep;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The call by which the receiver begins what was passed on, in the shape that it takes. It names the hand-off, so that the receiver can
 * move it. Advice to begin the same is that very call: whoever does both would else have the same work twice. Pure functions.
 */
public final class SuggestedCall {
    private static final String CREATE_WORKFLOW = "create_workflow";
    private static final String HANDOFF_ID = "handoffId";

    /** The file that the server of specifications writes for a feature; its folder is the feature's name. */
    private static final Pattern FEATURE = Pattern.compile("specs/([^/]+)/tasks\\.md");

    private SuggestedCall() {}

    /** {@code {tool, params}}, for a hand-off of this project's planning. */
    static Json.Obj of(OpenProject project, Handoff handoff) {
        Map<String, String> paths = Planning.paths(project.workflow());
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
                .with("featureId", handoff.source().flatMap(SuggestedCall::feature))
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

    /** The tasks of a feature stay its tasks: what becomes of them moves the feature, too. */
    private static Optional<String> feature(String source) {
        Matcher feature = FEATURE.matcher(source);
        return feature.matches() ? Optional.of(feature.group(1)) : Optional.empty();
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

    /** The steps; a call that makes the workflow of a goal whose tasks wait to be begun is the one that their hand-off suggests. */
    public static List<NextStep> in(OpenProject project, List<NextStep> steps) {
        return steps.stream()
                .map(step -> goal(step).map(goal -> of(project, step, goal)).orElse(step))
                .toList();
    }

    private static Optional<String> goal(NextStep step) {
        return step.call()
                .filter(call -> call.tool().equals(CREATE_WORKFLOW))
                .flatMap(call -> call.json().asObject().text("goal"));
    }

    private static NextStep of(OpenProject project, NextStep step, String goal) {
        try {
            return Handoff.waiting(project.workflow().now()).stream()
                    .filter(handoff -> handoff.kind() == Handoff.Kind.GOAL_TO_TASKS
                            && handoff.status() == Handoff.Status.OPEN
                            && handoff.context().goalId().equals(goal))
                    .findFirst()
                    .map(handoff -> step(step, of(project, handoff)))
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
                Optional.of(new Call(CREATE_WORKFLOW, params)),
                step.path());
    }
}
