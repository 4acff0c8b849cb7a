package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.specdriven.tasks.HandedFeature;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Snapshot;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.ItemState;
import io.workfloworchestrator.workflow.WorkflowState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The open tasks of a specified feature, as they are taken into a workflow: with their needs, files, hours and numbers, so that each
 * reports back to where it came from. Immutable and thread-safe.
 */
final class FeatureTasks {
    private static final String FEATURES = "features/main";
    private static final String FEATURE = "feature";
    private static final Set<String> CLOSED = Set.of("done", "dropped");

    private final String folder;
    private final Item feature;
    private final List<Item> tasks;
    private final List<String> constraints;

    private FeatureTasks(String folder, Item feature, List<Item> tasks, List<String> constraints) {
        this.folder = folder;
        this.feature = feature;
        this.tasks = tasks;
        this.constraints = constraints;
    }

    /**
     * The tasks of the feature that somebody names by its number, its folder or its id.
     *
     * @throws TaskException {@code E_FEATURE} if there is no such feature, {@code E_FEATURE_TASKS} if it has no open tasks
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
                                                .map(item -> item.number().orElse(item.id()))
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
                    "The feature " + feature.number().orElse(feature.id()) + " \"" + feature.title()
                            + "\" has no open tasks. Nothing was changed. Divide it into tasks first, by sdd_guide.");
        }
        String constitution = "specs/.specify/memory/constitution.md";
        boolean isBound = workflows.project.workflow().project().exists(constitution);
        return new FeatureTasks(
                folder, feature, tasks, isBound ? List.of("Keep to the constitution, " + constitution) : List.of());
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

    /** The number that a task has in its feature, such as {@code T001}; empty for a task of no feature. */
    static Optional<String> number(Item task) {
        return Optional.ofNullable(task.state().fields().get("source"))
                .flatMap(source -> source.at("number"))
                .flatMap(Json::asText)
                .filter(number -> !number.isBlank());
    }

    private static String folder(Item feature) {
        return feature.state().text("folder").orElse("").replaceFirst("^.*/", "");
    }

    private static List<Item> items(Moment moment, String key, String kind) {
        Optional<WorkflowState<Json>> state =
                moment.find(StateKey.of(key, WorkflowState.codec(Json.class))).map(Snapshot::value);
        List<Item> items = new ArrayList<>();
        state.ifPresent(
                some -> some.items(kind).keySet().forEach(id -> some.item(id).ifPresent(items::add)));
        items.sort(Comparator.comparing((Item item) -> item.state().order()).thenComparing(Item::id));
        return items;
    }

    int size() {
        return tasks.size();
    }

    /** Its folder below that of all specifications, such as {@code 001-login}. */
    String folder() {
        return folder;
    }

    boolean isHealth() {
        return Json.of(true).equals(feature.state().fields().get("health"));
    }

    Optional<String> goal() {
        return feature.state().text("goal").filter(goal -> !goal.isBlank());
    }

    List<String> constraints() {
        return constraints;
    }

    /**
     * Adds the tasks to a workflow.
     *
     * @return the hours that all of them take
     */
    double addTo(ItemChanges items, boolean health) {
        List<Json.Obj> fields = tasks.stream().map(task -> fields(task, health)).toList();
        List<Item> unused = items.addAll(TaskWorkflows.TASK, fields, added -> {
            Map<String, String> ids = new HashMap<>();
            for (int i = 0; i < added.size(); i++) {
                ids.put(tasks.get(i).id(), added.get(i).id());
            }
            Map<String, List<String>> needs = new LinkedHashMap<>();
            for (int i = 0; i < added.size(); i++) {
                List<String> open = needs(tasks.get(i)).stream()
                        .flatMap(id -> Optional.ofNullable(ids.get(id)).stream())
                        .toList();
                if (!open.isEmpty()) {
                    needs.put(added.get(i).id(), open);
                }
            }
            return needs;
        });
        return tasks.stream()
                .flatMap(task -> TaskRecord.number(task.state(), "hours").stream())
                .mapToDouble(hours -> hours)
                .sum();
    }

    private static List<String> needs(Item task) {
        Json needs = task.state().fields().get("needs");
        return needs == null
                ? List.of()
                : needs.asList().stream()
                        .flatMap(need -> need.asText().stream())
                        .toList();
    }

    private Json.Obj fields(Item task, boolean health) {
        ItemState state = task.state();
        Json.Obj fields = Json.Obj.EMPTY.with("title", Json.of(task.title()));
        for (String name : List.of("hours", "files", "notes")) {
            Json value = state.fields().get(name);
            fields = value == null ? fields : fields.with(name, value);
        }
        Json covers = state.fields().get("covers");
        if (covers != null && !covers.asList().isEmpty()) {
            fields = fields.with(
                    "details",
                    Json.of("Carries out "
                            + String.join(
                                    ", ",
                                    covers.asList().stream()
                                            .flatMap(id -> id.asText().stream())
                                            .toList())
                            + "."));
        }
        Json.Obj source = Json.Obj.EMPTY
                .with("server", Json.of("spec-driven"))
                .with("feature", Json.of(folder))
                .with("task", Json.of(task.id()))
                .with("number", Json.of(task.number().orElse(task.id())));
        return TaskJudgement.judged(fields.with("source", source), needs(task).size(), health);
    }
}
