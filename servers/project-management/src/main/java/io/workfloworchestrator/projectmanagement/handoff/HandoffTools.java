package io.workfloworchestrator.projectmanagement.handoff;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.projectmanagement.Clipped;
import io.workfloworchestrator.server.News;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tools that pass goals on to the servers of specifications and of tasks. Called without a goal, each only tells what is waiting
 * for whom. Thread-safe.
 */
public final class HandoffTools {
    static final String SPEC = "prepare_spec_handoff";
    static final String TASKS = "prepare_task_executor_handoff";
    private static final int MOST_SHOWN = 20;
    private static final int ROOM = 14_000;
    private static final int[] LENGTHS = {Integer.MAX_VALUE, 4_000, 1_000, 300, 100};

    private HandoffTools() {}

    public static List<Tool<?, ?>> of(ToolContext context) {
        return List.of(
                tool(context, SPEC, "Pass goals on to be specified.", Handoff.Kind.GOAL_TO_SPEC),
                tool(context, TASKS, "Passes its tasks on to be done.", Handoff.Kind.GOAL_TO_TASKS));
    }

    record In(
            Optional<String> goalId,
            @Field(max = 25) List<String> goalIds,
            @Field(listed = false) Optional<String> projectPath) {
        List<String> goals() {
            List<String> goals = new ArrayList<>(goalIds);
            goalId.ifPresent(goals::add);
            return goals;
        }
    }

    /**
     * @param handoffs a list, each with the receiver's call
     * @param waiting what waits for whom, each in a line
     * @param blocked what could not be passed on: why, who has to act, by which call
     */
    record Out(
            @Field(untrusted = true) Json handoffs,
            @Field(untrusted = true, listed = false) List<Json> blocked,

            @Field(untrusted = true, max = 400, listed = false)
            List<String> waiting,

            @Field(untrusted = true, max = 600, listed = false)
            List<String> findings,

            @Field(untrusted = true, max = 600, listed = false)
            String message,

            @Field(flat = true) News news) {}

    private static Tool<In, Out> tool(ToolContext context, String name, String description, Handoff.Kind kind) {
        return Tool.of(name, In.class, Out.class)
                .description(description)
                .handler(context.handler(name, (project, in, cause) -> {
                    ToolContext.check(project, in.projectPath());
                    return answer(context, project, kind, Preparing.of(project, kind, in.goals(), cause));
                }));
    }

    private static Out answer(ToolContext context, OpenProject project, Handoff.Kind kind, Preparing.Prepared done) {
        List<Json> shown = new ArrayList<>();
        done.handoffs().forEach(one -> shown.add(shown(one, SuggestedCall.of(project, one))));
        List<Handoff> waiting = Handoff.waiting(done.after());
        List<String> lines = new ArrayList<>(
                waiting.stream().limit(MOST_SHOWN).map(Handoff::line).toList());
        if (waiting.size() > MOST_SHOWN) {
            lines.add((waiting.size() - MOST_SHOWN) + " more; list_items of the kind handoff has all.");
        }
        return new Out(
                Json.array(fitting(shown)),
                done.blocked().stream()
                        .map(RecordCodec.of(Blockage.class)::encode)
                        .toList(),
                lines,
                done.findings().stream().limit(MOST_SHOWN).toList(),
                message(kind, done),
                context.told(project, done.after().moment(), done.commit()));
    }

    private static String message(Handoff.Kind kind, Preparing.Prepared done) {
        if (done.handoffs().isEmpty() && done.blocked().isEmpty()) {
            return "Nothing was passed on: no goalId was given; waiting says what waits for whom.";
        }
        String who = kind == Handoff.Kind.GOAL_TO_SPEC ? "spec-driven" : "task-executor";
        String passed = done.handoffs().isEmpty()
                ? ""
                : done.handoffs().size() + (done.commit().isPresent() ? " passed on" : " passed on already") + "; now "
                        + who + " acts, by suggestedToolCall. ";
        String held = done.blocked().isEmpty()
                ? ""
                : done.blocked().size() + " not passed on; blocked says why, who has to act, and by which call.";
        return (passed + held).strip();
    }

    /**
     * What stays within the limit of an answer: where the texts of goals are long, only their beginning is shown, and where there are
     * many tasks, only the first hand-offs show them. The item of the hand-off has all of it.
     */
    private static List<Json> fitting(List<Json> shown) {
        List<Json> clipped = shown;
        for (int length : LENGTHS) {
            clipped = shown.stream()
                    .map(one -> Clipped.of(one, Integer.MAX_VALUE, text -> Words.clip(text, length)))
                    .toList();
            if (size(clipped) <= ROOM) {
                return clipped;
            }
        }
        List<Json> brief = new ArrayList<>();
        int left = ROOM;
        for (Json one : clipped) {
            boolean fits = one.toString().length() <= left - 200 * (clipped.size() - brief.size());
            Json kept = fits ? one : brief(one.asObject());
            brief.add(kept);
            left -= kept.toString().length();
        }
        return brief;
    }

    private static Json.Obj shown(Handoff handoff, Json.Obj call) {
        Json.Obj shown = Json.Obj.EMPTY
                .with("handoffId", handoff.called())
                .with("status", handoff.status().word())
                .with("goalId", handoff.context().goalId())
                .with("goalName", handoff.context().goalName())
                .with("suggestedToolCall", call);
        if (handoff.kind() == Handoff.Kind.GOAL_TO_SPEC) {
            return shown;
        }
        TaskGraph.Parallel parallel = TaskGraph.of(handoff.tasks());
        Json.Obj analysis = Json.Obj.EMPTY
                .with("shouldParallelize", parallel.shouldParallelize())
                .with("estimatedSpeedup", parallel.estimatedSpeedup())
                .with("mode", parallel.mode())
                .with("reasoning", parallel.reasoning());
        return shown.with("workflowName", SuggestedCall.workflowName(handoff.context()))
                .with("parallelizationAnalysis", analysis)
                .with("source", handoff.source());
    }

    private static Json.Obj brief(Json.Obj one) {
        return one.without("suggestedToolCall")
                .without("parallelizationAnalysis")
                .with("note", "Prepare it alone for its call; the item of the hand-off has everything.");
    }

    private static int size(List<Json> all) {
        return all.stream().mapToInt(one -> one.toString().length()).sum();
    }
}
