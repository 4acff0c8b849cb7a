package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.taskexecutor.schedule.PlannedTask;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.WorkflowState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tasks of a workflow as a schedule needs them, by their numbers. Pure functions. */
final class WorkflowSchedule {
    private static final Set<String> FINAL = Set.of("completed", "verified", "cancelled");

    private WorkflowSchedule() {}

    /** The tasks in the order of people; a need of a task that was removed holds nothing up. */
    static List<PlannedTask> tasks(WorkflowState<Json> state) {
        List<Item> items = WorkflowAccess.tasks(state);
        Map<String, String> numbers = WorkflowAccess.numbers(items);
        List<PlannedTask> tasks = new ArrayList<>();
        for (Item item : items) {
            List<String> needs = texts(item, "needs").stream()
                    .filter(numbers::containsKey)
                    .map(numbers::get)
                    .toList();
            tasks.add(new PlannedTask(
                    numbers.getOrDefault(item.id(), item.id()),
                    item.title(),
                    item.state().fields().get("hours") instanceof Json.Num hours
                            ? hours.value().doubleValue()
                            : 0,
                    needs,
                    texts(item, "files"),
                    FINAL.contains(item.status())));
        }
        return tasks;
    }

    private static List<String> texts(Item item, String field) {
        Json list = item.state().fields().get(field);
        return list == null
                ? List.of()
                : list.asList().stream().flatMap(text -> text.asText().stream()).toList();
    }
}
