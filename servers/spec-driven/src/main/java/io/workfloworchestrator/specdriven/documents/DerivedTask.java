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

    /**
     * Derives the tasks of a feature from its specification and its plan, as they stand in their files.
     *
     * <p>Phase 0 prepares: what must not change is proved before anything is changed, and a fault has a test that fails. Each phase then has
     * its tests, if the project wants them first; what is stored, since everything else stands on it; what it delivers; the requirements of
     * each story that it carries, which may be done at the same time; and a checkpoint, which waits for all that nothing else in its phase
     * waits for. A last phase proves what holds for the feature as a whole, releases it, and measures its success. Every requirement is
     * covered by a task, and everything that a phase delivers is named in one. A fault has no tasks for documents and walks: its tests are
     * the walk.
     */
    static List<DerivedTask> of(SpecReading spec, List<PlanPhase> phases, AnswerBook book, TaskList.Rules rules) {
        boolean isCarried = phases.stream().anyMatch(phase -> !phase.carries().isEmpty());
        TaskList list = new TaskList(spec, book, rules);
        new Preparation(list).add();
        (isCarried ? phases : Carrying.of(phases, spec)).forEach(phase -> new PhaseTasks(list, phase).add());
        new FinalTasks(list).add("Phase " + (phases.size() + 1));
        return list.all();
    }

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

    /** What a list of tasks says: the values for its template. */
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
