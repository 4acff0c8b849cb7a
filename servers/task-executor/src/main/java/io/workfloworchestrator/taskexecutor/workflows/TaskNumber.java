package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.taskexecutor.verify.TaskItems;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.WorkflowState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How people name a task: by its number, {@code 3}, {@code T-3} or {@code #3}, by its id, or by the number that it has in its feature,
 * {@code T003}. Pure functions.
 */
final class TaskNumber {
    private TaskNumber() {}

    /** The number in what somebody wrote; the text itself if it has none. */
    static String of(String given) {
        String text = given.strip();
        String digits = text.replaceFirst("(?i)^(?:task:?\\s*|t-?|#)0*(?=[0-9])", "");
        return digits.matches("[0-9]{1,9}") ? String.valueOf(Integer.parseInt(digits)) : text;
    }

    /** The same, of what a caller gave as a text or as a number. */
    static String of(Json given) {
        return of(TaskItems.written(given));
    }

    /** @throws TaskException {@code E_TASK} if there is none; it names the nearest */
    static Item in(WorkflowState<Json> state, String workflow, String given) {
        String name = of(given);
        Map<String, ?> tasks = state.items(TaskWorkflows.TASK);
        String id = name.startsWith("task:") ? name.substring("task:".length()) : name;
        if (tasks.containsKey(id)) {
            return state.item(id).orElseThrow();
        }
        Optional<Item> ofFeature = TaskItems.ofFeature(state, given);
        if (ofFeature.isPresent()) {
            return ofFeature.get();
        }
        return TaskItems.of(state).stream()
                .filter(task -> task.number().filter(name::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> unknown(state, workflow, given));
    }

    private static TaskException unknown(WorkflowState<Json> state, String workflow, String given) {
        List<String> numbers = state.items(TaskWorkflows.TASK).values().stream()
                .flatMap(task -> task.number().stream())
                .sorted((a, b) -> a.length() == b.length() ? a.compareTo(b) : a.length() - b.length())
                .toList();
        return new TaskException(
                        "E_TASK",
                        "The workflow \"" + workflow + "\" has no task \"" + WorkflowName.shown(given) + "\"."
                                + Names.hint(of(given), numbers) + " Nothing was changed.")
                .next(TaskTools.GET_WORKFLOW_STATUS, workflow);
    }
}
