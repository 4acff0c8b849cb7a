package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.server.News;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import java.util.Optional;

/** {@code archive_goal}: a goal is implemented or shelved, with what was learned; it stays a goal with its number. Thread-safe. */
record ArchiveGoal(GoalChanges goals) {
    static final String NAME = "archive_goal";

    record In(
            String goalId,
            Optional<String> archiveType,
            @Field(listed = false) Optional<Retrospective> retrospective,
            @Field(listed = false) Optional<String> projectPath) {}

    record Out(
            String goalId,
            @Field(untrusted = true, listed = false) String goalName,
            @Field(listed = false) String status,
            @Field(listed = false) boolean alreadyArchived,
            @Field(untrusted = true, listed = false) Json estimateAccuracy,

            @Field(untrusted = true, max = 600, listed = false)
            Optional<String> message,

            @Field(flat = true) News news) {}

    Out on(OpenProject project, In in, Cause cause) {
        GoalBook book = goals.now(project, in.projectPath());
        Goal goal = book.named(in.goalId());
        String type = type(goal, in);
        Retrospective retrospective = in.retrospective().orElse(Retrospective.EMPTY);
        requireWay(goal, type);
        Json.Obj fields = fields(goal, retrospective, book);
        GoalChanges.Changed<String> changed = goals.change(
                project, cause.doing("archived " + goal.number() + " " + goal.title() + " as " + type), items -> {
                    if (!fields.keys().isEmpty()) {
                        items.edit(goal.id(), fields, Revision.NONE);
                    }
                    move(items, goal, type);
                    if (book.passesOn()) {
                        PassedOn.end(items, goal.id(), goal.number() + " is archived as " + type + ".");
                    }
                    return goal.id();
                });
        return out(changed, goal, retrospective);
    }

    /** The one that is given; a goal that is reached or archived already says it itself. */
    private static String type(Goal goal, In in) {
        Optional<String> itself = goal.isArchived()
                ? Optional.of(goal.status())
                : goal.isCompleted() ? Optional.of(Goal.IMPLEMENTED) : Optional.empty();
        return in.archiveType()
                .map(text ->
                        Choice.of("archiveType", text, new String[] {Goal.IMPLEMENTED, Goal.SHELVED}, word -> word))
                .or(() -> itself)
                .orElseThrow(() -> new GoalException(
                        "E_ARG_MISSING",
                        "archive_goal needs archiveType for " + goal.number() + ", which is " + goal.status()
                                + ": implemented or shelved. Nothing was changed."));
    }

    private static void requireWay(Goal goal, String type) {
        boolean implemented = type.equals(Goal.IMPLEMENTED);
        Json.Obj id = Json.Obj.EMPTY.with("goalId", goal.number());
        if (goal.isArchived() && !goal.status().equals(type)) {
            throw new GoalException(
                    "E_GOAL_ARCHIVED",
                    goal.number() + " is archived already, as " + goal.status()
                            + ". Nothing was changed. Undo that first," + " or set another status in its file.");
        }
        if (implemented && goal.isPotential()) {
            throw new GoalException(
                            "E_GOAL_POTENTIAL",
                            goal.number()
                                    + " was never selected, so it is not implemented. Nothing was changed. Select it, or"
                                    + " archive it as shelved.")
                    .next(PromoteGoal.NAME, Json.Obj.EMPTY.with("potentialGoalFile", goal.number()));
        }
        boolean reached = goal.isCompleted() || goal.isArchived() || goal.progress() >= 100;
        if (implemented && !reached) {
            throw new GoalException(
                            "E_GOAL_OPEN",
                            goal.number() + " is " + goal.status() + " at " + goal.progress()
                                    + " percent, not completed. Nothing was changed. Complete it, or archive it as shelved.")
                    .next(UpdateProgress.NAME, id.with("status", "Completed"));
        }
        if (!implemented && goal.isCompleted()) {
            throw new GoalException(
                            "E_GOAL_STATUS",
                            goal.number() + " is completed: it is archived as implemented. Nothing was changed.")
                    .next(NAME, id.with("archiveType", Goal.IMPLEMENTED));
        }
    }

    private static Json.Obj fields(Goal goal, Retrospective retrospective, GoalBook book) {
        Optional<Level> impact = retrospective.impact();
        Optional<String> effort = retrospective.effort();
        String text = retrospective.text();
        boolean isDone = goal.isArchived() || goal.text("completed").isPresent();
        Json.Obj fields = Json.Obj.EMPTY
                .with("actualImpact", impact.map(Level::word))
                .with(
                        "impactAccuracy",
                        impact.map(known -> Accuracy.impact(goal.text("impact").map(Level::orMedium), impact)))
                .with("actualEffort", effort)
                .with("effortAccuracy", effort.map(known -> Accuracy.effort(goal, effort)));
        fields = isDone
                ? fields
                : fields.with(
                        "completed", retrospective.day().orElse(book.today()).toString());
        return text.isEmpty()
                ? fields
                : fields.with(
                        "retrospective",
                        Retrospective.joined(goal.text("retrospective").orElse(""), text));
    }

    /** From whatever status it has: a goal at 100 percent is completed on the way, through the gate of its measures. */
    private static void move(ItemChanges items, Goal goal, String type) {
        Item now = items.get(goal.id());
        if (now.status().equals(type)) {
            return;
        }
        if (type.equals(Goal.SHELVED)) {
            items.move(now.id(), "shelve", Revision.NONE);
            return;
        }
        if (!now.status().equals(Goal.COMPLETED)) {
            items.move(now.id(), "complete", Revision.NONE);
        }
        items.move(now.id(), "implement", Revision.NONE);
    }

    private static Out out(GoalChanges.Changed<String> changed, Goal before, Retrospective retrospective) {
        Goal goal = changed.goal(changed.result());
        Optional<String> message = goal.text("retrospective").isPresent()
                ? Optional.empty()
                : Optional.of(
                        "Nothing was said of what was learned. To add it, call archive_goal again with retrospective,"
                                + " such as {\"lessonsLearned\": \"...\"}.");
        return new Out(
                goal.number(),
                goal.title(),
                goal.status(),
                before.isArchived(),
                Accuracy.of(
                        goal,
                        retrospective
                                .impact()
                                .or(() -> goal.text("actualImpact").map(Level::orMedium)),
                        retrospective.effort().or(() -> goal.text("actualEffort"))),
                message,
                changed.news());
    }
}
