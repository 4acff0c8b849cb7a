package io.workfloworchestrator.specdriven.tasks;

import io.workfloworchestrator.definition.Definitions;
import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.files.FolderEntry;
import io.workfloworchestrator.files.PathAttributes;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import io.workfloworchestrator.specdriven.guide.FeatureDocumentPaths;
import io.workfloworchestrator.specdriven.guide.FeatureStatus;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.Transaction;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The features of a project and their tasks: which there are, and by which names people call them. A feature is a workflow {@code
 * feature/001-login}; its item in {@code features/main} has its number, its status and the goal that it serves. Thread-safe.
 */
public final class Features {
    /** The workflow of all features. */
    public static final String ALL = "features/main";

    static final String TYPE = "feature";
    public static final String KIND = "feature";
    static final String TASK = "task";
    static final String REASON = "blockedReason";

    private final ProjectFolder project;
    private final StateManager state;
    private final Map<String, Workflow<Json>> opened = new ConcurrentHashMap<>();

    Features(ProjectFolder project, StateManager state) {
        this.project = project;
        this.state = state;
    }

    static Features of(OpenProject project) {
        return new Features(project.workflow().project(), project.state());
    }

    /**
     * @param id the name of its folder, such as {@code 001-login}
     * @param folder such as {@code specs/001-login}
     */
    public record Named(String id, String folder, String title, boolean isHealth) {}

    /**
     * The feature of this name, or without a name the only one that is open and has a folder.
     *
     * @return empty if no name is given and there is no single open one
     * @throws SpecDrivenException E_FEATURE if there is none of this name, or more than one
     */
    public static Optional<Named> find(OpenProject project, Optional<String> name) {
        Features features = of(project);
        Moment now = project.state().now();
        if (name.isPresent()) {
            return Optional.of(features.of(now, features.named(now, name.get())));
        }
        List<Item> open = features.open(now);
        return open.size() == 1 ? Optional.of(features.of(now, folder(open.get(0)))) : Optional.empty();
    }

    private Named of(Moment now, String id) {
        boolean isSaid = ofFolder(now, id)
                .filter(item -> Json.of(true).equals(item.state().fields().get("health")))
                .isPresent();
        boolean isHealth = isSaid || FeatureDocumentPaths.of(project).handlesHealthData();
        return new Named(id, place(now, id), title(now, id), isHealth);
    }

    String title(Moment now, String featureId) {
        return ofFolder(now, featureId)
                .map(Item::title)
                .orElseGet(() -> featureId.replaceFirst("^\\d+-", "").replace('-', ' '));
    }

    Workflow<Json> workflow(String key) {
        return opened.computeIfAbsent(
                key, name -> Workflow.of(project, name, state).open());
    }

    int opened() {
        return opened.size();
    }

    public static Workflow<Json> workflow(OpenProject project, String featureId) {
        return Workflow.of(project.workflow().project(), TYPE + "/" + featureId, project.state())
                .open();
    }

    Workflow<Json> feature(String featureId) {
        return workflow(TYPE + "/" + featureId);
    }

    static KindDefinition kind(Workflow<Json> workflow, String name) {
        KindDefinition kind = workflow.running().kinds().get(name);
        if (kind == null) {
            throw new SpecDrivenException(
                    "E_FEATURE",
                    "the definition of " + workflow.key().name() + " has no items of the kind " + name
                            + ". Take the built-in definition, or declare the kind.");
        }
        return kind;
    }

    ItemChanges tasks(Transaction commit, String featureId, String by) {
        return feature(featureId).in(commit, by);
    }

    ItemChanges all(Transaction commit, String by) {
        return workflow(ALL).in(commit, by);
    }

    Optional<Item> find(Transaction commit, String featureId, String by) {
        if (commit.find(StateKey.json(ALL)).isEmpty()) {
            return Optional.empty();
        }
        return all(commit, by).all(KIND).stream()
                .filter(item -> folder(item).equals(featureId))
                .findFirst();
    }

    /** The item of a feature at a moment; empty if the features of the project do not have it. */
    Optional<Item> ofFolder(Moment now, String featureId) {
        return now.find(workflow(ALL).key()).stream()
                .flatMap(found -> found.value().all(KIND).stream())
                .filter(item -> folder(item).equals(featureId))
                .findFirst();
    }

    /** The features that are not at their end or called off, and have a folder. */
    List<Item> open(Moment now) {
        return now.find(workflow(ALL).key()).stream()
                .flatMap(found -> found.value().all(KIND).stream())
                .filter(item -> FeatureStatus.isOpen(item) && !folder(item).isEmpty())
                .toList();
    }

    /** Where the documents of a feature lie: where its item says, else where its own definition does. */
    String place(Moment now, String featureId) {
        return ofFolder(now, featureId)
                .flatMap(item -> item.state().text("folder"))
                .orElseGet(
                        () -> feature(featureId).running().resolvedPaths(null).getOrDefault("specs", "specs") + "/"
                                + featureId);
    }

