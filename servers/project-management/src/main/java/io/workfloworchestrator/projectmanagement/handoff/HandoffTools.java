package io.workfloworchestrator.projectmanagement.handoff;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
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

    private final ToolContext context;

    private HandoffTools(ToolContext context) {
        this.context = context;
    }

    public static List<Tool<?, ?>> of(ToolContext context) {
        HandoffTools tools = new HandoffTools(context);
        return List.of(
                tools.tool(SPEC, "Pass goals on to be specified.", Handoff.Kind.GOAL_TO_SPEC),
                tools.tool(TASKS, "The same, to have the tasks done.", Handoff.Kind.GOAL_TO_TASKS));
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

    private Tool<In, Out> tool(String name, String description, Handoff.Kind kind) {
        return Tool.of(name, In.class, Out.class)
                .description(description)
                .handler(context.handler(name, (project, in, cause) -> {
                    ToolContext.check(project, in.projectPath());
                    return answer(project, kind, Preparing.of(project, kind, in.goals(), cause));
                }));
    }

    private Out answer(OpenProject project, Handoff.Kind kind, Preparing.Prepared done) {
        List<Json> shown = new ArrayList<>();
        done.handoffs().forEach(one -> shown.add(HandoffAnswer.one(one, SuggestedCall.of(project, one))));
        List<Handoff> waiting = Waiting.of(done.after());
        List<String> lines = new ArrayList<>(
                waiting.stream().limit(MOST_SHOWN).map(Waiting::line).toList());
        if (waiting.size() > MOST_SHOWN) {
            lines.add((waiting.size() - MOST_SHOWN) + " more; list_items of the kind handoff has all.");
        }
        return new Out(
                Json.array(HandoffAnswer.fitting(shown)),
                done.blocked().stream().map(Blockage::toJson).toList(),
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
}
