package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.workflow.ItemException;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The tools for goals: from an idea over its evaluation, selection and progress to the archive. Thread-safe.
 */
public final class GoalTools {
    private final ToolContext context;
    private final List<Tool<?, ?>> tools = new ArrayList<>();

    private GoalTools(ToolContext context, Clock clock) {
        this.context = context;
        GoalChanges goals = new GoalChanges(context, clock);

        add(
                EvaluateGoal.NAME,
                EvaluateGoal.In.class,
                EvaluateGoal.Out.class,
                tool -> tool.description(
                        "Kept in goalId. Also impactScore, effortScore, peopleAffected, problemSeverity,"
                                + " strategicValue, technicalComplexity, dependenciesCount, scopeClarity, timeEstimate."),
                new EvaluateGoal(goals)::on);

        add(
                CreateGoal.NAME,
                CreateGoal.In.class,
                CreateGoal.Out.class,
                tool -> tool.description("The rest is judged by the words."),
                new CreateGoal(goals)::on);

        add(
                PromoteGoal.NAME,
                PromoteGoal.In.class,
                PromoteGoal.Out.class,
                tool -> tool.description("To be done."),
                new PromoteGoal(goals)::on);

        add(
                ExtractIdeas.NAME,
                ExtractIdeas.In.class,
                ExtractIdeas.Out.class,
                tool -> tool.description("From notes; also minConfidence."),
                new ExtractIdeas(goals)::on);

        add(
                ViewDashboard.NAME,
                ViewDashboard.In.class,
                ViewDashboard.Out.class,
                tool -> tool.description("Goals and alerts, in pages.").readOnly(),
                new ViewDashboard(goals)::on);

        add(
                ReorderGoals.NAME,
                ReorderGoals.In.class,
                ReorderGoals.Out.class,
                tool -> tool.description("Each selected goal once."),
                new ReorderGoals(goals)::on);

        add(
                UpdateProgress.NAME,
                ProgressCall.class,
                UpdateProgress.Out.class,
                tool -> tool.description("Evidence is measure: outcome. Also measures."),
                new UpdateProgress(goals)::on);

        add(
                ArchiveGoal.NAME,
                ArchiveGoal.In.class,
                ArchiveGoal.Out.class,
                tool -> tool.description("archiveType: implemented, shelved. Also retrospective."),
                new ArchiveGoal(goals)::on);

        add(
                ReviewGoals.NAME,
                ReviewGoals.In.class,
                ReviewGoals.Out.class,
                tool -> tool.description("Which goals want attention.").readOnly(),
                new ReviewGoals(goals)::on);
    }

    private <I extends Record, O extends Record> void add(
            String name,
            Class<I> input,
            Class<O> output,
            UnaryOperator<Tool.Builder<I, O>> described,
            ToolContext.Work<I, O> work) {
        Tool.Builder<I, O> tool = described.apply(Tool.of(name, input, output));
        tools.add(tool.handler(context.handler(name, (project, in, cause) -> {
            try {
                return work.on(project, in, cause);
            } catch (GoalException e) {
                throw refusal(e);
            } catch (ItemException e) {
                throw refusal(e);
            }
        })));
    }

    /** @param clock its zone is that of the people whose calendar days count */
    public static List<Tool<?, ?>> of(ToolContext context, Clock clock) {
        return List.copyOf(new GoalTools(context, clock).tools);
    }

    /**
     * @param most the most goals of a column, at least 1
     * @throws GoalException {@code E_PLANNING_OLDER}
     */
    public static Json.Obj board(OpenProject project, Clock clock, int most) {
        return GoalBoard.of(project, GoalBook.of(project.workflow().now(), clock), most);
    }

    /**
     * All reasons to look at goals at a moment, the most urgent first, on the clock's day in the clock's zone.
     *
     * @throws GoalException {@code E_PLANNING_OLDER} if the work runs by a definition without goals
     */
    public static List<Concern> concerns(WorkflowMoment<Json> moment, Clock clock) {
        return GoalBook.of(moment, clock).concerns();
    }

    /**
     * @param name its number, its id, a beginning of its id, or its name
     * @throws GoalException {@code E_GOAL}, {@code E_PLANNING_OLDER}
     */
    public static Json.Obj show(OpenProject project, Clock clock, String name) {
        GoalBook book = GoalBook.of(project.workflow().now(), clock);
        return GoalBoard.whole(project, book, book.named(name));
    }

    private static ToolException refusal(GoalException e) {
        ToolException refused = new ToolException(e.code(), String.valueOf(e.getMessage()), e);
        return e.next().map(next -> refused.next(next.tool(), next.arguments())).orElse(refused);
    }

    /** A closed gate names the tool that opens it. */
    private static ToolException refusal(ItemException e) {
        ToolException refused = new ToolException(e.code(), String.valueOf(e.getMessage()), e);
        return e.call()
                .map(call -> refused.next(call.tool(), call.json().asObject()))
                .orElse(refused);
    }
}
