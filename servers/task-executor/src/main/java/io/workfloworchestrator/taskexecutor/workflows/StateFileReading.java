package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import io.workfloworchestrator.taskexecutor.verify.TaskItems;
import io.workfloworchestrator.workflow.WrittenItem;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
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

    /** Fields of ours that have the same name in the file. */
    static final List<String> FIELDS =
            Stream.of(TEXTS, LISTS, List.of("source")).flatMap(List::stream).toList();

    private StateFileReading() {}

    /**
     * A workflow as a file describes it.
     *
     * @param tasks its tasks, by the ids that they get; two people who read the same file give the same ids
     */
    record Read(Map<String, WrittenItem> tasks, Json.Obj data) {}

    /** @throws TaskException {@code E_WORKFLOW_FILE} if it is no such file */
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
        Map<String, Json> data = new TreeMap<>();
        Set<String> taken = new HashSet<>(Set.of("tasks", "metadata"));
        for (String name : List.of("constraints", "context", "documentation")) {
            Json part = parts.get(name);
            if (part != null && (name.equals("constraints") ? isTexts(part) : part instanceof Json.Obj)) {
                data.put(name, part);
                taken.add(name);
            }
        }
        file.text("created").ifPresent(created -> data.put("created", Json.of(created)));
        Json.Obj leftCustom = without(custom, taken);
        taken.addAll(List.of("lastUpdated", "currentPhase", "currentStep", "phase", "name", "created", "customData"));
        Json.Obj left = without(file, taken);
        left = leftCustom.size() > 0 ? left.with("customData", leftCustom) : left;
        if (left.size() > 0) {
            data.put("reference", left);
        }
        return Json.object(data);
    }

    private static Json.Obj without(Json.Obj json, Set<String> names) {
        Json.Obj left = json;
        for (String name : names) {
            left = left.without(name);
        }
        return left;
    }

    static boolean isTexts(@Nullable Json value) {
        return value instanceof Json.Arr list
                && list.elements().stream().allMatch(one -> one.asText().isPresent());
    }

    static WrittenItem task(Json.Obj task, int place) {
        Map<String, Json> fields = new TreeMap<>();
        Set<String> taken = new HashSet<>(Set.of("description"));
        String text = task.text("description").orElse("").strip();
        String title = TaskGiven.title(text);
        fields.put("title", Json.of(title.isEmpty() ? "Task " + place : title));
        if (!title.equals(text) && !text.isEmpty() && task.text("details").isEmpty()) {
            fields.put("details", Json.of(text));
        }
        task.forEach((name, value) -> {
            boolean isText = TEXTS.contains(name)
                    && value.asText().filter(some -> !some.isBlank()).isPresent();
            boolean isHours = name.equals("estimatedHours")
                    && value instanceof Json.Num hours
                    && hours.value().signum() >= 0;
            if (isText || isHours || LISTS.contains(name) && isTexts(value)) {
                fields.put(isHours ? "hours" : name, value);
                taken.add(name);
            }
        });
        if (task.get("dependsOn") instanceof Json.Arr needs) {
            fields.put(
                    "needs",
                    Json.strings(needs.elements().stream().map(TaskNumber::of).toList()));
            taken.add("dependsOn");
        }
        Optional<String> level = task.at("complexity", "level").flatMap(Json::asText);
        Optional<Json> score = task.at("complexity", "score").filter(Json.Num.class::isInstance);
        if (level.isPresent() && score.isPresent()) {
            fields.put("complexity", score.get());
            fields.put("level", Json.of(level.get()));
            taken.add("complexity");
        }
        Optional<String> status = task.text("status").filter(STATUSES::contains);
        status.ifPresent(any -> taken.add("status"));
        Optional<String> number = task.find("id").map(TaskItems::written).filter(is -> is.matches("[1-9][0-9]{0,8}"));
        number.ifPresent(any -> taken.add("id"));
        Json.Obj left = without(task, taken);
        if (left.size() > 0) {
            fields.put("reference", left);
        }
        return new WrittenItem(number, Optional.of(status.orElse("pending")), Json.object(fields));
    }
}
