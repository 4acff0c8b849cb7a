package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tasks that are added to a workflow, with their needs among themselves and of those that are there. Pure functions. */
final class NewTasks {
    private NewTasks() {}

    /**
     * Adds tasks.
     *
     * @param health whether the workflow touches protected health data
     * @param byPlace whether needs name the places of this list, from 1; else the numbers of tasks that are there or are added
     * @return the tasks that were added
     * @throws TaskException {@code E_TASK_TEXT}, {@code E_TASK_HOURS}, {@code E_TASK_NEED} if a need names no task
     * @throws io.workfloworchestrator.workflow.ItemException {@code E_ITEM_CIRCLE} if a task would wait for itself
     */
    static List<Item> add(ItemChanges items, List<TaskGiven> given, boolean health, boolean byPlace) {
        List<Json.Obj> fields = new ArrayList<>();
        for (TaskGiven task : given) {
            fields.add(TaskJudgement.judged(
                    task.fields(fields.size() + 1), task.wanted().size(), health));
        }
        List<Item> added = items.addAll(TaskWorkflows.TASK, fields);
        Map<String, String> ids = ids(byPlace ? List.of() : items.all(TaskWorkflows.TASK));
        for (int i = 0; byPlace && i < added.size(); i++) {
            ids.put(String.valueOf(i + 1), added.get(i).id());
        }
        List<Item> done = new ArrayList<>();
        for (int i = 0; i < added.size(); i++) {
            Item item = added.get(i);
            List<String> wanted = given.get(i).wanted();
            done.add(wanted.isEmpty() ? item : needing(items, item, i + 1, wanted, ids));
        }
        return done;
    }

    static Map<String, String> ids(List<Item> tasks) {
        Map<String, String> ids = new HashMap<>();
        tasks.forEach(task -> {
            ids.put(task.id(), task.id());
            task.number().ifPresent(number -> ids.put(number, task.id()));
        });
        return ids;
    }

    private static Item needing(
            ItemChanges items, Item item, int place, List<String> wanted, Map<String, String> ids) {
        List<String> needs = needs(wanted, ids, "Task " + place);
        return items.edit(item.id(), Json.Obj.EMPTY.with("needs", Json.strings(needs)), Revision.NONE);
    }

    /** The ids of the tasks that are named. */
    static List<String> needs(List<String> wanted, Map<String, String> ids, String who) {
        List<String> needs = new ArrayList<>();
        for (String name : wanted) {
            String id = ids.get(name);
            if (id == null) {
                throw new TaskException(
                        "E_TASK_NEED",
                        who + " needs task \"" + WorkflowName.shown(name) + "\", and there is no such task. Nothing was"
                                + " changed. Name tasks by their numbers.");
            }
            if (!needs.contains(id)) {
                needs.add(id);
            }
        }
        return needs;
    }
}
