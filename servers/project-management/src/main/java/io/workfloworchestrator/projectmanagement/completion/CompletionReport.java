package io.workfloworchestrator.projectmanagement.completion;

import io.workfloworchestrator.documents.Templates;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.PlanningItems;
import io.workfloworchestrator.projectmanagement.handoff.GoalContext;
import io.workfloworchestrator.projectmanagement.handoff.Handoff;
import io.workfloworchestrator.projectmanagement.reports.GoalHistory;
import io.workfloworchestrator.projectmanagement.reports.GoalTimes;
import io.workfloworchestrator.projectmanagement.reports.TimeWords;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowMoment;
import io.workfloworchestrator.workflow.WorkflowStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The report of a project that is wrapped up: what was reached, and how long it really took, by the history. All of it is of one
 * moment. For one report, not thread-safe.
 */
final class CompletionReport {
    private final Workflow<Json> planning;
    private final WorkflowMoment<Json> now;
    private final Instant at;
    private final ZoneId zone;
    private final GoalHistory history;
    private final List<ItemView> goals;

    private CompletionReport(Workflow<Json> planning, WorkflowMoment<Json> now, Instant at, ZoneId zone) {
        this.planning = planning;
        this.now = now;
        this.at = at;
        this.zone = zone;
        this.history = GoalHistory.of(now);
        this.goals = PlanningItems.views(now, GoalContext.KIND);
    }

    /** @param zone of the calendar days */
    static String of(
            Workflow<Json> planning,
            WorkflowMoment<Json> now,
            Instant at,
            ZoneId zone,
            List<String> open,
            Optional<String> notes) {
        Json.Obj value = new CompletionReport(planning, now, at, zone).value(open);
        return Templates.beside(planning.project(), CompletionReport.class)
                .render("completion-report.md", value.with("notes", notes.orElse("")));
    }

    private Json.Obj value(List<String> open) {
        List<WorkflowStatus.Phase> phases = now.status().phases();
        Instant begun = phases.stream()
                .flatMap(phase -> phase.entered().stream())
                .min(Instant::compareTo)
                .orElse(at);
        List<Json> achieved = goals("implemented", "completed");
        List<Json> shelved = goals("shelved");
        List<Json> deferred = goals("potential");
        String duration = TimeWords.of(Duration.between(begun, at));
        return Json.Obj.EMPTY
                .with("project", now.state().value().title())
                .with(
                        "summary",
                        summary(achieved.size(), achieved.size() + shelved.size(), duration) + left(deferred.size()))
                .with("begun", day(begun))
                .with("finished", day(at))
                .with("duration", duration)
                .with("mean", mean())
                .with(
                        "counts",
                        Json.Obj.EMPTY
                                .with("achieved", String.valueOf(achieved.size()))
                                .with("shelved", String.valueOf(shelved.size()))
                                .with("deferred", String.valueOf(deferred.size()))
                                .with(
                                        "handoffs",
                                        String.valueOf(now.state()
                                                .value()
                                                .items(Handoff.KIND)
                                                .size()))
                                .with("workflows", String.valueOf(workflows())))
                .with("phases", Json.array(phases(phases)))
                .with("achieved", Json.array(achieved))
                .with("shelved", Json.array(shelved))
                .with("deferred", Json.array(deferred))
                .with(
                        "open",
                        Json.array(open.stream()
                                .map(text -> Json.Obj.EMPTY.with("text", text))
                                .toList()));
    }

    private static String summary(int achieved, int ended, String duration) {
        return ended == 0
                ? "The project ended after " + duration + " without a goal that was reached or shelved."
                : achieved + " of " + ended + (ended == 1 ? " goal was" : " goals were") + " reached in " + duration
                        + ".";
    }

    private static String left(int deferred) {
        return deferred == 0
                ? ""
                : " " + deferred + (deferred == 1 ? " potential goal is" : " potential goals are") + " left for later.";
    }

    private Json day(Instant time) {
        return Json.of(LocalDate.ofInstant(time, zone).toString());
    }

    private List<Json> phases(List<WorkflowStatus.Phase> phases) {
        int lastEntered = phases.size() - 1;
        while (lastEntered >= 0 && phases.get(lastEntered).entered().isEmpty()) {
            lastEntered--;
        }
        List<Json> all = new ArrayList<>();
        for (WorkflowStatus.Phase phase : phases) {
            // A project that was grown keeps no times of the phases before. Somebody may well have been in them.
            all.add(phase(phase, all.size() < lastEntered ? "not recorded" : "never entered"));
        }
        return all;
    }

    private Json phase(WorkflowStatus.Phase phase, String unknown) {
        Optional<Instant> left = phase.left().or(() -> phase.entered().map(entered -> at));
        return Json.Obj.EMPTY
                .with("title", phase.title())
                .with("begun", phase.entered().map(this::day).orElse(Json.of(unknown)))
                .with("left", left.map(this::day).orElse(Json.of("-")))
                .with(
                        "duration",
                        phase.entered()
                                .map(entered -> TimeWords.of(Duration.between(entered, left.orElse(at))))
                                .orElse("-"));
    }

    private List<Json> goals(String... statuses) {
        List<Json> listed = new ArrayList<>();
        for (ItemView view : goals) {
            Item goal = view.item();
            if (List.of(statuses).contains(goal.status())) {
                Optional<GoalTimes> times = history.times(goal.id());
                Optional<Duration> took = times.flatMap(GoalTimes::toComplete);
                listed.add(Json.Obj.EMPTY
                        .with("called", Readiness.called(goal))
                        .with(
                                "completed",
                                times.flatMap(GoalTimes::completed)
                                        .map(this::day)
                                        .orElse(Json.of("")))
                        .with(
                                "took",
                                took.map(time -> TimeWords.of(time) + " after it was selected")
                                        .orElse(""))
                        .with("evidence", Json.array(evidence(goal)))
                        .with(
                                "learned",
                                goal.state()
                                        .text("retrospective")
                                        .filter(text -> !text.isBlank())
                                        .orElse("Nothing was written down about it.")));
            }
        }
        return listed;
    }

    private static List<Json> evidence(Item goal) {
        return goal.state().evidence().values().stream()
                .map(one -> (Json) Json.Obj.EMPTY.with("text", one.result()))
                .toList();
    }

    private String mean() {
        List<Duration> took = goals.stream()
                .flatMap(view -> history.times(view.item().id()).stream())
                .flatMap(times -> times.toComplete().stream())
                .toList();
        Duration all = took.stream().reduce(Duration.ZERO, Duration::plus);
        return took.isEmpty() ? "no goal was reached" : TimeWords.of(all.dividedBy(took.size()));
    }

    private int workflows() {
        int count = 0;
        for (String key : now.moment().list()) {
            StateKey<Json> found = StateKey.json(key);
            boolean isWorkflow = now.moment()
                    .find(found)
                    .filter(state -> state.json().at("phases").isPresent()
                            && state.json().at("phase").isPresent()
                            && state.json().at("workflow").equals(Optional.of(Json.of(found.type()))))
                    .isPresent();
            count += isWorkflow && !key.equals(planning.key().name()) ? 1 : 0;
        }
        return count;
    }
}
