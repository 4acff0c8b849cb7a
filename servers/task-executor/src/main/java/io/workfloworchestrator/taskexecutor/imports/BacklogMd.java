package io.workfloworchestrator.taskexecutor.imports;

import io.workfloworchestrator.definition.YamlText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The folder of Backlog.md, a file for each task, as written by backlog.md 1.52. A subtask such as TASK-2.1 is a part of TASK-2. Drafts
 * get the tag draft; what is archived there is left out.
 */
final class BacklogMd {
    private static final Pattern PART = Pattern.compile(
            "<!-- (?:SECTION:)?(\\w{1,40}):BEGIN -->\\r?\\n(.*?)<!-- (?:SECTION:)?\\1:END -->", Pattern.DOTALL);

    private BacklogMd() {}

    static void read(ImportSource source, Reading reading) {
        String root = source.has("backlog") ? "backlog/" : source.has("Backlog") ? "Backlog/" : "";
        if (!source.isFolder() || !source.has(root + "tasks")) {
            throw Reading.wrong(
                    source.path() + " has no folder backlog/tasks. Name the folder with Backlog.md's files.");
        }
        Optional<String> last = lastStatus(source, root);
        List<Map.Entry<String, String>> places =
                List.of(Map.entry("tasks", ""), Map.entry("completed", "completed"), Map.entry("drafts", "draft"));
        for (Map.Entry<String, String> place : places) {
            List<String> files = source.files(root + place.getKey(), name -> name.endsWith(".md"));
            reading.each(files, file -> task(MarkdownFile.of(source, file), place.getValue(), last, reading));
        }
        int archived = source.files(root + "archive/tasks", name -> name.endsWith(".md"))
                .size();
        if (archived > 0) {
            reading.note(source.at(root + "archive/tasks"), 0, archived + " archived tasks are left out.");
        }
    }

    /** The last of the statuses that the project has means done, whatever it is called. */
    private static Optional<String> lastStatus(ImportSource source, String root) {
        String file = root + "config.yml";
        if (!source.has(file)) {
            return Optional.empty();
        }
        byte[] bytes = source.text(source.at(file)).getBytes(StandardCharsets.UTF_8);
        @Nullable
        Object statuses = YamlText.of(source.at(file), bytes)
                .values("the settings of Backlog.md")
                .get("statuses");
        return statuses instanceof List<?> list && !list.isEmpty()
                ? Optional.of(String.valueOf(list.get(list.size() - 1)))
                : Optional.empty();
    }

    private static void task(MarkdownFile file, String place, Optional<String> last, Reading reading) {
        JsonFields fields = file.fields();
        String name = file.name().replaceFirst(" - .*|\\.md$", "");
        String id = fields.text("id").isEmpty() ? name : fields.text("id");
        PortableTask.Builder task = reading.task(id, fields.text("title"), file.path(), 1);
        parts(file, task, reading);
        String status = fields.text("status");
        if (place.equals("completed") || last.filter(status::equalsIgnoreCase).isPresent()) {
            task.state(TaskState.COMPLETED);
        } else {
            reading.state(task, status.isEmpty() ? "to do" : status);
        }
        if (place.equals("draft")) {
            task.state(TaskState.PENDING).tag("draft");
        }
        reading.priority(task, fields.text("priority"));
        fields.texts("labels").forEach(task::tag);
        fields.texts("dependencies").forEach(task::need);
        fields.texts("modified_files").forEach(task::touches);
        fields.texts("references").forEach(task::notes);
        fields.texts("documentation").forEach(task::notes);
        fields.texts("assignee").stream().findFirst().ifPresent(who -> task.owner(who.replaceFirst("^@", "")));
        task.tag(fields.text("milestone"));
        CleanText.moment(fields.text("created_date")).ifPresent(task::created);
        CleanText.moment(fields.text("updated_date"))
                .filter(any -> task.state() == TaskState.COMPLETED)
                .ifPresent(task::completed);
        String parent = fields.text("parent_task_id");
        reading.later(() -> reading.part(parent, task));
        double ordinal = fields.number("ordinal");
        reading.place(task, ordinal == 0 ? Double.MAX_VALUE : ordinal); // people put tasks in an order of their own
        fields.without("id", "type", "reporter", "subtasks").done(reading, file.path(), 1);
    }

    private static void parts(MarkdownFile file, PortableTask.Builder task, Reading reading) {
        Matcher parts = PART.matcher(file.text());
        boolean marked = false;
        while (parts.find()) {
            marked = true;
            String text = parts.group(2).strip();
            switch (parts.group(1)) {
                case "DESCRIPTION" -> task.details(text);
                case "AC" -> task.details("Acceptance:\n" + text);
                case "DOD" -> task.details("Done when:\n" + text);
                case "PLAN" -> task.details("Plan:\n" + text);
                case "NOTES", "FINAL_SUMMARY", "COMMENTS" -> task.notes(text);
                default -> {
                    task.notes(text);
                    reading.note(file.path(), file.lineOf(parts.start()), "this section goes to the notes.");
                }
            }
        }
        if (!marked) {
            task.details(file.below("Description"))
                    .details(file.below("Acceptance Criteria"))
                    .notes(file.below("Implementation Notes"));
        }
    }
}
