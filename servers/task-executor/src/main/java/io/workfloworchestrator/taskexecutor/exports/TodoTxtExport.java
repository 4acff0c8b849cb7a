package io.workfloworchestrator.taskexecutor.exports;

import io.workfloworchestrator.taskexecutor.imports.PortableTask;
import io.workfloworchestrator.taskexecutor.imports.TaskState;
import io.workfloworchestrator.taskexecutor.imports.TodoTxtLine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A line for each task, as in the rules of todo.txt. Pure functions. */
final class TodoTxtExport {
    private static final Map<String, String> LETTERS = Map.of("critical", "A", "high", "B", "medium", "C", "low", "D");

    private TodoTxtExport() {}

    static String text(TaskExport export) {
        StringBuilder text = new StringBuilder();
        export.tasks().forEach(task -> text.append(line(task).written()).append('\n'));
        return text.toString();
    }

    private static TodoTxtLine line(PortableTask task) {
        Map<String, String> keys = new LinkedHashMap<>();
        boolean done = task.state().isFinal();
        put(keys, "id", task.id());
        put(keys, "needs", String.join(",", task.needs()));
        put(keys, "hours", task.hours() > 0 ? CsvExport.hours(task) : "");
        put(keys, "due", task.due());
        // A mark says pending and completed; the other statuses and the priority of what is done need a key.
        if (task.state() != TaskState.PENDING && task.state() != TaskState.COMPLETED) {
            put(keys, "status", task.state().word());
        }
        String letter = LETTERS.getOrDefault(task.priority(), "");
        put(keys, "pri", done ? letter : "");
        List<String> contexts = task.owner().isEmpty() ? List.of() : List.of(word(task.owner()));
        return new TodoTxtLine(
                done,
                done ? "" : letter,
                day(task.completed()),
                day(task.created()),
                task.title(),
                task.tags().stream().map(TodoTxtExport::word).toList(),
                contexts,
                keys);
    }

    private static String day(String date) {
        return date.length() < 10 ? "" : date.substring(0, 10);
    }

    private static void put(Map<String, String> keys, String name, String value) {
        if (!value.isEmpty()) {
            keys.put(name, word(value));
        }
    }

    private static String word(String text) {
        return text.strip().replaceAll("\\s+", "-");
    }
}
