package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.taskexecutor.verify.WorkflowDuty;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemState;
import io.workfloworchestrator.workflow.WorkflowState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code state.json} in a workflow's folder: its tasks in the second format of the TypeScript task-executor server, for people
 * and programs that read that. What the format has no place for, such as the needs of a task, stands in further fields; what a file of
 * the forerunner said besides, comes back where it was. Pure functions.
 */
public final class StateFile {
    private static final String REFERENCE = "reference";

    /** Fields of ours that a task of the format has under other names, or not at all. */
    private static final List<String> MORE =
            List.of("details", "files", "skill", "reviewer", "constraints", "notes", "blockedReason", "doer", "source");

    private static final List<String> TIMES = List.of("startedAt", "completedAt", "verifiedAt");

    private StateFile() {}

    /** Where the file of an active workflow is, relative to the project, by the key of its tasks. */
    public static String path(String key) {
        return WorkflowFolders.active(key.substring(key.indexOf('/') + 1)) + "/" + WorkflowFolders.STATE_FILE;
    }

    /** The text of the file of an active workflow. */
    public static String text(WorkflowState<Json> state) {
        return text(state, false);
    }

    /** The text of the file; equal states give equal texts. */
    static String text(WorkflowState<Json> state, boolean isArchived) {
        List<Item> tasks = tasks(state);
        String created = state.data().asObject().text("created").orElse("");
        String updated = tasks.stream()
                .map(task -> task.state().changed())
                .max(Comparator.naturalOrder())
                .map(Instant::toString)
                .orElse(created);
        Json.Obj execution = Json.Obj.EMPTY
                .with("status", Json.of(isArchived ? "complete" : "in-progress"))
                .with("startedAt", Json.of(created))
                .with("steps", Json.array(List.of()));
        Json.Obj file = Json.Obj.EMPTY
                .with("version", Json.of("1.0"))
                .with("workflowType", Json.of("task-executor"))
                .with("name", Json.of(state.title()))
                .with("created", Json.of(created))
                .with("lastUpdated", Json.of(updated))
                .with("currentPhase", Json.of(isArchived ? "completion" : "execution"))
                .with("currentStep", Json.of("task-execution"))
                .with("phase", Json.of("execution"))
                .with("phases", Json.Obj.EMPTY.with("execution", execution))
                .with("customData", custom(state, tasks, updated));
        return over(file, reference(state.data().asObject().find(REFERENCE))).toPrettyText();
    }

    private static Json.Obj custom(WorkflowState<Json> state, List<Item> tasks, String updated) {
        Json.Obj data = state.data().asObject();
        TaskProgress progress = TaskProgress.of(state);
        Map<String, String> numbers = new HashMap<>();
        tasks.forEach(task -> numbers.put(task.id(), TaskList.number(task)));
        Json.Obj metadata = Json.Obj.EMPTY
                .with("totalTasks", Json.of(progress.total()))
                .with("completedTasks", Json.of(progress.completed()))
                .with("verifiedTasks", Json.of(progress.verified()))
                .with("percentComplete", Json.of(progress.percent()))
                .with("lastUpdated", Json.of(updated));
        return Json.Obj.EMPTY
                .with(
                        "tasks",
                        Json.array(
                                tasks.stream().map(task -> task(task, numbers)).toList()))
                .with("constraints", data.find("constraints").orElse(Json.array(List.of())))
                .with("context", data.find("context").orElse(Json.Obj.EMPTY))
                .with("documentation", WorkflowDuty.shown(data))
                .with("parallelizationAnalysis", data.find("parallelization").orElse(Json.Obj.EMPTY))
                .with("metadata", metadata);
    }

    static List<Item> tasks(WorkflowState<Json> state) {
        List<Item> tasks = new ArrayList<>();
        state.items(TaskWorkflows.TASK).keySet().forEach(id -> state.item(id).ifPresent(tasks::add));
        tasks.sort(Comparator.comparing((Item task) -> task.state().order()).thenComparing(Item::id));
        return tasks;
    }

    private static Json.Obj task(Item task, Map<String, String> numbers) {
        ItemState state = task.state();
        String level = state.text("level").orElse("");
        Json.Obj json = Json.Obj.EMPTY
                .with("id", Json.of(TaskList.number(task)))
                .with("description", Json.of(task.title()))
                .with("status", Json.of(task.status()));
        Json score = state.fields().get("complexity");
        if (score != null) {
            json = json.with(
                    "complexity",
                    Json.Obj.EMPTY
                            .with("score", score)
                            .with("level", Json.of(level))
                            .with("emoji", Json.of(TaskJudgement.emoji(level))));
        }
        json = with(json, "estimatedHours", state.fields().get("hours"));
        for (String time : TIMES) {
            json = with(json, time, state.fields().get(time));
        }
        for (String field : MORE) {
            json = with(json, field, state.fields().get(field));
        }
        Json needs = state.fields().get("needs");
        if (needs != null && !needs.asList().isEmpty()) {
            json = json.with(
                    "dependsOn",
                    Json.strings(needs.asList().stream()
                            .flatMap(need -> need.asText().stream())
                            .map(id -> numbers.getOrDefault(id, id))
                            .toList()));
        }
        return over(json, reference(Optional.ofNullable(state.fields().get(REFERENCE))));
    }

    private static Json.Obj reference(Optional<Json> field) {
        return field.map(Json::asObject).orElse(Json.Obj.EMPTY);
    }

    private static Json.Obj with(Json.Obj json, String name, @Nullable Json value) {
        boolean isEmpty = value == null
                || value.asText().filter(String::isEmpty).isPresent()
                || value instanceof Json.Arr && value.asList().isEmpty()
                || value instanceof Json.Obj object && object.size() == 0;
        return value == null || isEmpty ? json : json.with(name, value);
    }

    /** The fields of the second that the first does not have are added; objects are gone through. */
    private static Json.Obj over(Json.Obj file, Json.Obj more) {
        Json.Obj both = file;
        for (String name : more.keys()) {
            Json here = both.get(name);
            Json there = more.get(name);
            if (there == null) {
                continue;
            }
            if (here == null) {
                both = both.with(name, there);
            } else if (here instanceof Json.Obj one && there instanceof Json.Obj other) {
                both = both.with(name, over(one, other));
            }
        }
        return both;
    }
}
