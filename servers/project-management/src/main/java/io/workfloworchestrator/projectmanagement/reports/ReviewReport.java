package io.workfloworchestrator.projectmanagement.reports;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.projectmanagement.PlanningItems;
import io.workfloworchestrator.projectmanagement.Toolset;
import io.workfloworchestrator.projectmanagement.goals.Concern;
import io.workfloworchestrator.projectmanagement.goals.Days;
import io.workfloworchestrator.projectmanagement.goals.GoalHealth;
import io.workfloworchestrator.projectmanagement.goals.GoalTools;
import io.workfloworchestrator.projectmanagement.handoff.GoalContext;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The review of a period: counts at its end, health, velocity, alerts, recommendations that name a call, and what came on most. The
 * counts and the velocity are from the history; health and alerts are those of now. For one report, not thread-safe.
 */
final class ReviewReport {
    private static final int MOST_ALERTS = 10;
    private static final int MOST_RECOMMENDED = 8;
    private static final int TOP = 3;

    private final Period period;
    private final WorkflowMoment<Json> now;
    private final Clock clock;
    private final GoalHistory history;
    private final List<Item> goals;

    record Parts(boolean summary, boolean velocity, boolean alerts, boolean recommendations) {}

    ReviewReport(Period period, WorkflowMoment<Json> now, Clock clock) {
        this.period = period;
        this.now = now;
        this.clock = clock;
        this.history = GoalHistory.of(now);
        this.goals = PlanningItems.inOrder(now, GoalContext.KIND);
    }

    Json.Obj value(Parts parts) {
        List<Concern> alerts = GoalTools.concerns(now, clock);
        Json.Obj report = Json.Obj.EMPTY
                .with("project", now.state().value().title())
                .with("type", period.type().title())
                .with("start", period.start().toString())
                .with("end", period.end().toString());
        if (parts.summary()) {
            report = report.with("summary", summary())
                    .with("health", RecordCodec.of(GoalHealth.class).encode(GoalHealth.of(now, clock)))
                    .with("topPerformers", Json.array(top()));
        }
        if (parts.velocity()) {
            report = report.with("velocity", velocity());
        }
        if (parts.alerts()) {
            report = report.with("alertCount", alerts.size())
                    .with(
                            "alerts",
                            Json.array(alerts.stream()
                                    .limit(MOST_ALERTS)
                                    .map(ReviewReport::alert)
                                    .toList()));
        }
        return parts.recommendations() ? report.with("recommendations", Json.array(recommendations(alerts))) : report;
    }

    // counts

    private Json summary() {
        Json.Obj known = PlanningItems.counts(
                goals.stream().flatMap(goal -> statusAtEnd(goal).stream()).map(ReviewReport::group));
        Json.Obj counts = Json.Obj.EMPTY.with(
                "added",
                goals.stream()
                        .filter(goal -> period.contains(goal.state().created()))
                        .count());
        for (String group : List.of("potential", "selected", "inProgress", "blocked", "completed", "shelved")) {
            counts = counts.with(group, PlanningItems.whole(known.get(group)));
        }
        return counts;
    }

    private static String group(String status) {
        return switch (status) {
            case "potential" -> "potential";
            case "in-progress" -> "inProgress";
            case "blocked" -> "blocked";
            case "completed", "implemented" -> "completed";
            case "shelved" -> "shelved";
            default -> "selected";
        };
    }

    /** The status at the end of the period; empty if the goal came later. */
    private Optional<String> statusAtEnd(Item goal) {
        Instant end = period.after();
        if (!goal.state().since().isAfter(end)) {
            return Optional.of(goal.status());
        }
        return history.times(goal.id())
                .flatMap(times -> times.changes().stream()
                        .filter(change -> !change.at().isAfter(end))
                        .reduce((first, second) -> second)
                        .map(GoalTimes.Change::status));
    }

    private Json velocity() {
        List<GoalTimes> times = goals.stream()
                .flatMap(goal -> history.times(goal.id()).stream())
                .toList();
        int open = (int) goals.stream()
                .filter(goal -> List.of("selected", "inProgress", "blocked").contains(group(goal.status())))
                .count();
        return GoalVelocity.of(period, times, open);
    }

    // what came on most

    private record Gain(Item goal, int percent) {}

    private List<Json> top() {
        return goals.stream()
                .map(goal -> new Gain(goal, gained(goal)))
                .filter(gain -> gain.percent() > 0)
                .sorted(Comparator.comparingInt(Gain::percent).reversed())
                .limit(TOP)
                .<Json>map(gain -> named(gain.goal())
                        .with("gained", gain.percent())
                        .with("owner", gain.goal().state().text("owner").orElse("nobody")))
                .toList();
    }

    /** How many percent a goal came on in the period, by its log and its completion. */
    private int gained(Item goal) {
        int before = 0;
        int after = 0;
        for (Json point : goal.state()
                .fields()
                .getOrDefault("progressLog", Json.array(List.of()))
                .asList()) {
            Optional<LocalDate> day = point.at("date").flatMap(Json::asText).flatMap(Days::of);
            int percent = point.at("percent").map(PlanningItems::whole).orElse(0);
            if (day.filter(d -> d.isBefore(period.start())).isPresent()) {
                before = percent;
                after = percent;
            } else if (day.filter(period::contains).isPresent()) {
                after = percent;
            }
        }
        boolean completed = history.times(goal.id())
                .flatMap(GoalTimes::completed)
                .filter(period::contains)
                .isPresent();
        return (completed ? 100 : after) - before;
    }

    // alerts and recommendations

    private static Json.Obj named(Item goal) {
        return Json.Obj.EMPTY.with("goalId", goal.called()).with("goalName", goal.title());
    }

    private static Json alert(Concern alert) {
        return Json.Obj.EMPTY
                .with("goalId", alert.goalId())
                .with("goalName", alert.goalName())
                .with("type", alert.type().word())
                .with("urgency", alert.urgencyWord())
                .with("reason", alert.reason());
    }

    /** One for each goal that something speaks against; then the potential goals that are worth most. */
    private List<Json> recommendations(List<Concern> alerts) {
        List<Json> calls = new ArrayList<>();
        Set<String> advised = new HashSet<>();
        for (Concern alert : alerts) {
            if (calls.size() < MOST_RECOMMENDED && advised.add(alert.goalId())) {
                calls.add(call(
                        alert.goalId() + " \"" + alert.goalName() + "\": " + alert.action(),
                        alert.call(),
                        alert.arguments()));
            }
        }
        for (Item goal : goals) {
            String number = goal.called();
            boolean worth = goal.status().equals("potential")
                    && goal.state()
                            .text("impact")
                            .filter("High"::equalsIgnoreCase)
                            .isPresent()
                    && goal.state().text("effort").isPresent();
            if (worth && calls.size() < MOST_RECOMMENDED && advised.add(number)) {
                calls.add(call(
                        number + " \"" + goal.title() + "\": Select it, since its impact is high.",
                        "promote_to_selected",
                        Json.Obj.EMPTY.with("potentialGoalFile", number).with("priority", "High")));
            }
        }
        return calls;
    }

    private static Json call(String action, String tool, Json.Obj arguments) {
        return Toolset.call(tool, arguments).with("action", action);
    }
}
