package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import io.workfloworchestrator.taskexecutor.verify.TaskItems;
import io.workfloworchestrator.workflow.WrittenItem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code state.json} of the TypeScript task-executor server, of its second format (tasks under {@code customData}) and of the
 * first, flat one. Counters in the file are not believed; they are counted again. What has no field of ours is kept in {@code reference},
 * from where {@link StateFile} writes it back. Pure functions.
 */
final class StateFileReading {
    static final Set<String> STATUSES =
            Set.of("pending", "in-progress", "completed", "verified", "blocked", "cancelled");
    static final List<String> TEXTS = List.of(
            "notes", "details", "skill", "reviewer", "blockedReason", "doer", "startedAt", "completedAt", "verifiedAt");
    static final List<String> LISTS = List.of("files", "constraints");

    private StateFileReading() {}

    /**
     * A workflow as a file describes it.
     *
     * @param tasks its tasks, by the ids that they get; two people who read the same file give the same ids
     * @param data the data of the workflow
     */
    record Read(Map<String, WrittenItem> tasks, Json.Obj data) {}

    /**
     * Reads a file.
     *
     * @throws TaskException {@code E_WORKFLOW_FILE} if it is no such file
     */
    static Read of(String path, String text) {
        Json json;
        try {
            json = Json.parse(text);
        } catch (JsonException e) {
            throw broken(path, String.valueOf(e.getMessage()));
        }
        if (!(json instanceof Json.Obj file)) {
            throw broken(path, "it is no JSON object.");
        }
        Json.Obj custom = file.find("customData").map(Json::asObject).orElse(Json.Obj.EMPTY);
        boolean isSecond = custom.find("tasks").isPresent();
        Json.Obj parts = isSecond ? custom : file;
        if (!(parts.get("tasks") instanceof Json.Arr tasks)) {
            throw broken(path, "it has no list of tasks, neither under customData nor at the top.");
        }
        Map<String, WrittenItem> read = new LinkedHashMap<>();
        for (Json task : tasks.elements()) {
            if (!(task instanceof Json.Obj object)) {
                throw broken(path, "task " + (read.size() + 1) + " is no JSON object.");
            }
            read.put("t-" + (read.size() + 1), task(object, read.size() + 1));
        }
        return new Read(read, data(file, custom, parts));
    }

    private static TaskException broken(String path, String why) {
        return new TaskException(
                "E_WORKFLOW_FILE",
                path + " cannot be taken over: " + why + " Nothing was changed. Mend it, or move its folder away.");
    }

    private static Json.Obj data(Json.Obj file, Json.Obj custom, Json.Obj parts) {
        Json.Obj data = Json.Obj.EMPTY;
        Json.Obj left = file.without("tasks");
        Json.Obj leftCustom = custom.without("tasks");
        Json constraints = parts.get("constraints");
        if (constraints != null && isTexts(constraints)) {
            data = data.with("constraints", constraints);
            left = left.without("constraints");
            leftCustom = leftCustom.without("constraints");
        }
        for (String name : List.of("context", "documentation")) {
            if (parts.get(name) instanceof Json.Obj object) {
                data = data.with(name, object);
                left = left.without(name);
                leftCustom = leftCustom.without(name);
            }
        }
        Optional<String> created = file.text("created");
        data = created.isPresent() ? data.with("created", Json.of(created.get())) : data;
        leftCustom = leftCustom.without("metadata");
        for (String counted :
                List.of("metadata", "lastUpdated", "currentPhase", "currentStep", "phase", "name", "created")) {
            left = left.without(counted);
        }
        left = leftCustom.size() > 0 ? left.with("customData", leftCustom) : left.without("customData");
        return left.size() > 0 ? data.with("reference", left) : data;
    }

    static boolean isTexts(@Nullable Json value) {
        return value instanceof Json.Arr list
                && list.elements().stream().allMatch(one -> one.asText().isPresent());
    }

    static WrittenItem task(Json.Obj task, int place) {
        Map<String, Json> fields = new TreeMap<>();
        Json.Obj left = task.without("description");
        String text = task.text("description").orElse("").strip();
        String title = TaskGiven.title(text);
        fields.put("title", Json.of(title.isEmpty() ? "Task " + place : title));
        if (!title.equals(text) && !text.isEmpty() && task.text("details").isEmpty()) {
            fields.put("details", Json.of(text));
        }
        for (String name : TEXTS) {
            Optional<String> value = task.text(name).filter(some -> !some.isBlank());
            value.ifPresent(some -> fields.put(name, Json.of(some)));
            left = value.isPresent() ? left.without(name) : left;
        }
        for (String name : LISTS) {
            Json list = task.get(name);
            if (list != null && isTexts(list)) {
                fields.put(name, list);
                left = left.without(name);
            }
        }
        if (task.get("estimatedHours") instanceof Json.Num hours
                && hours.value().signum() >= 0) {
            fields.put("hours", hours);
            left = left.without("estimatedHours");
        }
        if (task.get("dependsOn") instanceof Json.Arr needs) {
            fields.put(
                    "needs",
                    Json.strings(needs.elements().stream().map(TaskNumber::of).toList()));
            left = left.without("dependsOn");
        }
        left = complexity(task, fields, left);
        String status = task.text("status").orElse("");
        Optional<String> number = number(task);
        left = STATUSES.contains(status) ? left.without("status") : left;
        left = number.isPresent() ? left.without("id") : left;
        if (left.size() > 0) {
            fields.put("reference", left);
        }
        return new WrittenItem(
                number, Optional.of(STATUSES.contains(status) ? status : "pending"), Json.object(fields));
    }

    private static Json.Obj complexity(Json.Obj task, Map<String, Json> fields, Json.Obj left) {
        Optional<String> level = task.at("complexity", "level").flatMap(Json::asText);
        Optional<Json> score = task.at("complexity", "score");
        if (level.isPresent() && score.filter(Json.Num.class::isInstance).isPresent()) {
            fields.put("complexity", score.get());
            fields.put("level", Json.of(level.get()));
            return left.without("complexity");
        }
        return left;
    }

    private static Optional<String> number(Json.Obj task) {
        return task.find("id").map(TaskItems::written).filter(text -> text.matches("[1-9][0-9]{0,8}"));
    }
}
