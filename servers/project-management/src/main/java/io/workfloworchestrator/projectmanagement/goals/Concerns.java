package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the goals that want attention, and says why and what to do. Pure functions. */
record Concerns(LocalDate today, ZoneId zone, Thresholds limits) {
    /** All reasons to look at these goals, the most urgent first, and among equals the longest-standing. */
    List<Concern> of(List<Goal> goals) {
        List<Concern> found = new ArrayList<>();
        goals.forEach(goal -> collect(goal, found));
        found.sort(Comparator.comparing(Concern::urgency)
                .thenComparing(Comparator.comparingInt(Concern::days).reversed()));
        return found;
    }

    private void collect(Goal goal, List<Concern> found) {
        if (goal.isArchived()) {
            return;
        }
        if (goal.isCompleted() || goal.progress() >= 100) {
            completed(goal, found);
            return;
        }
        if (goal.isPotential()) {
            stale(goal, found);
        } else if (goal.isActive()) {
            longRunning(goal, found);
            noProgress(goal, found);
        } else if (goal.status().equals(Goal.BLOCKED)) {
            blocked(goal, found);
        }
        overdue(goal, found);
    }

    private void completed(Goal goal, List<Concern> found) {
        LocalDate since = goal.since(zone);
        boolean open = !goal.isCompleted();
        found.add(new Concern(
                goal,
                Concern.Type.COMPLETED_NOT_ARCHIVED,
                Level.HIGH,
                open
                        ? "It is at 100 percent, and its status is " + goal.status() + "."
                        : "It is completed and not archived.",
                Days.between(since, today),
                since,
                open ? "Complete it, with the evidence of its measures." : "Archive it with what was learned.",
                open ? "update_goal_progress" : "archive_goal",
                arguments(goal, open ? "status" : "archiveType", open ? "Completed" : Goal.IMPLEMENTED)));
    }

    private void stale(Goal goal, List<Concern> found) {
        LocalDate since = goal.changed(zone);
        int days = Days.between(since, today);
        if (days >= limits.stale()) {
            found.add(new Concern(
                    goal,
                    Concern.Type.STALE,
                    days >= 2 * limits.stale() ? Level.HIGH : days >= limits.stale() * 4 / 3 ? Level.MEDIUM : Level.LOW,
                    "It is potential, and nothing changed for " + days + " days.",
                    days,
                    since,
                    "Select it, or shelve it with the reason.",
                    "archive_goal",
                    arguments(goal, "archiveType", Goal.SHELVED)));
        }
    }

    private void longRunning(Goal goal, List<Concern> found) {
        LocalDate since = goal.promoted(zone);
        int days = Days.between(since, today);
        if (days >= limits.longRunning()) {
            found.add(new Concern(
                    goal,
                    Concern.Type.LONG_RUNNING,
                    days >= 2 * limits.longRunning() ? Level.HIGH : Level.MEDIUM,
                    "It was selected " + days + " days ago, and is still in progress.",
                    days,
                    since,
                    "Split what is left into smaller goals, or say its progress.",
                    "create_potential_goal",
                    Json.Obj.EMPTY
                            .with("goalName", goal.title() + ": the rest")
                            .with("goalDescription", "What is left of " + goal.number() + ".")));
        }
    }

    private void noProgress(Goal goal, List<Concern> found) {
        LocalDate since = lastProgress(goal);
        int days = Days.between(since, today);
        if (days >= limits.noProgress()) {
            Level urgency = days >= limits.noProgress() * 15 / 7
                    ? Level.HIGH
                    : days >= limits.noProgress() * 3 / 2 ? Level.MEDIUM : Level.LOW;
            found.add(new Concern(
                    goal,
                    Concern.Type.NO_PROGRESS,
                    urgency,
                    "It is in progress, and nothing came of it for " + days + " days.",
                    days,
                    since,
                    "Say its progress, or what blocks it.",
                    "update_goal_progress",
                    arguments(goal, "progress", String.valueOf(goal.progress()))));
        }
    }

    private void blocked(Goal goal, List<Concern> found) {
        LocalDate since = goal.since(zone);
        int days = Days.between(since, today);
        if (days >= limits.blocked()) {
            String by = goal.text("blockers")
                    .map(text -> " by: " + Choice.shown(text))
                    .orElse("");
            found.add(new Concern(
                    goal,
                    Concern.Type.BLOCKED,
                    days >= 2 * limits.blocked() ? Level.HIGH : Level.MEDIUM,
                    "It is blocked for " + days + " days" + by + ".",
                    days,
                    since,
                    "Clear what blocks it, then start it again.",
                    "update_goal_progress",
                    arguments(goal, "status", "In Progress")));
        }
    }

    private void overdue(Goal goal, List<Concern> found) {
        goal.text("target")
                .flatMap(Days::of)
                .filter(target -> target.isBefore(today))
                .ifPresent(target -> {
                    int days = Days.between(target, today);
                    found.add(new Concern(
                            goal,
                            Concern.Type.OVERDUE,
                            Level.HIGH,
                            "Its target day was " + target + ", " + days + (days == 1 ? " day ago." : " days ago."),
                            days,
                            target,
                            "Say its progress, or give it another day.",
                            "update_goal_progress",
                            arguments(
                                    goal,
                                    "targetDate",
                                    today.plusDays(limits.noProgress()).toString())));
                });
    }

    private LocalDate lastProgress(Goal goal) {
        List<ProgressLog.Point> points = goal.log().points();
        LocalDate edited = goal.changed(zone);
        return points.isEmpty()
                ? edited
                : points.get(points.size() - 1).day().isAfter(goal.since(zone))
                        ? points.get(points.size() - 1).day()
                        : goal.since(zone);
    }

    private static Json.Obj arguments(Goal goal, String name, String value) {
        return Json.object(Map.of("goalId", Json.of(goal.number()), name, Json.of(value)));
    }

    /**
     * After how many days a goal wants attention: what a call gives, else what the workflow's data says, else what is usual.
     *
     * @param stale a potential goal of which nothing changed
     * @param longRunning a goal that is in progress, since it was selected
     * @param noProgress a goal that is in progress, since its last progress
     * @param blocked a goal that is blocked
     */
    record Thresholds(int stale, int longRunning, int noProgress, int blocked) {
        static Thresholds of(Json data) {
            return new Thresholds(
                    days(data, "staleDays", 90),
                    days(data, "longRunningDays", 60),
                    days(data, "noProgressDays", 14),
                    days(data, "blockedDays", 30));
        }

        Thresholds with(
                Optional<Integer> staleDays,
                Optional<Integer> longRunningDays,
                Optional<Integer> noProgressDays,
                Optional<Integer> blockedDays) {
            return new Thresholds(
                    staleDays.orElse(stale),
                    longRunningDays.orElse(longRunning),
                    noProgressDays.orElse(noProgress),
                    blockedDays.orElse(blocked));
        }

        private static int days(Json data, String name, int usual) {
            return data.at(name)
                    .filter(value -> value instanceof Json.Num number && number.isInteger())
                    .map(value -> Math.max(1, Integer.parseInt(value.toString())))
                    .orElse(usual);
        }
    }
}
