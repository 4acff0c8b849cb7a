package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Transaction;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What schedules, templates, imports and exports need of the workflows of tasks of a project. Thread-safe. */
public final class WorkflowAccess {
    private final TaskWorkflows workflows;

    /** @param project whichever workflow of it is served */
    public WorkflowAccess(OpenProject project) {
        this.workflows = new TaskWorkflows(project);
    }

    /**
     * The tasks of a workflow, active or archived.
     *
     * @throws TaskException E_WORKFLOW if there is none of that name
     */
    public Workflow<Json> named(Moment moment, String name) {
        return workflows.tasks(workflows.named(moment, name));
    }

    /**
     * The tasks of an active workflow.
     *
     * @throws TaskException E_WORKFLOW if there is none of that name; E_WORKFLOW_ARCHIVED if it is archived
     */
    public Workflow<Json> changeable(Moment moment, String name) {
        return workflows.tasks(workflows.changeable(moment, name));
    }

    /** Whether there is an active workflow of that name. */
    public boolean isActive(Moment moment, String name) {
        return workflows.active(moment).stream().anyMatch(entry -> entry.name().equalsIgnoreCase(name.strip()));
    }

    /**
     * The name of a new workflow, for which nothing lies in its folder yet.
     *
     * @throws TaskException E_WORKFLOW_NAME or E_WORKFLOW_FOLDER if there can be no workflow of that name
     */
    public String requireFree(String given) {
        String name = WorkflowName.require(given);
        new WorkflowFolders(workflows).requireFree(name);
        return name;
    }

    /** Makes the folder of a new workflow, after its commit. */
    public void makeFolder(String name) {
        new WorkflowFolders(workflows).begin(name);
    }

    /**
     * What a new workflow is.
     *
     * @param name its name
     * @param constraints what holds for all of its tasks
     * @param context what its makers say of it: phiHandling, category, and more
     * @param template the template that it is made from; empty without one
     */
    public record NewWorkflow(String name, List<String> constraints, Json.Obj context, String template) {
        /** Copies the list. */
        public NewWorkflow {
            constraints = List.copyOf(constraints);
        }
    }

    /**
     * Begins a workflow inside of a commit; its tasks are added to what is answered.
     *
     * @throws TaskException E_WORKFLOW_EXISTS if there is an active one of that name
     */
    public Workflow<Json> begin(Transaction commit, NewWorkflow described, Instant now, Cause cause) {
        Workflow<Json> tasks = begun(workflows, commit, described.name(), cause);
        Json.Obj data = Json.Obj.EMPTY
                .with("constraints", Json.strings(described.constraints()))
                .with("created", Json.of(now.toString()))
                .with("context", described.context())
                .with(
                        "documentation",
                        ProjectDocuments.of(workflows.project.workflow().project()));
        commit.update(tasks.key(), state -> state.withData(Datas.with(state.data(), data)));
        Json.Obj listed = Json.Obj.EMPTY
                .with("title", Json.of(described.name()))
                .with(WorkflowEntry.FOLDER, Json.of(workflows.activeFolder(described.name())))
                .with(WorkflowEntry.TASKS, Json.of(tasks.key().name()));
        String category = described.context().text("category").orElse("");
        listed = category.isEmpty() ? listed : listed.with("category", Json.of(category));
        listed = described.template().isEmpty() ? listed : listed.with("template", Json.of(described.template()));
        Item unused = workflows.list.in(commit, cause.actor()).add(WorkflowEntry.KIND, listed);
        return tasks;
    }

    /** Begins the state of a new workflow, which is not in the list yet. */
    static Workflow<Json> begun(TaskWorkflows workflows, Transaction commit, String name, Cause cause) {
        boolean unused = workflows.list.begin(commit, "Workflows of tasks");
        ItemChanges list = workflows.list.in(commit, cause.actor());
        requireNew(list.all(WorkflowEntry.KIND).stream().map(WorkflowEntry::new).toList(), name);
        Workflow<Json> tasks = workflows.tasks(TaskWorkflows.ACTIVE_TYPE + "/" + name);
        if (!tasks.begin(commit, name)) {
            throw exists(name);
        }
        return tasks;
    }

    /** @throws TaskException E_WORKFLOW_EXISTS if one of these is active and has this name */
    static void requireNew(List<WorkflowEntry> known, String name) {
        known.stream()
                .filter(entry -> entry.isActive() && entry.name().equalsIgnoreCase(name))
                .findFirst()
                .ifPresent(entry -> {
                    throw exists(entry.name());
                });
    }

    private static TaskException exists(String name) {
        return new TaskException(
                        "E_WORKFLOW_EXISTS",
                        "There is an active workflow \"" + name
                                + "\" already. Nothing was changed. Add tasks to it, or choose another name.")
                .next(ToolNames.GET_WORKFLOW_STATUS, Json.Obj.EMPTY.with("workflowName", Json.of(name)));
    }

    /** The tasks in a state, in the order of people. */
    public static List<Item> tasks(WorkflowState<Json> state) {
        List<Item> tasks = new ArrayList<>();
        state.items(TaskWorkflows.TASK).forEach((id, task) -> tasks.add(new Item(TaskWorkflows.TASK, id, task)));
        tasks.sort(Comparator.comparing((Item task) -> task.state().order())
                .thenComparing(task -> task.state().created())
                .thenComparing(Item::id));
        return tasks;
    }

    /** Hours as people write them: 2, not 2.0. */
    public static Json hours(double hours) {
        return hours == Math.rint(hours) ? Json.of((long) hours) : Json.of(hours);
    }

    /** The fields of a task with its complexity. */
    public static Json.Obj judged(Json.Obj fields, int needs, boolean health) {
        return TaskJudgement.judged(fields, needs, health);
    }

    /** Whether the workflow of these tasks touches protected health data. */
    public static boolean isHealth(WorkflowState<Json> state) {
        return state.data()
                .at("context", "phiHandling")
                .filter(Json.of(true)::equals)
                .isPresent();
    }

    /** What people see as the id of each task, by its id. */
    public static Map<String, String> numbers(List<Item> tasks) {
        Map<String, String> numbers = new HashMap<>();
        tasks.forEach(task -> numbers.put(task.id(), TaskList.number(task)));
        return numbers;
    }
}
