package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.documents.DocumentFormat;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.taskexecutor.verify.DocumentationDuty;
import io.workfloworchestrator.taskexecutor.verify.TaskItems;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.WorkflowState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code state.json} in a workflow's folder: its tasks in the second format of the TypeScript task-executor server, for people
 * and programs that read that. What the format has no place for, such as the needs of a task, stands in further fields; what a file of
 * the forerunner said besides, comes back where it was. Pure functions.
 */
public final class StateFile {
    private static final String REFERENCE = "reference";

    static final String NAME = "state.json";

    private StateFile() {}

    /** Where the file of an active workflow is, relative to the project. */
    public static final String PATH = "${folder}/" + NAME;

    /** How the file of an active workflow is written and read. */
    public static DocumentFormat format() {
        return new StateFileFormat();
    }

    /** What the file says of a workflow beside its tasks. */
    public static Json about(WorkflowState<Json> state) {
        List<Item> tasks = TaskItems.of(state);
        Json.Obj data = state.data().asObject();
        String created = data.text("created").orElse("");
        String updated = tasks.stream()
                .map(task -> task.state().changed())
                .max(Comparator.naturalOrder())
                .map(Instant::toString)
                .orElse(created);
        return Json.Obj.EMPTY
                .with("name", state.title())
                .with("created", created)
                .with("lastUpdated", updated)
                .with("order", Json.strings(tasks.stream().map(Item::id).toList()))
                .with("constraints", data.find("constraints").orElse(Json.array(List.of())))
                .with("context", data.find("context").orElse(Json.Obj.EMPTY))
                .with("documentation", DocumentationDuty.shown(data))
                .with("parallelizationAnalysis", data.find("parallelization").orElse(Json.Obj.EMPTY))
                .with(REFERENCE, data.find(REFERENCE).orElse(Json.Obj.EMPTY));
    }

    /** The text of the file; equal states give equal texts. */
    static String text(WorkflowState<Json> state, boolean isArchived) {
        Json.Obj texts = Json.Obj.EMPTY;
        for (Item task : TaskItems.of(state)) {
            texts = texts.with(task.id(), asText(task));
        }
        return text(texts, about(state).asObject(), isArchived);
    }

    private static Json asText(Item task) {
        Json.Obj fields = Json.object(task.state().fields()).without("title");
        Json.Obj text = Json.Obj.EMPTY
                .with("title", task.title())
                .with("status", task.status())
                .with("fields", fields);
        return text.with("number", task.number());
    }

    /**
     * @param tasks by their ids
     * @param about as {@link #about} gives it
     */
    static String text(Json.Obj tasks, Json.Obj about, boolean isArchived) {
        String created = about.text("created").orElse("");
        Json.Obj execution = Json.Obj.EMPTY
                .with("status", isArchived ? "complete" : "in-progress")
                .with("startedAt", created)
                .with("steps", Json.array(List.of()));
        Json.Obj file = Json.Obj.EMPTY
                .with("version", "1.0")
                .with("workflowType", "task-executor")
                .with("name", about.text("name").orElse(""))
                .with("created", created)
                .with("lastUpdated", about.text("lastUpdated").orElse(""))
                .with("currentPhase", isArchived ? "completion" : "execution")
                .with("currentStep", "task-execution")
                .with("phase", "execution")
                .with("phases", Json.Obj.EMPTY.with("execution", execution))
                .with("customData", custom(tasks, about));
        return over(file, part(about, REFERENCE)).toPrettyText();
    }

    private static Json.Obj custom(Json.Obj tasks, Json.Obj about) {
        Map<String, String> numbers = numbers(tasks);
        List<Json> shown = new ArrayList<>();
        inOrder(tasks, about).forEach(id -> shown.add(task(part(tasks, id), id, numbers)));
        List<String> statuses = new ArrayList<>();
        tasks.forEach((id, task) -> statuses.add(task.asObject().text("status").orElse("")));
        TaskProgress progress = TaskProgress.of(statuses);
        Json.Obj metadata = Json.Obj.EMPTY
                .with("totalTasks", progress.total())
                .with("completedTasks", progress.completed())
                .with("verifiedTasks", progress.verified())
                .with("percentComplete", progress.percent())
                .with("lastUpdated", about.text("lastUpdated").orElse(""));
        Json.Obj custom = Json.Obj.EMPTY.with("tasks", Json.array(shown)).with("metadata", metadata);
        for (String part : List.of("constraints", "context", "documentation", "parallelizationAnalysis")) {
            custom = custom.with(part, about.find(part).orElse(Json.Obj.EMPTY));
        }
        return custom;
    }

    static Map<String, String> numbers(Json.Obj tasks) {
        Map<String, String> numbers = new HashMap<>();
        tasks.forEach(
                (id, task) -> numbers.put(id, task.asObject().text("number").orElse(id)));
        return numbers;
    }

    /** The ids in their order; those of tasks that are new come last. */
    private static Set<String> inOrder(Json.Obj tasks, Json.Obj about) {
        Set<String> ids =
                new LinkedHashSet<>(TaskItems.texts(about.find("order").orElse(Json.Null.VALUE)));
        ids.addAll(tasks.keys());
        ids.retainAll(new HashSet<>(tasks.keys()));
        return ids;
    }

    static Json.Obj task(Json.Obj task, String id, Map<String, String> numbers) {
        Json.Obj fields = part(task, "fields");
        Json.Obj json = Json.Obj.EMPTY
                .with("id", numbers.getOrDefault(id, id))
                .with("description", task.text("title").orElse(""))
                .with("status", task.text("status").orElse(""));
        Json score = fields.get("complexity");
        String level = fields.text("level").orElse("");
        json = with(json, "complexity", score == null ? null : TaskJudgement.shown(score, level));
        json = with(json, "estimatedHours", fields.get("hours"));
        for (String field : StateFileReading.FIELDS) {
            json = with(json, field, fields.get(field));
        }
        Json needs = Json.strings(TaskItems.texts(fields.find("needs").orElse(Json.Null.VALUE)).stream()
                .map(need -> numbers.getOrDefault(need, need))
                .toList());
        json = with(json, "dependsOn", needs);
        return over(json, part(fields, REFERENCE));
    }

    /** A part that is an object; an empty one if it is not there. */
    static Json.Obj part(Json of, String name) {
        return of.at(name).map(Json::asObject).orElse(Json.Obj.EMPTY);
    }

    private static Json.Obj with(Json.Obj json, String name, @Nullable Json value) {
        return value == null || TaskItems.isEmpty(value) ? json : json.with(name, value);
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
