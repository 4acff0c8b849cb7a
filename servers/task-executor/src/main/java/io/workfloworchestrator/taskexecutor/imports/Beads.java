package io.workfloworchestrator.taskexecutor.imports;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * The export of beads, an issue in each line of {@code .beads/issues.jsonl}. Whatever {@code blocks} an issue is needed; a child of an epic is
 * a part of it; other relations are noted. The fields as in the documents of the tool and in files of public projects.
 */
final class Beads implements TaskListReader {
    private static final List<String> PLACES =
            List.of(".beads/issues.jsonl", ".beads/beads.jsonl", "issues.jsonl", "beads.jsonl");

    @Override
    public ReadTasks read(ImportSource source) {
        String file =
                PLACES.stream().filter(source::has).findFirst().map(source::at).orElse(source.fileOr("issues.jsonl"));
        Reading reading = new Reading();
        List<String[]> parts = new ArrayList<>();
        int line = 0;
        for (String text : source.text(file).split("\n", -1)) {
            line++;
            if (!text.isBlank()) {
                issue(JsonFields.parse(file, line, text).asObject(), file, line, reading, parts);
            }
        }
        for (String[] part : parts) {
            reading.find(part[0])
                    .ifPresent(whole -> reading.find(part[1]).ifPresent(child -> reading.part(whole, child)));
        }
        return reading.done();
    }

    private static void issue(Json.Obj issue, String file, int line, Reading reading, List<String[]> parts) {
        JsonFields fields = new JsonFields(issue);
        String status = fields.text("status");
        String id = fields.text("id");
        String type = fields.text("issue_type");
        boolean isIssue =
                fields.first("_type").isEmpty() || fields.first("_type").equals("issue");
        if (!isIssue || status.equals("tombstone") || id.isEmpty()) {
            reading.note(
                    file,
                    line,
                    isIssue ? "an issue that was deleted is left out." : "a line that is no issue is left out.");
            return;
        }
        PortableTask.Builder task = reading.task(id, fields.text("title"), file, line)
                .details(fields.text("description"))
                .details(titled("Design", fields.text("design")))
                .details(titled("Acceptance", fields.text("acceptance_criteria")))
                .notes(fields.text("notes"))
                .owner(fields.text("assignee"))
                .hours(fields.number("estimated_minutes") / 60);
        reading.state(task, status.isEmpty() ? "open" : status.equals("pinned") ? "pending" : status);
        reading.priority(task, fields.text("priority"));
        if (!type.isEmpty() && !type.equals("task")) {
            PortableTask.Builder unused = task.tag(type);
        }
        fields.texts("labels").forEach(task::tag);
        CleanText.moment(fields.text("created_at")).ifPresent(task::created);
        CleanText.moment(fields.text("closed_at")).ifPresent(task::completed);
        CleanText.day(fields.first("due_at", "due")).ifPresent(task::due);
        String reason = fields.text("close_reason");
        if (!reason.isBlank()) {
            PortableTask.Builder unused = task.notes("Closed: " + reason);
        }
        for (Json relation : fields.list("dependencies")) {
            relation(new JsonFields(relation.asObject()), task, parts);
        }
        for (Json comment : fields.list("comments")) {
            JsonFields said = new JsonFields(comment.asObject());
            PortableTask.Builder unused =
                    task.notes(said.first("author", "created_by") + ": " + said.first("text", "body"));
        }
        fields.without(
                        "content_hash",
                        "updated_at",
                        "created_by",
                        "owner",
                        "source_repo",
                        "compaction_level",
                        "original_size")
                .done(reading, file, line);
    }

    private static String titled(String title, String text) {
        return text.isBlank() ? "" : title + ":\n" + text;
    }

    private static void relation(JsonFields relation, PortableTask.Builder task, List<String[]> parts) {
        String other = relation.first("depends_on_id", "id");
        String type = relation.first("type", "dep_type");
        switch (type) {
            case "", "blocks", "waits-for", "conditional-blocks" -> {
                PortableTask.Builder unused = task.need(other);
            }
            case "parent-child" -> parts.add(new String[] {other, task.id});
            default -> {
                PortableTask.Builder unused = task.notes(type + ": " + other);
            }
        }
    }
}