    String specs() {
        return Definitions.of(project).get(TYPE).resolvedPaths(null).getOrDefault("specs", "specs");
    }

    private List<String> folders() {
        String specs = specs();
        FeatureDocumentPaths paths = FeatureDocumentPaths.of(project);
        return paths.list(specs).stream()
                .filter(entry -> entry.kind() == PathAttributes.Kind.DIRECTORY)
                .map(FolderEntry::name)
                .filter(name -> !name.startsWith(".") && paths.exists(specs + "/" + name + "/tasks.md"))
                .toList();
    }

    List<Item> ofGoal(Transaction commit, String goal, String by) {
        return all(commit, by).all(KIND).stream()
                .filter(item -> item.state().text("goal").equals(Optional.of(goal)))
                .filter(item -> !List.of("dropped", "cancelled").contains(FeatureStatus.of(item)))
                .toList();
    }

    TaskCounts counts(Transaction commit, String featureId) {
        StateKey<WorkflowState<Json>> key = StateKey.of(TYPE + "/" + featureId, WorkflowState.codec(Json.class));
        return commit.find(key).map(found -> TaskCounts.of(found.all(TASK))).orElse(TaskCounts.NONE);
    }

    /** The name of a feature's folder, by which its workflow is called; empty if it has no folder yet. */
    static String folder(Item feature) {
        String path = feature.state().text("folder").orElse("");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /**
     * The name of the folder of the feature that somebody means: by that name, its path, its number with or without zeros, or its title.
     * Throws E_FEATURE if none is meant, or several are, or it has no folder yet.
     */
    String named(Transaction commit, String name) {
        List<Item> all = commit.find(StateKey.of(ALL, WorkflowState.codec(Json.class)))
                .map(found -> found.all(KIND))
                .orElse(List.of());
        return named(name, all, ids(commit.list(TYPE)));
    }

    String named(Moment now, String name) {
        List<Item> all = now.find(workflow(ALL).key())
                .map(found -> found.value().all(KIND))
                .orElse(List.of());
        Set<String> folders = new LinkedHashSet<>(ids(now.list(TYPE)));
        folders.addAll(folders());
        return named(name, all, List.copyOf(folders));
    }

    private static List<String> ids(List<String> keys) {
        return keys.stream().map(key -> key.substring(TYPE.length() + 1)).toList();
    }

    private static String named(String name, List<Item> all, List<String> folders) {
        String plain = name.strip();
        String last = plain.substring(plain.lastIndexOf('/') + 1);
        if (folders.contains(plain)) {
            return plain;
        }
        List<Item> called = all.stream()
                .filter(item -> isNumber(plain, item.called())
                        || item.id().equals(plain)
                        || item.state().text("folder").equals(Optional.of(plain))
                        || item.title().equalsIgnoreCase(plain))
                .toList();
        if (called.size() == 1) { // Its number is its own, also where the folder of another feature begins with it.
            return begun(called.get(0));
        }
        List<String> meant = called.isEmpty()
                ? folders.stream()
                        .filter(folder ->
                                isNumber(plain, folder) || plain.equals("specs/" + last) && last.equals(folder))
                        .toList()
                : called.stream()
                        .map(Features::folder)
                        .filter(folder -> !folder.isEmpty())
                        .distinct()
                        .toList();
        if (meant.size() == 1) {
            return meant.get(0);
        }
        throw unknown(plain, meant, all, folders);
    }

    private static String begun(Item feature) {
        String folder = folder(feature);
        if (folder.isEmpty()) {
            throw new SpecDrivenException(
                    "E_FEATURE",
                    "the feature " + feature.called() + ", \"" + Words.clip(feature.title(), 60)
                            + "\", has no folder and no tasks yet: it is still asked about. Go on with sdd_guide, action"
                            + " resume, session " + feature.called() + ".");
        }
        return folder;
    }

    /** Whether digits alone mean a number, with zeros in front of it or not, and whatever stands behind a dash: 1 is 001 and 001-login. */
    public static boolean isNumber(String name, String number) {
        String front = number.replaceFirst("-.*", "");
        return name.matches("\\d{1,15}") && front.matches("\\d{1,15}") && Long.parseLong(name) == Long.parseLong(front);
    }

    private static SpecDrivenException unknown(String name, List<String> meant, List<Item> all, List<String> folders) {
        String shown = Words.clip(name.replaceAll("\\p{C}", "?"), 80);
        if (meant.size() > 1) {
            return new SpecDrivenException(
                    "E_FEATURE",
                    "\"" + shown + "\" could be " + String.join(", or ", meant)
                            + ". Nothing was changed. Name the feature by its folder.");
        }
        List<String> names = new ArrayList<>(folders);
        all.forEach(item -> names.add(item.called()));
        String there = names.isEmpty()
                ? " No feature was begun yet: sdd_guide with action start begins one."
                : Names.hint(shown, names);
        return new SpecDrivenException("E_FEATURE", "there is no feature \"" + shown + "\" with tasks." + there);
    }
}
