package io.workfloworchestrator.taskexecutor.imports;

import io.workfloworchestrator.json.Json;
import java.util.List;
import java.util.stream.Stream;

/**
 * Task Master's {@code tasks.json}: lists of tasks by tag, or one list as of old. A subtask becomes a task {@code 2.1} of its own, for
 * which the whole task waits; in lists of several tags an id gets its tag in front: {@code refunds:1}. As written by task-master-ai
 * 0.43.
 */
final class TaskMaster {
    private static final List<String> PLACES =
            List.of(".taskmaster/tasks/tasks.json", "tasks/tasks.json", "tasks.json");

    private TaskMaster() {}

    static void read(ImportSource source, Reading reading) {
        String file = PLACES.stream()
                .filter(source::has)
                .findFirst()
                .map(source::at)
                .orElseGet(() -> source.fileOr("tasks.json"));
        String text = source.text(file);
        Json.Obj top = JsonFields.parse(file, 1, text).asObject();
        Lists lists = new Lists(file, new JsonPlaces(text), reading);
        if (top.find("tasks").isPresent()) {
            lists.list(top.asObject(), "", "", "tasks");
        } else {
            List<String> tags = top.keys().stream()
                    .filter(tag -> top.at(tag, "tasks").isPresent())
                    .toList();
            if (tags.isEmpty()) {
                throw Reading.wrong(
                        file + " has no list \"tasks\", neither alone nor by tag. Is it Task Master's tasks.json?");
            }
            boolean several = tags.stream()
                            .filter(tag ->
                                    !top.at(tag, "tasks").orElseThrow().asList().isEmpty())
                            .count()
                    > 1;
            // The tag "master" is the usual one, so its tasks keep their ids.
            Stream<String> sorted =
                    tags.stream().sorted((a, b) -> Boolean.compare(b.equals("master"), a.equals("master")));
            sorted.forEach(tag -> {
                String prefix = several && !tag.equals("master") ? tag + ":" : "";
                lists.list(top.at(tag).orElseThrow().asObject(), prefix, tag, tag + "/tasks");
            });
        }
    }

    private record Lists(String file, JsonPlaces places, Reading reading) {
        void list(Json.Obj list, String prefix, String tag, String path) {
            List<Json> tasks = list.at("tasks").orElse(Json.Null.VALUE).asList();
            for (int i = 0; i < tasks.size(); i++) {
                String at = path + "/" + i;
                JsonFields fields = new JsonFields(tasks.get(i).asObject());
                String id = prefix + fields.text("id");
                PortableTask.Builder whole = task(fields, id, places.line(at));
                if (!tag.equals("master")) {
                    whole.tag(tag);
                }
                fields.texts("dependencies").forEach(need -> whole.need(prefix + need));
                parts(fields.list("subtasks"), whole, prefix, at + "/subtasks");
                fields.done(reading, file, places.line(at));
            }
        }

        private void parts(List<Json> parts, PortableTask.Builder whole, String prefix, String path) {
            for (int i = 0; i < parts.size(); i++) {
                int line = places.line(path + "/" + i);
                JsonFields fields = new JsonFields(parts.get(i).asObject());
                PortableTask.Builder part = task(fields, whole.id + "." + fields.text("id"), line);
                for (String need : fields.texts("dependencies")) {
                    // A bare number is a sister, unless the tool has written the whole id.
                    part.need(need.contains(".") ? prefix + need : whole.id + "." + need);
                }
                reading.part(whole, part);
                fields.without("parentTaskId", "parentId").done(reading, file, line);
            }
        }

        private PortableTask.Builder task(JsonFields fields, String id, int line) {
            PortableTask.Builder task = reading.task(id, fields.text("title"), file, line)
                    .details(fields.text("description"))
                    .details(fields.text("details"))
                    .details("Test: ", fields.text("testStrategy"));
            String status = fields.text("status");
            reading.state(task, status.isEmpty() ? "pending" : status);
            reading.priority(task, fields.text("priority"));
            fields.texts("filesToModify").forEach(task::touches);
            CleanText.moment(fields.first("createdAt", "created")).ifPresent(task::created);
            CleanText.moment(fields.text("updatedAt"))
                    .filter(any -> task.state() == TaskState.COMPLETED)
                    .ifPresent(task::completed);
            fields.texts("labels").forEach(task::tag);
            return task.owner(fields.text("assignee"));
        }
    }
}
