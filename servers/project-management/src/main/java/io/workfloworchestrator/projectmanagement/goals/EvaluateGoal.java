package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.server.News;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import java.util.List;
import java.util.Optional;

/** {@code evaluate_goal}: what a goal is worth and costs, and when it is worth doing. Thread-safe. */
record EvaluateGoal(GoalChanges goals) {
    static final String NAME = "evaluate_goal";

    record In(
            @Field(untrusted = true, max = 20_000) Optional<String> goalDescription,
            Optional<String> context,
            Optional<String> goalId,
            @Field(listed = false) Optional<String> impactScore,
            @Field(min = 0, listed = false) Optional<Integer> peopleAffected,
            @Field(listed = false) Optional<String> problemSeverity,
            @Field(listed = false) Optional<String> strategicValue,
            @Field(listed = false) Optional<String> effortScore,
            @Field(listed = false) Optional<String> technicalComplexity,
            @Field(min = 0, listed = false) Optional<Integer> dependenciesCount,
            @Field(listed = false) Optional<String> scopeClarity,
            @Field(listed = false) Optional<String> timeEstimate,
            @Field(listed = false) Optional<String> projectType,
            @Field(listed = false) Optional<String> workspacePath,
            @Field(listed = false) Optional<String> projectPath) {
        Factors factors() {
            return Factors.of(RecordCodec.of(In.class).encode(this).asObject());
        }
    }

    record Out(
            @Field(untrusted = true, listed = false) Json impact,
            @Field(untrusted = true, listed = false) Json effort,
            Json tier,
            @Field(listed = false) List<String> suggestions,
            @Field(listed = false) List<String> nextSteps,
            @Field(untrusted = true, listed = false) Json autonomous,
            @Field(listed = false) Optional<String> goalId,
            @Field(untrusted = true, listed = false) List<String> kept,
            @Field(flat = true) News news) {}

    Out on(OpenProject project, In in, Cause cause) {
        ToolContext.check(project, in.projectPath());
        GoalRules rules = GoalRules.of(project.workflow().project());
        if (in.goalId().isPresent()) {
            return written(project, rules, in, cause);
        }
        String text = in.goalDescription()
                .filter(one -> !one.isBlank())
                .orElseThrow(
                        () -> new GoalException(
                                "E_ARG_MISSING",
                                "evaluate_goal needs goalDescription, what the goal is about, or goalId, the goal to evaluate."));
        Evaluation evaluation = Evaluation.of(rules, whole(text, in.context()), in.factors());
        return out(
                rules,
                evaluation,
                whole(text, in.context()),
                Optional.empty(),
                List.of(),
                goals.context().told(project, project.state().now()));
    }

    private Out written(OpenProject project, GoalRules rules, In in, Cause cause) {
        Goal goal = goals.now(project, in.projectPath()).named(in.goalId().orElseThrow());
        if (goal.isArchived()) {
            throw new GoalException(
                    "E_GOAL_ARCHIVED", goal.number() + " is " + goal.status() + ", and is not evaluated any more.");
        }
        String text = whole(
                in.goalDescription().orElseGet(() -> textOf(goal)), in.context().or(() -> goal.text("context")));
        Factors given = in.factors();
        Factors kept = StandingFactors.of(rules, whole(textOf(goal), goal.text("context")), goal)
                .without(given)
                .without(decided(given));
        Evaluation evaluation = Evaluation.of(rules, text, given.or(kept));
        GoalChanges.Changed<String> changed = goals.change(
                project,
                cause.doing(
                        "evaluated " + goal.number() + ": " + evaluation.tier().word()),
                items -> items.edit(goal.id(), evaluation.fields(goal), Revision.NONE)
                        .id());
        return out(rules, evaluation, text, Optional.of(goal.number()), kept.said(), changed.news());
    }

    /** What a call decides along with what it gives: an effort by its time, a tier by either level. */
    private static Factors decided(Factors given) {
        boolean isLevel = given.level(Factor.IMPACT).isPresent()
                || given.level(Factor.EFFORT).isPresent();
        return Factors.NONE
                .with(Factor.EFFORT, given.time().map(time -> Level.MEDIUM))
                .with(Factor.TIER, isLevel ? Optional.of(Tier.NEXT) : Optional.empty());
    }

    private static String textOf(Goal goal) {
        return goal.title() + goal.text("description").map(text -> "\n" + text).orElse("");
    }

    private static String whole(String text, Optional<String> context) {
        return text + context.map(more -> "\n" + more).orElse("");
    }

    private static Out out(
            GoalRules rules, Evaluation evaluation, String text, Optional<String> goal, List<String> kept, News news) {
        boolean sure = evaluation.effort().confidence() == Level.HIGH;
        return new Out(
                evaluation.impact().json(),
                evaluation.effort().json(),
                evaluation.tierJson(rules),
                evaluation.suggestions(),
                evaluation.nextSteps(goal.isPresent()),
                Autonomy.of(rules, text, sure).json(),
                goal,
                kept,
                news);
    }
}
