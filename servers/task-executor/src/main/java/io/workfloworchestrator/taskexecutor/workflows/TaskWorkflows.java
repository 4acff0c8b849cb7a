package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.taskexecutor.verify.ActiveTasks;
import io.workfloworchestrator.taskexecutor.verify.TaskItems;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowState;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The workflows of tasks of a project: the list of all of them, {@code workflows/main}, and the tasks of each, {@code tasks/<name>} or,
 * once it is archived, {@code archived-tasks/<stamp>-<name>}. Thread-safe.
 */
public final class TaskWorkflows {
    public static final String LIST = ActiveTasks.LIST;

    /** The type of a workflow that holds the tasks of an active one. */
    public static final String ACTIVE_TYPE = ActiveTasks.TYPE;

    /** The type of a workflow that holds the tasks of an archived one. */
    public static final String ARCHIVED_TYPE = "archived-tasks";

    public static final String TASK = TaskItems.KIND;

    /** The path, in both definitions, below which workflows have their folders. */
    private static final String WORKFLOWS = "workflows";

    final OpenProject project;
    final ProjectFolder folder;
    final Workflow<Json> list;
    private final Map<String, Workflow<Json>> opened = new ConcurrentHashMap<>();
    private volatile Map<String, String> faults = Map.of();

    /** @param project whichever workflow of it is served */
    public TaskWorkflows(OpenProject project) {
        this.project = project;
        this.folder = project.workflow().project();
        this.list = project.workflow().key().name().equals(LIST) ? project.workflow() : open(LIST);
    }

    private Workflow<Json> open(String key) {
        return Workflow.of(folder, key, state(), project.workflow().commands()).open();
    }

    /** Keeps why folders could not be taken over, by the names of the workflows that they would be, for whoever asks for one. */
    void faults(Map<String, String> why) {
        faults = Map.copyOf(why);
    }

    /** Why folders could not be taken over, each in a sentence, sorted. */
    List<String> faults() {
        return faults.values().stream().sorted().toList();
    }

    public StateManager state() {
        return project.state();
    }

    /** The folder of an active workflow, in the layout that the project has. */
    String activeFolder(String name) {
        return activeFolders() + "/" + name;
    }

    String activeFolders() {
        return folders(ACTIVE_TYPE);
    }

    String archivedFolders() {
        return folders(ARCHIVED_TYPE);
    }

    private String folders(String type) {
        WorkflowDefinition definition = tasks(type + "/" + WORKFLOWS).definition();
        return definition
                .resolvedPaths(definition.layout(folder::exists).orElse(null))
                .getOrDefault(WORKFLOWS, WORKFLOWS);
    }

    /** The workflow of this key; it may not have begun. */
    public Workflow<Json> tasks(String key) {
        return opened.computeIfAbsent(key, this::open);
    }

    public Workflow<Json> tasks(WorkflowEntry entry) {
        return tasks(entry.key());
    }

    public WorkflowState<Json> state(Moment moment, WorkflowEntry entry) {
        return moment.get(tasks(entry).key()).value();
    }

    /** Every workflow, the active ones first, each in the order in which they were created. */
    List<WorkflowEntry> all(Moment moment) {
        return moment.find(list.key()).stream()
                .flatMap(found -> TaskItems.of(found.value(), WorkflowEntry.KIND).stream())
                .map(WorkflowEntry::new)
                .sorted(Comparator.comparing((WorkflowEntry entry) -> !entry.isActive())
                        .thenComparing(entry -> entry.item().state().created())
                        .thenComparing(WorkflowEntry::name))
                .toList();
    }

    public List<WorkflowEntry> active(Moment moment) {
        return all(moment).stream().filter(WorkflowEntry::isActive).toList();
    }

    /**
     * The workflow that somebody names: an active one by its name, else the newest archived one of that name, or the one in that folder of
     * the archive.
     *
     * @throws TaskException {@code E_WORKFLOW} if there is none; it names the nearest
     */
    public WorkflowEntry named(Moment moment, String given) {
        String name = given.strip();
        List<WorkflowEntry> all = all(moment);
        return all.stream()
                .filter(entry -> entry.name().equalsIgnoreCase(name) || isFolder(entry, name))
                .min(Comparator.comparing((WorkflowEntry entry) -> !entry.isActive())
                        .thenComparing(entry -> !isFolder(entry, name))
                        .thenComparing(entry -> !entry.name().equals(name))
                        .thenComparing(entry -> entry.text("archived").orElse(""), Comparator.reverseOrder()))
                .orElseThrow(() -> unknown(name, all));
    }

    private static boolean isFolder(WorkflowEntry entry, String name) {
        String folder = entry.folder();
        return folder.equals(name) || (!entry.isActive() && folder.endsWith("/" + name));
    }

    private TaskException unknown(String name, List<WorkflowEntry> all) {
        String fault = faults.get(name);
        if (fault != null) {
            return new TaskException("E_WORKFLOW_FILE", fault);
        }
        List<String> names = all.stream().map(WorkflowEntry::name).distinct().toList();
        TaskException refused = new TaskException(
                "E_WORKFLOW",
                "There is no workflow \"" + WorkflowName.shown(name) + "\"."
                        + (names.isEmpty() ? " There are no workflows yet." : Names.hint(name, names)));
        return names.isEmpty()
                ? refused.next(TaskTools.CREATE_WORKFLOW, Json.Obj.EMPTY.with("name", WorkflowName.fitting(name)))
                : refused.next(TaskTools.LIST_WORKFLOWS, Json.Obj.EMPTY);
    }

    /**
     * As {@link #named}, for a change of its tasks.
     *
     * @throws TaskException {@code E_WORKFLOW_ARCHIVED} if it is archived
     */
    public WorkflowEntry changeable(Moment moment, String given) {
        WorkflowEntry entry = named(moment, given);
        if (!entry.isActive()) {
            throw new TaskException(
                            "E_WORKFLOW_ARCHIVED",
                            "\"" + entry.name() + "\" is archived in " + entry.folder()
                                    + ", so its tasks stay as they are. Nothing was changed. Reopen it first.")
                    .next(TaskTools.REOPEN_WORKFLOW, entry.name());
        }
        return entry;
    }
}
