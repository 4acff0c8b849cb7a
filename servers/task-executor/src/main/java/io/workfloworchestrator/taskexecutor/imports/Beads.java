package io.workfloworchestrator.taskexecutor.imports;

import io.workfloworchestrator.json.Json;
import java.util.List;

/**
 * The export of beads, an issue in each line of {@code .beads/issues.jsonl}. Whatever {@code blocks} an issue is needed; a child of an epic is
 * a part of it; other relations are noted. The fields as in the documents of the tool and in files of public projects.
 */
final class Beads {
    private static final List<String> PLACES =
            List.of(".beads/issues.jsonl", ".beads/beads.jsonl", "issues.jsonl", "beads.jsonl");

    private Beads() {}

    static void read(ImportSource source, Reading reading) {
        String file = PLACES.stream()
                .filter(source::has)
                .findFirst()
                .map(source::at)
                .orElseGet(() -> source.fileOr("issues.jsonl"));
        int line = 0;
        for (String text : source.text(file).split("\n", -1)) {
            line++;
            if (!text.isBlank()) {
                issue(JsonFields.parse(file, line, text).asObject(), file, line, reading);
            }
        }
    }

    private static void issue(Json.Obj issue, String file, int line, Reading reading) {
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
                .details("Design:\n", fields.text("design"))
                .details("Acceptance:\n", fields.text("acceptance_criteria"))
                .notes(fields.text("notes"))
                .owner(fields.text("assignee"))
                .hours(fields.number("estimated_minutes") / 60);
        reading.state(task, status.isEmpty() ? "open" : status.equals("pinned") ? "pending" : status);
        reading.priority(task, fields.text("priority"));
        if (!type.equals("task")) {
            task.tag(type);
        }
        fields.texts("labels").forEach(task::tag);
        CleanText.moment(fields.text("created_at")).ifPresent(task::created);
        CleanText.moment(fields.text("closed_at")).ifPresent(task::completed);
        CleanText.day(fields.first("due_at", "due")).ifPresent(task::due);
        task.notes("Closed: ", fields.text("close_reason"));
        for (Json relation : fields.list("dependencies")) {
            relation(new JsonFields(relation.asObject()), task, reading);
        }
        for (Json comment : fields.list("comments")) {
            JsonFields said = new JsonFields(comment.asObject());
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

    private static void relation(JsonFields relation, PortableTask.Builder task, Reading reading) {
        String other = relation.first("depends_on_id", "id");
        String type = relation.first("type", "dep_type");
        switch (type) {
            case "", "blocks", "waits-for", "conditional-blocks" -> task.need(other);
            case "parent-child" -> reading.later(() -> reading.part(other, task));
            default -> task.notes(type + ": " + other);
        }
    }
}
