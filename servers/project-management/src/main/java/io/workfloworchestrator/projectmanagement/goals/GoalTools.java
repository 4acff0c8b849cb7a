package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.workflow.ItemException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
        EvaluateGoal evaluate = new EvaluateGoal(goals);
        add(
                EvaluateGoal.NAME,
                EvaluateGoal.In.class,
                EvaluateGoal.Out.class,
                tool -> tool.description(
                        "Kept in goalId. Also impactScore, effortScore, peopleAffected, problemSeverity,"
                                + " strategicValue, technicalComplexity, dependenciesCount, scopeClarity, timeEstimate."),
                evaluate::on);
        CreateGoal create = new CreateGoal(goals);
        add(
                CreateGoal.NAME,
                CreateGoal.In.class,
                CreateGoal.Out.class,
                tool -> tool.description("The rest is judged by the words."),
                create::on);
        PromoteGoal promote = new PromoteGoal(goals);
        add(
                PromoteGoal.NAME,
                PromoteGoal.In.class,
                PromoteGoal.Out.class,
                tool -> tool.description("To be done."),
                promote::on);
        ExtractIdeas extract = new ExtractIdeas(goals);
        add(
                ExtractIdeas.NAME,
                ExtractIdeas.In.class,
                ExtractIdeas.Out.class,
                tool -> tool.description("From notes; also minConfidence."),
                extract::on);
        ViewDashboard dashboard = new ViewDashboard(goals);
        add(
                ViewDashboard.NAME,
                ViewDashboard.In.class,
                ViewDashboard.Out.class,
                tool -> tool.description("Goals and alerts, in pages.").readOnly(),
                (project, in, cause) -> dashboard.on(project, in));
        ReorderGoals reorder = new ReorderGoals(goals);
        add(
                ReorderGoals.NAME,
                ReorderGoals.In.class,
                ReorderGoals.Out.class,
                tool -> tool.description("Each selected goal once."),
                reorder::on);
        addProgress(goals);
    }

    private void addProgress(GoalChanges goals) {
        UpdateProgress progress = new UpdateProgress(goals);
        add(
                UpdateProgress.NAME,
                ProgressCall.class,
                UpdateProgress.Out.class,
                tool -> tool.description("Evidence is measure: outcome. Also measures."),
                progress::on);
        ArchiveGoal archive = new ArchiveGoal(goals);
        add(
                ArchiveGoal.NAME,
                ArchiveGoal.In.class,
                ArchiveGoal.Out.class,
                tool -> tool.description("archiveType: implemented, shelved. Also retrospective."),
                archive::on);
        ReviewGoals review = new ReviewGoals(goals);
        add(
                ReviewGoals.NAME,
                ReviewGoals.In.class,
                ReviewGoals.Out.class,
                tool -> tool.description("Which goals want attention.").readOnly(),
                (project, in, cause) -> review.on(project, in));
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

    /** The nine tools, with calendar days of this machine's zone. */
    public static List<Tool<?, ?>> of(ToolContext context) {
        return of(context, Clock.system(ZoneId.systemDefault()));
    }

    /**
     * The nine tools.
     *
     * @param clock its zone is that of the people whose calendar days count
     */
    public static List<Tool<?, ?>> of(ToolContext context, Clock clock) {
        return List.copyOf(new GoalTools(context, clock).tools);
    }

    /**
     * The goals as a board: columns with their first goals.
     *
     * @param most the most goals of a column, at least 1
     * @throws GoalException {@code E_PLANNING_OLDER}
     */
    public static Json.Obj board(OpenProject project, Clock clock, int most) {
        return GoalBoard.of(project, GoalBook.of(project.workflow().now(), clock), most);
    }

    /**
     * Everything about one goal.
     *
     * @param name its number, its id, a beginning of its id, or its name
     * @throws GoalException {@code E_GOAL}, {@code E_PLANNING_OLDER}
     */
    public static Json.Obj show(OpenProject project, Clock clock, String name) {
        GoalBook book = GoalBook.of(project.workflow().now(), clock);
        return GoalBoard.whole(project, book, book.named(name));
    }

    /** The names of the tools. */
    public static Set<String> names() {
        return Set.of(
                EvaluateGoal.NAME,
                CreateGoal.NAME,
                PromoteGoal.NAME,
                ExtractIdeas.NAME,
                ViewDashboard.NAME,
                ReorderGoals.NAME,
                UpdateProgress.NAME,
                ArchiveGoal.NAME,
                ReviewGoals.NAME);
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
