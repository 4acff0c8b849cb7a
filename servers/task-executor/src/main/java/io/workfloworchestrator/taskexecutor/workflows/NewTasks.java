package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.WorkflowState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tasks that are added to a workflow, with their needs among themselves and of those that are there. Pure functions. */
public final class NewTasks {
    private NewTasks() {}

    /**
     * @param key by which the others of its list mean it
     * @param needs the keys of those that it waits for; what is neither in the list nor known holds nothing up
     */
    public record Draft(String key, Json.Obj fields, List<String> needs) {}

    /**
     * Adds tasks of a list, with their complexity.
     *
     * @param known the ids of tasks that are there, by the keys by which the list means them
     * @param health whether the workflow touches protected health data
     */
    public static List<Item> add(ItemChanges items, List<Draft> drafts, Map<String, String> known, boolean health) {
        List<Json.Obj> fields = drafts.stream()
                .map(task -> TaskJudgement.judged(task.fields(), task.needs().size(), health))
                .toList();
        return items.addAll(TaskWorkflows.TASK, fields, added -> {
            Map<String, String> ids = new HashMap<>(known);
            for (int i = 0; i < added.size(); i++) {
                ids.put(drafts.get(i).key(), added.get(i).id());
            }
            Map<String, List<String>> needs = new LinkedHashMap<>();
            for (int i = 0; i < added.size(); i++) {
                List<String> met = drafts.get(i).needs().stream()
                        .filter(ids::containsKey)
                        .map(need -> ids.getOrDefault(need, need))
                        .distinct()
                        .toList();
                if (!met.isEmpty()) {
                    needs.put(added.get(i).id(), met);
                }
            }
            return needs;
        });
    }

    public static boolean isHealth(WorkflowState<Json> state) {
        return state.data()
                .at("context", "phiHandling")
                .filter(Json.of(true)::equals)
                .isPresent();
    }

    /** Hours as people write them: 2, not 2.0. */
    public static Json hours(double hours) {
        return hours == Math.rint(hours) ? Json.of((long) hours) : Json.of(hours);
    }

    /**
     * @param origins the fields that say where tasks come from and report back to, by the ids that the list gives them; what the list
     *     says itself goes before
     * @param byPlace whether needs name the places of this list, from 1, or the ids that it gives; else the numbers of tasks that are there
     *     or are added
     * @return the tasks that were added
     * @throws TaskException {@code E_TASK_TEXT}, {@code E_TASK_HOURS}, {@code E_TASK_NEED} if a need names no task
     * @throws io.workfloworchestrator.workflow.ItemException {@code E_ITEM_CIRCLE} if a task would wait for itself
     */
    static List<Item> add(
            ItemChanges items, List<TaskGiven> given, Map<String, Json.Obj> origins, boolean health, boolean byPlace) {
        List<Json.Obj> fields = new ArrayList<>();
        for (TaskGiven task : given) {
            Json.Obj said = task.fields(who(fields.size() + 1, byPlace));
            Json.Obj[] whole = {said};
            task.written()
                    .map(origins::get)
                    .ifPresent(origin -> origin.forEach((name, value) ->
                            whole[0] = said.find(name).isPresent() ? whole[0] : whole[0].with(name, value)));
            fields.add(TaskJudgement.judged(whole[0], task.wanted().size(), health));
        }
        return items.addAll(TaskWorkflows.TASK, fields, added -> {
            Map<String, String> ids = ids(byPlace ? List.of() : items.all(TaskWorkflows.TASK));
            Map<String, List<String>> needs = new LinkedHashMap<>();
            for (int i = 0; byPlace && i < added.size(); i++) {
                ids.put(String.valueOf(i + 1), added.get(i).id());
            }
            for (int i = 0; i < added.size(); i++) {
                String id = added.get(i).id();
                Optional<String> name = given.get(i).name();
                if (name.isPresent() && (byPlace || !ids.containsKey(name.get()))) {
                    ids.put(name.get(), id);
                }
            }
            String known = byPlace
                    ? " Name tasks of this list by their places, 1 to " + added.size() + "."
                    : " Name tasks of the workflow by their numbers.";
            for (int i = 0; i < added.size(); i++) {
                List<String> wanted = given.get(i).wanted();
                if (!wanted.isEmpty()) {
                    needs.put(added.get(i).id(), needs(wanted, ids, who(i + 1, byPlace), known));
                }
            }
            return needs;
        });
    }

    /** How a message calls a task of the call, whose place is no number of a task that is there already. */
    private static String who(int place, boolean byPlace) {
        return byPlace ? "Task " + place : "New task " + place;
    }

    /** The ids of tasks by what people call them, and by themselves. */
    static Map<String, String> ids(List<Item> tasks) {
        Map<String, String> ids = new HashMap<>();
        tasks.forEach(task -> {
            ids.put(task.id(), task.id());
            task.number().ifPresent(number -> ids.put(number, task.id()));
        });
        return ids;
    }

    static List<String> needs(List<String> wanted, Map<String, String> ids, String who, String known) {
        List<String> needs = new ArrayList<>();
        for (String name : wanted) {
            String id = ids.get(name);
            if (id == null) {
                throw new TaskException(
                        "E_TASK_NEED",
                        who + " needs task \"" + WorkflowName.shown(name) + "\", and there is no such task. Nothing was"
                                + " changed." + known);
            }
            if (!needs.contains(id)) {
                needs.add(id);
            }
        }
        return needs;
    }
}
