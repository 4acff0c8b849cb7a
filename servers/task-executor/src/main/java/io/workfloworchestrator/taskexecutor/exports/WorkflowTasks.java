package io.workfloworchestrator.taskexecutor.exports;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.taskexecutor.imports.PortableTask;
import io.workfloworchestrator.taskexecutor.imports.TaskState;
import io.workfloworchestrator.taskexecutor.workflows.WorkflowAccess;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.WorkflowState;
import java.util.List;
import java.util.Map;

/** The tasks of a workflow in the form in which they go to other tools. Pure functions. */
final class WorkflowTasks {
    private WorkflowTasks() {}

    static List<PortableTask> of(WorkflowState<Json> state) {
        List<Item> items = WorkflowAccess.tasks(state);
        Map<String, String> numbers = WorkflowAccess.numbers(items);
        return items.stream().map(item -> of(item, numbers)).toList();
    }

    private static PortableTask of(Item item, Map<String, String> numbers) {
        Json source = item.state().fields().getOrDefault("source", Json.Obj.EMPTY);
        String created =
                source.asObject().text("created").orElse(item.state().created().toString());
        return new PortableTask(
                numbers.getOrDefault(item.id(), item.id()),
                item.title(),
                text(item, "details"),
                TaskState.of(item.status()).orElse(TaskState.PENDING),
                item.state().fields().get("hours") instanceof Json.Num hours
                        ? hours.value().doubleValue()
                        : 0,
                texts(item, "needs").stream()
                        .filter(numbers::containsKey)
                        .map(numbers::get)
                        .toList(),
                texts(item, "files"),
                text(item, "priority"),
                texts(item, "tags"),
                text(item, "owner"),
                text(item, "due"),
                created,
                text(item, "completedAt"),
                text(item, "notes"),
                text(item, "blockedReason"),
                "",
                0);
    }

    private static String text(Item item, String field) {
        return item.state().text(field).orElse("");
    }

    private static List<String> texts(Item item, String field) {
        Json list = item.state().fields().getOrDefault(field, Json.Null.VALUE);
        return list.asList().stream().flatMap(text -> text.asText().stream()).toList();
    }
}
