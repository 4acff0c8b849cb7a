package io.workfloworchestrator.specdriven.documents;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
                .with("count", tasks.size())
                .with("hours", DerivedTask.words(hours))
                .with("phasesOfPlan", phases.size() == 1 ? "1 phase" : phases.size() + " phases")
                .with("phaseCount", byPhase.size());
    }

    private Json phase(String id, Map<String, List<Json>> groups) {
        List<Json> all = new ArrayList<>();
        groups.forEach((title, tasksOfGroup) ->
                all.add(Json.Obj.EMPTY.with("title", title).with("tasks", Json.array(tasksOfGroup))));
        PlanPhase phase = phases.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElse(new PlanPhase(
                        id, id.equals("Phase 0") ? "Preparation" : "The whole", "", List.of(), List.of(), List.of()));
        return Json.Obj.EMPTY
                .with("heading", id + ": " + phase.name())
                .with("goal", phase.goal())
                .with("groups", Json.array(all));
    }
}
