package io.workfloworchestrator.taskexecutor.exports;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.taskexecutor.imports.PortableTask;
import io.workfloworchestrator.taskexecutor.imports.TaskState;
import io.workfloworchestrator.taskexecutor.verify.TaskItems;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.WorkflowState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tasks that are to be written for another tool.
 *
 * @param tasks in the order of people; the ids are those that people see
 * @param agents on how many agents a timeline is planned, 1 or more
 */
public record TaskExport(String title, List<PortableTask> tasks, int agents, Instant now) {
    public TaskExport {
        tasks = List.copyOf(tasks);
    }

    static TaskExport of(String title, WorkflowState<Json> state, int agents, Instant now) {
        List<Item> items = TaskItems.of(state);
        Map<String, String> numbers = TaskItems.numbers(items);
        return new TaskExport(
                title, items.stream().map(item -> task(item, numbers)).toList(), agents, now);
    }

    private static PortableTask task(Item item, Map<String, String> numbers) {
        return new PortableTask(
                TaskItems.number(item),
                item.title(),
                text(item, "details"),
                TaskState.of(item.status()).orElse(TaskState.PENDING),
                TaskItems.hours(item).orElse(0.0),
                TaskItems.texts(item, "needs").stream()
                        .flatMap(need -> Optional.ofNullable(numbers.get(need)).stream())
                        .toList(),
                TaskItems.texts(item, "files"),
                text(item, "priority"),
                TaskItems.texts(item, "tags"),
                text(item, "owner"),
                text(item, "due"),
                TaskItems.source(item)
                        .text("created")
                        .orElse(item.state().created().toString()),
                text(item, "completedAt"),
                text(item, "notes"),
                text(item, "blockedReason"),
                "",
                0);
    }

    private static String text(Item item, String field) {
        return item.state().text(field).orElse("");
    }
}
