package io.workfloworchestrator.taskexecutor.imports;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A todo.txt. Its keys {@code id}, {@code needs} (also {@code dep} and {@code p}), {@code hours}, {@code due}, {@code status} and {@code pri}
 * are ours; a task without an id is known by its words.
 */
final class TodoTxt {
    private static final Set<String> KNOWN = Set.of("id", "needs", "dep", "p", "hours", "h", "due", "status", "pri");

    private TodoTxt() {}

    static void read(ImportSource source, Reading reading) {
        String file = source.fileOr("todo.txt");
        int number = 0;
        for (String text : source.text(file).split("\n", -1)) {
            number++;
            String line = text.strip();
            if (!line.isEmpty()) {
                task(TodoTxtLine.read(line), file, number, reading);
            }
        }
    }

    private static void task(TodoTxtLine line, String file, int number, Reading reading) {
        Map<String, String> keys = line.keys();
        PortableTask.Builder task = reading.task(
                        keys.getOrDefault("id", CleanText.idOf(line.text())), line.text(), file, number)
                .created(line.created())
                .completed(line.completed());
        if (keys.containsKey("status")) {
            reading.state(task, keys.getOrDefault("status", ""));
        } else {
            task.state(line.done() ? TaskState.COMPLETED : TaskState.PENDING);
        }
        reading.priority(task, line.priority().isEmpty() ? keys.getOrDefault("pri", "") : line.priority());
        for (String key : List.of("needs", "dep", "p")) {
            for (String need : keys.getOrDefault(key, "").split(",")) {
                task.need(need);
            }
        }
        task.hours(keys.getOrDefault("hours", keys.getOrDefault("h", "")));
        CleanText.day(keys.getOrDefault("due", "")).ifPresent(task::due);
        line.projects().forEach(task::tag);
        line.contexts().stream().limit(1).forEach(task::owner);
        line.contexts().stream().skip(1).forEach(context -> task.tag("@" + context));
        keys.keySet().stream()
                .filter(key -> !KNOWN.contains(key))
                .sorted()
                .forEach(key -> reading.leftOver(key, file, number));
    }
}
