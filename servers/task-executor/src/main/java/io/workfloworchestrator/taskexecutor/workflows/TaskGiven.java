package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.taskexecutor.verify.TaskItems;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A task as a caller describes it. What stands in no list of arguments may be given all the same.
 *
 * @param description what is to be done; the first line is its title, and the whole text is kept if there are more
 * @param estimatedHours the work that it takes, 0 or more
 * @param needs the tasks that must be done before, by number: of the same list, from 1, or of the workflow
 */
record TaskGiven(
        @Field(max = 20_000) String description,
        Optional<Double> estimatedHours,
        @Field("Numbers of earlier tasks") Optional<List<Json>> needs,
        @Field(listed = false) Optional<List<Json>> dependsOn,
        @Field(listed = false) Optional<Json> id,
        @Field(listed = false, max = 20_000) Optional<String> details,
        @Field(listed = false) List<String> files,
        @Field(listed = false) Optional<String> skill,
        @Field(listed = false) Optional<String> reviewer,
        @Field(listed = false) List<String> constraints,
        @Field(listed = false, max = 20_000) Optional<String> notes) {
    private static final double MOST_HOURS = 10_000;

    private static final int LONGEST_TITLE = 300;

    /** The fields of the item, without needs and complexity. */
    Json.Obj fields(String who) {
        Map<String, Json> fields = new TreeMap<>();
        said(who, description, estimatedHours, details).forEach(fields::put);
        fields.put("files", Json.strings(files));
        fields.put("skill", text(skill));
        fields.put("reviewer", text(reviewer));
        fields.put("constraints", Json.strings(constraints));
        fields.put("notes", text(notes));
        fields.values().removeIf(TaskItems::isEmpty);
        return Json.object(fields);
    }

    /** The fields of an item that say what is to be done, and how much work it is. */
    static Json.Obj said(String who, String description, Optional<Double> estimate, Optional<String> details) {
        String text = description.strip();
        if (text.isEmpty()) {
            throw new TaskException(
                    "E_TASK_TEXT", who + " has no description. Nothing was changed: say what is to be done.");
        }
        String title = title(text);
        Map<String, Json> fields = new TreeMap<>();
        fields.put("title", Json.of(title));
        String more = details.map(String::strip).orElse("");
        String whole = title.equals(text) ? more : more.isEmpty() ? text : text + "\n\n" + more;
        if (!whole.isEmpty()) {
            fields.put("details", Json.of(whole));
        }
        estimate.ifPresent(hours -> fields.put("hours", hours(who, hours)));
        return Json.object(fields);
    }

    private static Json text(Optional<String> said) {
        return Json.of(said.orElse("").strip());
    }

    /** The first line, in which nothing can pass for another line. */
    static String title(String text) {
        String line = text.strip().lines().findFirst().orElse("").replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+", " ");
        return Words.clip(line.strip(), LONGEST_TITLE);
    }

    private static Json hours(String who, double hours) {
        if (Double.isNaN(hours) || hours < 0 || hours > MOST_HOURS) {
            throw new TaskException(
                    "E_TASK_HOURS",
                    who + " cannot take " + hours + " hours: 0 to " + (int) MOST_HOURS
                            + " can be estimated. Nothing was changed.");
        }
        return NewTasks.hours(hours);
    }

    List<String> wanted() {
        return needs.or(this::dependsOn).orElse(List.of()).stream()
                .map(TaskNumber::of)
                .toList();
    }

    /** By which name the needs of other tasks mean it, beside its place. */
    Optional<String> name() {
        return id.map(TaskNumber::of).filter(name -> !name.isEmpty());
    }

    /** The id as it was given: T001 of a feature is no 1 of somebody else. */
    Optional<String> written() {
        return id.map(TaskItems::written).map(String::strip);
    }
}
