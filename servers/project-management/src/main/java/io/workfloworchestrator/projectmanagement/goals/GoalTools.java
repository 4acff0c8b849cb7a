package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.workflow.ItemException;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The tools for goals: from an idea over its evaluation, selection and progress to the archive. Thread-safe.
 */
public final class GoalTools {
    private GoalTools() {}

    /** @param clock its zone is that of the people whose calendar days count */
    public static List<Tool<?, ?>> of(ToolContext context, Clock clock) {
        GoalChanges goals = new GoalChanges(context, clock);
        return List.of(
                tool(
                        context,
                        EvaluateGoal.NAME,
                        EvaluateGoal.In.class,
                        EvaluateGoal.Out.class,
                        tool -> tool.description(
                                "Kept in goalId. Also impactScore, effortScore, peopleAffected, problemSeverity,"
                                        + " strategicValue, technicalComplexity, dependenciesCount, scopeClarity, timeEstimate."),
                        new EvaluateGoal(goals)::on),
                tool(
                        context,
                        CreateGoal.NAME,
                        CreateGoal.In.class,
                        CreateGoal.Out.class,
                        tool -> tool.description("The rest is judged by the words."),
                        new CreateGoal(goals)::on),
                tool(
                        context,
                        PromoteGoal.NAME,
                        PromoteGoal.In.class,
                        PromoteGoal.Out.class,
                        tool -> tool.description("Chosen to be done."),
                        new PromoteGoal(goals)::on),
                tool(
                        context,
                        ExtractIdeas.NAME,
                        ExtractIdeas.In.class,
                        ExtractIdeas.Out.class,
                        tool -> tool.description("From notes; also minConfidence."),
                        new ExtractIdeas(goals)::on),
                tool(
                        context,
                        ViewDashboard.NAME,
                        ViewDashboard.In.class,
                        ViewDashboard.Out.class,
                        tool -> tool.description("Goals and alerts, in pages.").readOnly(),
                        new ViewDashboard(goals)::on),
                tool(
                        context,
                        ReorderGoals.NAME,
                        ReorderGoals.In.class,
                        ReorderGoals.Out.class,
                        tool -> tool.description("Names each selected goal once."),
                        new ReorderGoals(goals)::on),
                tool(
                        context,
                        UpdateProgress.NAME,
                        ProgressCall.class,
                        UpdateProgress.Out.class,
                        tool -> tool.description("Evidence is measure: outcome. Also measures."),
                        new UpdateProgress(goals)::on),
                tool(
                        context,
                        ArchiveGoal.NAME,
                        ArchiveGoal.In.class,
                        ArchiveGoal.Out.class,
                        tool -> tool.description("archiveType: implemented, shelved. Also retrospective."),
                        new ArchiveGoal(goals)::on),
                tool(
                        context,
                        ReviewGoals.NAME,
                        ReviewGoals.In.class,
                        ReviewGoals.Out.class,
                        tool -> tool.description("Which goals want attention.").readOnly(),
                        new ReviewGoals(goals)::on));
    }

    private static <I extends Record, O extends Record> Tool<I, O> tool(
            ToolContext context,
            String name,
            Class<I> input,
            Class<O> output,
            UnaryOperator<Tool.Builder<I, O>> described,
            ToolContext.Work<I, O> work) {
        Tool.Builder<I, O> tool = described.apply(Tool.of(name, input, output));
        return tool.handler(context.handler(name, (project, in, cause) -> {
            try {
                return work.on(project, in, cause);
            } catch (GoalException e) {
                throw e.refusal();
            } catch (ItemException e) {
                throw refusal(e);
            }
        }));
    }

    /**
     * All reasons to look at goals at a moment, the most urgent first, on the clock's day in the clock's zone.
     *
     * @throws GoalException {@code E_PLANNING_OLDER} if the work runs by a definition without goals
     */
    public static List<Concern> concerns(WorkflowMoment<Json> moment, Clock clock) {
        return GoalBook.of(moment, clock).concerns();
    }

    /** A closed gate names the tool that opens it. */
    private static ToolException refusal(ItemException e) {
        ToolException refused = new ToolException(e);
        return e.call()
                .map(call -> refused.next(call.tool(), call.json().asObject()))
                .orElse(refused);
    }
}
