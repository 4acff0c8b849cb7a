package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.specdriven.tasks.HandedFeature;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.taskexecutor.verify.TaskItems;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.WorkflowState;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The open tasks of a specified feature, as they are taken into a workflow: with their needs, files, hours and numbers, so that each
 * reports back to where it came from. Immutable and thread-safe.
 *
 * @param folder its folder below that of all specifications, such as {@code 001-login}
 */
record FeatureTasks(String folder, Item feature, List<Item> tasks, List<String> constraints) {
    private static final String FEATURES = "features/main";
    private static final String FEATURE = "feature";
    private static final Set<String> CLOSED = Set.of("done", "dropped");

    /**
     * The tasks of the feature that somebody names by its number, its folder or its id. Throws {@code E_FEATURE} if there is no such
     * feature, {@code E_FEATURE_TASKS} if it has no open tasks.
     */
    static FeatureTasks of(TaskWorkflows workflows, Moment moment, String given) {
        String name = given.strip().replaceFirst("^.*/(?=[^/]+$)", "");
        List<Item> features = items(moment, FEATURES, FEATURE);
        Item feature = features.stream()
                .filter(item -> item.id().equals(name)
                        || item.number().filter(name::equals).isPresent()
                        || folder(item).equals(name))
                .findFirst()
                .orElseThrow(() -> new TaskException(
                        "E_FEATURE",
                        "There is no feature \"" + WorkflowName.shown(given) + "\"."
                                + Names.hint(
                                        name,
                                        features.stream()
                                                .map(item -> TaskItems.number(item))
                                                .toList())
                                + " Nothing was changed."));
        String folder = folder(feature);
        List<Item> tasks = folder.isEmpty()
                ? List.of()
                : items(moment, FEATURE + "/" + folder, TaskWorkflows.TASK).stream()
                        .filter(task -> !CLOSED.contains(task.status()))
                        .sorted(byLine(HandedFeature.linesOf(workflows.project, folder)))
                        .toList();
        if (tasks.isEmpty()) {
            throw new TaskException(
                    "E_FEATURE_TASKS",
                    "The feature " + TaskItems.number(feature) + " \"" + feature.title()
                            + "\" has no open tasks. Nothing was changed. Divide it into tasks first, by sdd_guide.");
        }
        String constitution = "specs/.specify/memory/constitution.md";
        boolean isBound = workflows.folder.exists(constitution);
        return new FeatureTasks(
                folder, feature, tasks, isBound ? List.of("Keep to the constitution, " + constitution) : List.of());
    }

    /**
     * The feature whose tasks a call gives, where its context names it, as a hand-off suggests. Empty where that names none of this
     * project, or where none of the tasks is one of it: then they are tasks of their own.
     */
    static Optional<FeatureTasks> meant(
            TaskWorkflows workflows, Moment moment, Json.Obj context, List<TaskGiven> given) {
        try {
            return context.text("featureId")
                    .filter(name -> !name.isBlank())
                    .map(name -> of(workflows, moment, name))
                    .filter(feature -> given.stream()
                            .flatMap(task -> task.written().stream())
                            .anyMatch(feature.sources()::containsKey));
        } catch (TaskException e) {
            return Optional.empty();
        }
    }

    /** In the order of the feature's list, and by their numbers what that does not have. */
    private static Comparator<Item> byLine(List<String> lines) {
        Map<String, Integer> places = new HashMap<>();
        lines.forEach(number -> places.putIfAbsent(number, places.size()));
        return Comparator.comparing(
                        (Item task) -> places.getOrDefault(task.number().orElse(""), Integer.MAX_VALUE))
                .thenComparing(task -> task.number().orElse("").length())
                .thenComparing(task -> task.number().orElse(""));
    }

    private static String folder(Item feature) {
        return feature.state().text("folder").orElse("").replaceFirst("^.*/", "");
    }

    private static List<Item> items(Moment moment, String key, String kind) {
        return moment.find(StateKey.of(key, WorkflowState.codec(Json.class))).stream()
                .flatMap(found -> TaskItems.of(found.value(), kind).stream())
                .toList();
    }

    int size() {
        return tasks.size();
    }

    boolean isHealth() {
        return Json.of(true).equals(feature.state().fields().get("health"));
    }

    Optional<String> goal() {
        return feature.state().text("goal").filter(goal -> !goal.isBlank());
    }

    /** Adds the tasks to a workflow. Gives the hours that all of them take. */
    double addTo(ItemChanges items, boolean health) {
        List<NewTasks.Draft> drafts = tasks.stream()
                .map(task -> new NewTasks.Draft(task.id(), fields(task), TaskItems.texts(task, "needs")))
                .toList();
        NewTasks.add(items, drafts, Map.of(), health);
        return tasks.stream()
                .flatMap(task -> TaskItems.hours(task).stream())
                .mapToDouble(hours -> hours)
                .sum();
    }

    private Json.Obj fields(Item task) {
        Json.Obj fields = Json.Obj.EMPTY.with("title", task.title());
        for (String name : List.of("hours", "files", "notes")) {
            Json value = task.state().fields().get(name);
            fields = value == null ? fields : fields.with(name, value);
        }
        List<String> covers = TaskItems.texts(task, "covers");
        if (!covers.isEmpty()) {
            fields = fields.with("details", "Carries out " + String.join(", ", covers) + ".");
        }
        return fields.with("source", source(task));
    }

    private Json.Obj source(Item task) {
        return Json.Obj.EMPTY
                .with("server", "spec-driven")
                .with("feature", folder)
                .with("task", task.id())
                .with("number", TaskItems.number(task));
    }

    Map<String, Json.Obj> sources() {
        Map<String, Json.Obj> sources = new HashMap<>();
        tasks.forEach(task -> sources.put(TaskItems.number(task), source(task)));
        return sources;
    }
}
