package io.workfloworchestrator.specdriven.tasks;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.server.News;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.workflow.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code prepare_task_handoff}: passes the open tasks of a feature on to the server of tasks. Thread-safe. */
public final class PassTasks {
    public static final String NAME = "prepare_task_handoff";

    private static final int ANSWER_BYTES = 60_000;
    /** More are not put into the call: the receiver reads them from the hand-off. */
    private static final int MOST_IN_CALL = 100;

    private PassTasks() {}

    record In(String featureId, @Field(listed = false) Optional<String> projectPath) {}

    record Out(
            String handoffId,
            String status,
            @Field(untrusted = true) Json suggestedToolCall,

            @Field(untrusted = true, max = 500, listed = false)
            List<String> findings,

            @Field(untrusted = true, max = 600, listed = false)
            String message,

            @Field(flat = true) News news) {}

    public static Tool<?, ?> of(ToolContext context) {
        return Tool.of(NAME, In.class, Out.class)
                .description("Passes a feature's open tasks on to task-executor.")
                .answerBytes(ANSWER_BYTES)
                .handler(context.handler(NAME, (project, in, cause) -> on(context, project, in, cause)));
    }

    private static Out on(ToolContext context, OpenProject project, In in, Cause cause) {
        ToolContext.check(project, in.projectPath());
        FeatureHandoffs handoffs = new FeatureHandoffs(Features.of(project));
        handoffs.require();
        HandedFeature feature = HandedFeature.of(project, in.featureId());
        if (feature.tasks().isEmpty()) {
            throw new SpecDrivenException(
                    "E_HANDOFF_BLOCKED",
                    feature.featureId()
                            + " has no open task. Nothing was passed on. sdd_guide derives tasks from its plan.");
        }
        Done<Item> done = project.state()
                .change(
                        cause.doing("passed " + feature.featureId() + " on to have its tasks done"),
                        commit -> handoffs.pass(commit, feature, cause.actor()));
        return out(context, project, feature, done);
    }

    private static Out out(ToolContext context, OpenProject project, HandedFeature feature, Done<Item> done) {
        Item handoff = done.result();
        List<String> findings = new ArrayList<>(feature.findings());
        List<String> now = feature.tasks().stream().map(HandedFeature.Task::id).toList();
        if (done.commit().isEmpty() && !FeatureHandoffs.numbers(handoff).equals(now)) {
            findings.add("Its open tasks are others than when it was passed on; the call has those of now.");
        }
        if (feature.tasks().size() > MOST_IN_CALL) {
            findings.add("The call has the first " + MOST_IN_CALL + " of "
                    + feature.tasks().size() + " open tasks; the hand-off has all.");
        }
        String called = handoff.called();
        String said = done.commit().isPresent()
                ? feature.tasks().size() + " tasks are passed on as " + called + "; now task-executor acts."
                : "They were passed on already as " + called + ", which is " + handoff.status() + ".";
        return new Out(
                handoff.id(),
                handoff.status(),
                call(project, feature, handoff),
                findings,
                said,
                context.told(project, done.moment(), done.commit()));
    }

    private static Json call(OpenProject project, HandedFeature feature, Item handoff) {
        List<Json> tasks = new ArrayList<>();
        feature.tasks().stream().limit(MOST_IN_CALL).forEach(task -> tasks.add(task(task)));
        Json.Obj context = Json.Obj.EMPTY
                .with("category", feature.category())
                .with("phiHandling", feature.phiHandling())
                .with("featureId", feature.featureId())
                .with("handoffId", handoff.id())
                .with("goalId", feature.goal());
        Json.Obj params = Json.Obj.EMPTY
                .with("name", feature.featureId())
                .with("projectPath", project.root().toString())
                .with("tasks", Json.array(tasks))
                .with("constraints", Json.strings(feature.constraints()))
                .with("context", context);
        return Json.Obj.EMPTY.with("tool", "create_workflow").with("params", params);
    }

    private static Json task(HandedFeature.Task task) {
        Json.Obj written = Json.Obj.EMPTY.with("id", task.id()).with("description", task.description());
        if (task.estimatedHours().isPresent()) {
            double hours = task.estimatedHours().get();
            written =
                    written.with("estimatedHours", hours == Math.rint(hours) ? Json.of((long) hours) : Json.of(hours));
        }
        written = task.dependsOn().isEmpty() ? written : written.with("dependsOn", Json.strings(task.dependsOn()));
        return task.health() ? written.with("phiHandling", true) : written;
    }
}
