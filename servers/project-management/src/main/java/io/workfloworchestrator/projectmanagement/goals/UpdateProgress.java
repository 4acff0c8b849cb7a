package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.server.News;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.state.Cause;
import java.util.List;
import java.util.Optional;

/** {@code update_goal_progress}: how far a selected goal is, how it stands, and what is next. Thread-safe. */
record UpdateProgress(GoalChanges goals) {
    static final String NAME = "update_goal_progress";

    record Out(
            @Field(listed = false) String goalId,
            @Field(untrusted = true, listed = false) String goalName,
            @Field(listed = false) int previousProgress,
            @Field(listed = false) int newProgress,
            @Field(listed = false) String previousStatus,
            @Field(listed = false) String newStatus,
            Json velocity,
            @Field(untrusted = true, listed = false) List<Json> measures,

            @Field(untrusted = true, max = 900, listed = false)
            Optional<String> message,

            @Field(flat = true) News news) {}

    Out on(OpenProject project, ProgressCall in, Cause cause) {
        GoalBook book = goals.now(project, in.projectPath());
        Goal goal = book.named(in.goalId());
        requireSelected(goal, in);
        Optional<ProgressGiven> given = ProgressGiven.of(in, goal, project, book);
        requireSomething(in, given, goal);
        ProgressChange change = ProgressChange.of(in, given, goal, book);
        GoalChanges.Changed<ProgressChange.Made> changed = goals.change(
                project,
                ToolContext.because(cause, in.reason()).doing(change.words()),
                items -> change.on(items, evidence -> project.workflow().items().evidence(evidence, cause.actor())));
        return out(changed, change);
    }

    private static Out out(GoalChanges.Changed<ProgressChange.Made> changed, ProgressChange change) {
        ProgressChange.Made made = changed.result();
        Goal now = changed.goal(made.id());
        return new Out(
                now.number(),
                now.title(),
                made.progressBefore(),
                now.progress(),
                made.statusBefore(),
                now.status(),
                Velocity.of(now.log(), changed.after().today()),
                Measures.of(now).stream().<Json>map(Measures.Measure::json).toList(),
                change.message(now),
                changed.news());
    }

    private static void requireSelected(Goal goal, ProgressCall in) {
        Json.Obj id = Json.Obj.EMPTY.with("potentialGoalFile", goal.number());
        if (goal.isPotential() && in.isAboutWork()) {
            throw new GoalException(
                            "E_GOAL_POTENTIAL",
                            goal.number()
                                    + " is not selected yet, so it has no progress. Nothing was changed. Select it"
                                    + " first.")
                    .next(PromoteGoal.NAME, id);
        }
        if (goal.isArchived()) {
            throw new GoalException(
                    "E_GOAL_ARCHIVED",
                    goal.number() + " is archived, " + goal.status() + ". Nothing was changed."
                            + (goal.status().equals(Goal.SHELVED)
                                    ? " A shelved goal is taken up again by promote_to_selected."
                                    : " Write down a new goal for more of it, or undo the archiving."));
        }
    }

    private static void requireSomething(ProgressCall in, Optional<ProgressGiven> given, Goal goal) {
        if (given.isEmpty() && in.specification().isEmpty() && !in.isAboutMore()) {
            throw new GoalException(
                    "E_ARG_MISSING",
                    "update_goal_progress needs something to record for " + goal.number() + ": progress (0 to 100),"
                            + " tasksCompleted with totalTasks, specPath (the folder of its specification, or a file of tasks), workflow, status, blockers, nextAction,"
                            + " evidence, measures, objective, owner, priority or targetDate. Nothing was changed.");
        }
    }
}
