package io.workfloworchestrator.specdriven.documents;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the list of tasks says: the values for its template. */
record TasksText(List<DerivedTask> tasks, List<PlanPhase> phases) {
    Json.Obj data() {
        Map<String, Map<String, List<Json>>> byPhase = new LinkedHashMap<>();
        tasks.forEach(task -> byPhase.computeIfAbsent(task.phase(), any -> new LinkedHashMap<>())
                .computeIfAbsent(task.group(), any -> new ArrayList<>())
                .add(task.data()));
        List<Json> all = new ArrayList<>();
        byPhase.forEach((id, groups) -> all.add(phase(id, groups)));
        double hours = tasks.stream().mapToDouble(DerivedTask::hours).sum();
        return Json.Obj.EMPTY
                .with("phases", Json.array(all))
                .with("count", Json.of(tasks.size()))
                .with("hours", Json.of(DerivedTask.words(hours)))
                .with("phasesOfPlan", Json.of(phases.size() == 1 ? "1 phase" : phases.size() + " phases"))
                .with("phaseCount", Json.of(byPhase.size()));
    }

    private Json phase(String id, Map<String, List<Json>> groups) {
        List<Json> all = new ArrayList<>();
        groups.forEach((title, tasksOfGroup) ->
                all.add(Json.Obj.EMPTY.with("title", Json.of(title)).with("tasks", Json.array(tasksOfGroup))));
        PlanPhase phase = phases.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElse(new PlanPhase(
                        id, id.equals("Phase 0") ? "Preparation" : "The whole", "", List.of(), List.of(), List.of()));
        return Json.Obj.EMPTY
                .with("heading", Json.of(id + ": " + phase.name()))
                .with("goal", Json.of(phase.goal()))
                .with("groups", Json.array(all));
    }
}
