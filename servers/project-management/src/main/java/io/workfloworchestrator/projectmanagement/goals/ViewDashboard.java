package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import java.util.List;
import java.util.Optional;

/** {@code view_goals_dashboard}: the goals page by page, with alerts, statistics, and what is wrong with their files. Thread-safe. */
record ViewDashboard(GoalChanges goals) {
    static final String NAME = "view_goals_dashboard";

    private static final int USUAL = 20;
    private static final int MOST = 100;
    private static final int ROOM = 11_000;
    private static final int MOST_ALERTS = 10;
    private static final int MOST_DUPLICATES = 5;

    record In(
            Optional<String> tier,
            Optional<String> status,
            @Field(listed = false) Optional<String> priority,
            Optional<String> owner,
            Optional<String> sortBy,
            Optional<String> cursor,
            @Field(min = 1, listed = false) Optional<Integer> limit,
            @Field(listed = false) Optional<Boolean> includeAlerts,
            @Field(listed = false) Optional<Boolean> includeStats,
            @Field(listed = false) Optional<String> projectPath) {}

    record Out(
            @Field(named = false, listed = false) List<GoalRow> potentialGoals,
            @Field(named = false, listed = false) List<GoalRow> selectedGoals,
            @Field(named = false, listed = false) List<GoalRow> completedGoals,
            @Field(named = false, listed = false) List<GoalRow> shelvedGoals,
            @Field(listed = false) int total,
            Optional<Json> stats,
            @Field(untrusted = true, listed = false) List<Json> alerts,

            @Field(untrusted = true, max = 400, listed = false)
            List<String> findings,

            @Field(listed = false) Optional<String> cursor,
            @Field(listed = false) long revision,

            @Field(untrusted = true, max = 400, listed = false)
            List<String> changes) {}

    Out on(OpenProject project, In in, Cause cause) {
        GoalBook book = goals.now(project, in.projectPath());
        List<Goal> found = GoalFilter.of(in, book).in(book.all());
        int limit = Math.min(MOST, in.limit().orElse(USUAL));
        Page<Goal> page = Page.of(found, in.cursor(), limit, ROOM, goal -> GoalRow.size(goal, book));
        List<GoalRow> rows = page.shown().stream()
                .map(goal -> GoalRow.of(
                        goal, book, TaskCount.of(goal, project, book.moment().moment())))
                .toList();
        boolean first = in.cursor().isEmpty();
        return new Out(
                group(rows, GoalRow.Group.POTENTIAL),
                group(rows, GoalRow.Group.SELECTED),
                group(rows, GoalRow.Group.COMPLETED),
                group(rows, GoalRow.Group.SHELVED),
                found.size(),
                first && in.includeStats().orElse(true) ? Optional.of(GoalStatistics.of(book.all())) : Optional.empty(),
                first && in.includeAlerts().orElse(true) ? alerts(book) : List.of(),
                first ? book.findings() : List.of(),
                page.next(),
                book.moment().revision().number(),
                goals.news(project, book.moment().moment()));
    }

    private static List<GoalRow> group(List<GoalRow> rows, GoalRow.Group group) {
        return rows.stream()
                .filter(row -> GoalRow.Group.of(row.status()) == group)
                .toList();
    }

    /** The most pressing reasons to look at goals, then names that are nearly the same. */
    private static List<Json> alerts(GoalBook book) {
        List<Concern> concerns = book.concerns();
        List<Json> alerts = new java.util.ArrayList<>();
        for (Concern concern : concerns.subList(0, Math.min(MOST_ALERTS, concerns.size()))) {
            alerts.add(alert(
                            severity(concern.urgency()),
                            concern.type().word(),
                            concern.goal(),
                            concern.reason() + " " + concern.action())
                    .with("call", concern.callJson()));
        }
        if (concerns.size() > MOST_ALERTS) {
            alerts.add(Json.Obj.EMPTY
                    .with("severity", "info")
                    .with("type", "more")
                    .with("message", (concerns.size() - MOST_ALERTS) + " more: " + ReviewGoals.NAME + " lists them."));
        }
        List<Goal> open = book.only(goal -> !goal.isArchived());
        for (Duplicates.Pair<Goal> pair : Duplicates.among(open, Goal::title, MOST_DUPLICATES)) {
            alerts.add(alert(
                    "info",
                    "duplicate",
                    pair.other(),
                    "Its name is nearly that of " + pair.one().number() + ", \""
                            + Choice.shown(pair.one().title()) + "\"."));
        }
        return alerts;
    }

    private static Json.Obj alert(String severity, String type, Goal goal, String message) {
        return Json.Obj.EMPTY
                .with("severity", severity)
                .with("type", type)
                .with("goalId", goal.number())
                .with("goalName", Choice.shown(goal.title()))
                .with("message", message);
    }

    private static String severity(Level urgency) {
        return switch (urgency) {
            case HIGH -> "urgent";
            case MEDIUM -> "attention";
            case LOW -> "info";
        };
    }
}
