package io.workfloworchestrator.taskexecutor.imports;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A list of tasks of Claude Code: a folder of files {@code 1.json}, {@code 2.json}, each a task with its {@code blockedBy}. */
final class ClaudeTasks {
    private ClaudeTasks() {}

    static void read(ImportSource source, Reading reading) {
        List<String> files = new ArrayList<>(source.files("", name -> name.matches("[\\w-]{1,80}\\.json")));
        files.sort(Comparator.<String>comparingInt(
                        file -> file.replaceAll("\\D", "").length())
                .thenComparing(Comparator.naturalOrder()));
        reading.each(files, file -> {
            Json.Obj task = JsonFields.parse(file, 1, source.text(file)).asObject();
            if (task.find("subject").isEmpty()) {
                reading.note(file, 0, "this file is no task and is left out.");
            } else {
                task(new JsonFields(task), file, reading);
            }
        });
    }

    private static void task(JsonFields fields, String file, Reading reading) {
        String id = fields.text("id");
        String status = fields.text("status");
        if (status.equals("deleted")) {
            reading.note(file, 0, "a task that was deleted is left out.");
            return;
        }
        PortableTask.Builder task = reading.task(id.isEmpty() ? file : id, fields.text("subject"), file, 0)
                .details(fields.text("description"))
                .owner(fields.text("owner"));
        reading.state(task, status.isEmpty() ? "pending" : status);
        fields.texts("blockedBy").forEach(task::need);
        for (String other : fields.texts("blocks")) {
            reading.later(() -> reading.find(other).ifPresent(one -> one.need(task.id)));
        }
        fields.without("activeForm").done(reading, file, 0);
    }
}
