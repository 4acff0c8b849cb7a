package io.workfloworchestrator.specdriven.documents;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A task as it was derived from a specification and a plan.
 *
 * @param key by which it keeps its number when tasks are derived again, such as {@code build FR-003}
 * @param number such as {@code T004}; empty before it has one
 * @param phase such as {@code Phase 1}
 * @param story such as {@code US1}; empty if it belongs to none
 * @param needs keys of tasks, before numbers are given
 */
record DerivedTask(
        String key,
        String number,
        String text,
        String phase,
        String group,
        String story,
        List<String> covers,
        List<String> needs,
        double hours,
        boolean parallel,
        List<String> doneWhen,
        boolean health) {

    DerivedTask numbered(String given, List<String> numbersOfNeeds) {
        return new DerivedTask(
                key, given, text, phase, group, story, covers, numbersOfNeeds, hours, parallel, doneWhen, health);
    }

    Complexity complexity() {
        return Complexity.of(new Complexity.Task(text, needs.size(), hours, covers.size(), health));
    }

    Json.Obj data() {
        Complexity complexity = complexity();
        Json.Obj data = Json.Obj.EMPTY
                .with("digits", number.substring(1))
                .with("text", ItemLines.title(text))
                .with("phase", phase)
                .with("hours", words(hours))
                .with("complexity", String.valueOf(complexity.score()))
                .with("needs", String.join(", ", needs))
                .with("covers", covers.isEmpty() ? "" : Json.strings(covers).toString())
                .with("story", story)
                .with("parallel", parallel);
        List<String> details = new ArrayList<>();
        doneWhen.forEach(each -> details.add("Done when: " + GivenAnswer.oneLine(each)));
        if (!complexity.reasons().isEmpty() && complexity.score() > 2) {
            details.add("Complexity " + complexity.score() + " of 10, " + complexity.level() + ": "
                    + String.join("; ", complexity.reasons()) + ".");
        }
        if (complexity.score() >= 5) {
            complexity.advice().stream()
                    .filter(each -> !Complexity.ABOUT_THE_TASK.contains(each))
                    .forEach(each -> details.add("Advice: " + each));
        }
        return data.with("details", Json.strings(details));
    }

    static String words(double hours) {
        return hours == Math.rint(hours) ? String.valueOf((long) hours) : String.valueOf(hours);
    }

    static Json.Obj list(List<DerivedTask> tasks, List<PlanPhase> phases) {
        Map<String, Map<String, List<Json>>> byPhase = new LinkedHashMap<>();
        tasks.forEach(task -> byPhase.computeIfAbsent(task.phase(), any -> new LinkedHashMap<>())
                .computeIfAbsent(task.group(), any -> new ArrayList<>())
                .add(task.data()));
        List<Json> all = new ArrayList<>();
        byPhase.forEach((id, groups) -> all.add(phase(id, phases, groups)));
        double hours = tasks.stream().mapToDouble(DerivedTask::hours).sum();
        return Json.Obj.EMPTY
                .with("phases", Json.array(all))
                .with("count", tasks.size())
                .with("hours", DerivedTask.words(hours))
                .with("phasesOfPlan", phases.size() == 1 ? "1 phase" : phases.size() + " phases")
                .with("phaseCount", byPhase.size());
    }

    private static Json phase(String id, List<PlanPhase> phases, Map<String, List<Json>> groups) {
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
