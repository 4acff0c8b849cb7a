package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.server.News;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import java.util.List;
import java.util.Optional;

/** {@code promote_to_selected}: a potential or shelved goal is selected, with its priority, owner and day. Thread-safe. */
record PromoteGoal(GoalChanges goals) {
    static final String NAME = "promote_to_selected";

    record In(
            @Field("Or goalId") Optional<String> potentialGoalFile,
            @Field(listed = false) Optional<String> goalId,
            Optional<String> priority,
            Optional<String> owner,
            Optional<String> targetDate,
            @Field(listed = false) Optional<Boolean> generateSpec,
            @Field(listed = false) Optional<String> status,
            @Field(listed = false) Optional<String> nextAction,
            @Field(listed = false) Optional<String> projectPath) {
        /** The goal, by its number as the other tools for goals have it, or by its file as the forerunner had it. */
        String goal() {
            return goalId.or(() -> potentialGoalFile)
                    .filter(text -> !text.isBlank())
                    .orElseThrow(() -> new ToolException(
                            "E_ARG_MISSING",
                            "\"goalId\" is missing. Nothing was changed. Give the number of a potential goal, such as"
                                    + " G-01, or its file as potentialGoalFile."));
        }
    }

    record Out(
            String goalId,
            @Field(untrusted = true, listed = false) String goalName,
            @Field(listed = false) String status,
            @Field(untrusted = true, listed = false) Optional<Json> goalContext,

            @Field(untrusted = true, max = 600, listed = false)
            String message,

            @Field(flat = true) News news) {}

    Out on(OpenProject project, In in, Cause cause) {
        GoalBook book = goals.now(project, in.projectPath());
        Goal goal = book.named(in.goal());
        requirePotential(goal);
        boolean spec = in.generateSpec().orElse(false);
        String status = in.status()
                .map(text -> Choice.of("status", text, new String[] {Goal.PLANNING, Goal.NOT_STARTED}, word -> word))
                .orElse(spec ? Goal.PLANNING : Goal.NOT_STARTED);
        Json.Obj changes = Json.Obj.EMPTY
                .with(
                        "priority",
                        Level.of("priority", in.priority().orElse("Medium")).word())
                .with("promoted", book.today().toString())
                .with("owner", in.owner().filter(text -> !text.isBlank()))
                .with("nextAction", in.nextAction().filter(text -> !text.isBlank()))
                .with(
                        "target",
                        in.targetDate()
                                .filter(day -> !day.isBlank() && !day.equalsIgnoreCase("TBD"))
                                .map(day -> Days.require("targetDate", day).toString()));

        GoalChanges.Changed<String> changed =
                goals.change(project, cause.doing("selected " + goal.number() + " " + goal.title()), items -> {
                    if (goal.status().equals(Goal.SHELVED)) {
                        items.move(goal.id(), "reconsider", Revision.NONE);
                    }
                    items.edit(goal.id(), changes, Revision.NONE);
                    return items.move(goal.id(), status.equals(Goal.PLANNING) ? "plan" : "promote", Revision.NONE)
                            .id();
                });
        return out(changed, spec);
    }

    private static Out out(GoalChanges.Changed<String> changed, boolean spec) {
        Goal goal = changed.goal(changed.result());
        String message = goal.number() + " is selected, " + goal.status() + "."
                + (spec
                        ? " Hand it over by prepare_spec_handoff " + goal.number() + "."
                        : " Begin it by update_goal_progress " + goal.number() + ".")
                + (goal.measures().isEmpty()
                        ? " It has no measures: say what shows that it is reached, by update_goal_progress with measures, a list of texts, or as measures in its file's front matter."
                        : "");
        return new Out(
                goal.number(),
                goal.title(),
                goal.status(),
                spec ? Optional.of(context(goal)) : Optional.empty(),
                message,
                changed.news());
    }

    private static Json context(Goal goal) {
        Json.Obj context = Json.Obj.EMPTY.with("name", goal.title());
        for (String field : List.of("description", "context", "objective", "impact", "effort", "tier")) {
            String name = field.equals("impact") || field.equals("effort") ? field + "Score" : field;
            context = context.with(name, goal.text(field));
        }
        return context.with("measures", Json.strings(goal.measures()));
    }

    private static void requirePotential(Goal goal) {
        if (goal.isPotential() || goal.status().equals(Goal.SHELVED)) {
            return;
        }
        String shown = goal.number() + " \"" + Choice.shown(goal.title()) + "\" is " + goal.status();
        if (goal.isArchived()) {
            throw new GoalException(
                    "E_GOAL_ARCHIVED",
                    shown + ", and done. Nothing was changed. Write down a new goal for more of it.");
        }
        throw new GoalException("E_GOAL_SELECTED", shown + " already. Nothing was changed.")
                .next("update_goal_progress", Json.Obj.EMPTY.with("goalId", goal.number()));
    }
}
