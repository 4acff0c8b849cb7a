package io.workfloworchestrator.taskexecutor.imports;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A list of tasks of Claude Code: a folder of files {@code 1.json}, {@code 2.json}, each a task with its {@code blockedBy}. */
final class ClaudeTasks implements TaskListReader {
    @Override
    public ReadTasks read(ImportSource source) {
        Reading reading = new Reading();
        List<String> files = new ArrayList<>(source.files("", name -> name.matches("[\\w-]{1,80}\\.json")));
        files.sort(Comparator.<String>comparingInt(
                        file -> file.replaceAll("\\D", "").length())
                .thenComparing(Comparator.naturalOrder()));
        List<String[]> blocks = new ArrayList<>();
        for (String file : files) {
            Json.Obj task = JsonFields.parse(file, 1, source.text(file)).asObject();
            if (task.find("subject").isEmpty()) {
                reading.note(file, 0, "this file is no task and is left out.");
            } else {
                task(new JsonFields(task), file, reading, blocks);
            }
        }
        blocks.forEach(pair -> reading.find(pair[1]).ifPresent(task -> task.need(pair[0])));
        return reading.done();
    }

    private static void task(JsonFields fields, String file, Reading reading, List<String[]> blocks) {
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
        fields.texts("blocks").forEach(other -> blocks.add(new String[] {task.id, other}));
        fields.without("activeForm").done(reading, file, 0);
    }
}
