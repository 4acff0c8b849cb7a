package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.projectmanagement.PlanningItems;
import io.workfloworchestrator.server.News;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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
            @Field(flat = true) News news) {}

    Out on(OpenProject project, In in, Cause cause) {
        GoalBook book = goals.now(project, in.projectPath());
        List<Goal> found = asked(in, book);
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
                first && in.includeStats().orElse(true) ? Optional.of(statistics(book.all())) : Optional.empty(),
                first && in.includeAlerts().orElse(true) ? alerts(book) : List.of(),
                first ? book.findings() : List.of(),
                page.next(),
                goals.context().told(project, book.moment().moment()));
    }

    private static List<GoalRow> group(List<GoalRow> rows, GoalRow.Group group) {
        return rows.stream()
                .filter(row -> GoalRow.Group.of(row.status()) == group)
                .toList();
    }

    /** The most pressing reasons to look at goals, then names that are nearly the same. */
    private static List<Json> alerts(GoalBook book) {
        List<Concern> concerns = book.concerns();
        List<Json> alerts = new ArrayList<>();
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

    // which goals, and in which order

    private enum Sort {
        /** The order of people. */
        ORDER,
        IMPACT,
        EFFORT,
        PRIORITY,
        DATE,
        PROGRESS
    }

    /** The goals that are asked for: the selected ones first, then the potential ones, then the archive. */
    private static List<Goal> asked(In in, GoalBook book) {
        Optional<String> tier = in.tier().map(text -> Tier.of("tier", text).word());
        Optional<String> priority =
                in.priority().map(text -> Level.of("priority", text).word());
        String[] statuses = book.kind().status().values().toArray(String[]::new);
        Optional<String> status = in.status().map(text -> Choice.of("status", text, statuses, word -> word));
        Sort sort = in.sortBy()
                .map(text -> Choice.of("sortBy", text, Sort.values(), one -> Choice.plain(one.name())))
                .orElse(Sort.ORDER);
        List<Goal> found = new ArrayList<>(book.only(goal -> has(goal, "tier", tier)
                && has(goal, "priority", priority)
                && status.filter(one -> !one.equals(goal.status())).isEmpty()
                && has(goal, "owner", in.owner())));
        found.sort(Comparator.<Goal, GoalRow.Group>comparing(goal -> GoalRow.Group.of(goal.status()))
                .thenComparing(order(sort)));
        return found;
    }

    private static boolean has(Goal goal, String field, Optional<String> wanted) {
        return wanted.filter(one -> !goal.text(field).orElse("").equalsIgnoreCase(one))
                .isEmpty();
    }

    private static Comparator<Goal> order(Sort sort) {
        return switch (sort) {
            case ORDER -> Comparator.comparing(goal -> GoalRow.Group.of(goal.status()));
            case IMPACT -> Comparator.comparing(goal -> level(goal, "impact"));
            case EFFORT ->
                Comparator.comparing((Goal goal) -> level(goal, "effort")).reversed();
            case PRIORITY -> Comparator.comparing(goal -> level(goal, "priority"));
            case DATE ->
                Comparator.comparing((Goal goal) -> goal.item().state().changed())
                        .reversed();
            case PROGRESS -> Comparator.comparingInt(goal -> -goal.progress());
        };
    }

    private static Level level(Goal goal, String field) {
        return Level.orMedium(goal.text(field).orElse(""));
    }

    // how many there are of each sort

    private static Json statistics(List<Goal> goals) {
        List<Goal> selected = goals.stream().filter(Goal::isSelected).toList();
        return Json.Obj.EMPTY
                .with("totalPotential", count(goals, GoalRow.Group.POTENTIAL))
                .with("totalSelected", count(goals, GoalRow.Group.SELECTED))
                .with("totalCompleted", count(goals, GoalRow.Group.COMPLETED))
                .with("totalShelved", count(goals, GoalRow.Group.SHELVED))
                .with("byTier", by(goals, goal -> goal.text("tier").orElse("")))
                .with("byPriority", by(selected, goal -> goal.text("priority").orElse("")))
                .with("byStatus", by(selected, Goal::status));
    }

    private static long count(List<Goal> goals, GoalRow.Group group) {
        return goals.stream()
                .filter(goal -> GoalRow.Group.of(goal.status()) == group)
                .count();
    }

    private static Json by(List<Goal> goals, Function<Goal, String> key) {
        return PlanningItems.counts(goals.stream().map(key).filter(word -> !word.isEmpty()));
    }
}
