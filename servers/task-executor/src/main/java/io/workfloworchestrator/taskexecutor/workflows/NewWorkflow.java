package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Transaction;
import io.workfloworchestrator.taskexecutor.verify.DocumentationDuty;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.Workflow;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A workflow of tasks that begins: its state, its folder and its entry in the list, in one commit. Only inside of that commit; not
 * thread-safe.
 */
public final class NewWorkflow {
    private final TaskWorkflows workflows;
    private final Transaction commit;
    private final String name;
    private final String by;
    private final Workflow<Json> tasks;

    /**
     * @param name as {@link #requireFree} gives it
     * @throws TaskException E_WORKFLOW_EXISTS if there is an active one of that name
     */
    public NewWorkflow(TaskWorkflows workflows, Transaction commit, String name, String by) {
        this.workflows = workflows;
        this.commit = commit;
        this.name = name;
        this.by = by;
        workflows.list.begin(commit, "Workflows of tasks");
        ItemChanges list = workflows.list.in(commit, by);
        requireNew(list.all(WorkflowEntry.KIND).stream().map(WorkflowEntry::new).toList(), name);
        this.tasks = workflows.tasks(TaskWorkflows.ACTIVE_TYPE + "/" + name);
        if (!tasks.begin(commit, name)) {
            throw exists(name);
        }
    }

    /**
     * The name of a new workflow, for which nothing lies in its folder yet.
     *
     * @throws TaskException E_WORKFLOW_NAME, E_WORKFLOW_EXISTS or E_WORKFLOW_FOLDER if there can be no workflow of that name
     */
    public static String requireFree(TaskWorkflows workflows, String given) {
        String name = WorkflowName.require(given);
        requireNew(workflows.active(workflows.state().now()), name); // before its folder, which it has then
        new WorkflowFolders(workflows).requireFree(name);
        return name;
    }

    /** @throws TaskException E_WORKFLOW_EXISTS if one of these is active and has this name */
    private static void requireNew(List<WorkflowEntry> known, String name) {
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
                .next(TaskTools.GET_WORKFLOW_STATUS, name);
    }

    public Workflow<Json> tasks() {
        return tasks;
    }

    public ItemChanges items() {
        return tasks.in(commit, by);
    }

    /** Says of it which of the usual documents the project has, as {@link #described(List, Json.Obj, Instant, Json)} does. */
    public void described(List<String> constraints, Json.Obj context, Instant created) {
        described(constraints, context, created, DocumentationDuty.documents(workflows.folder));
    }

    /** @param context what its makers say of it: phiHandling, category, and more */
    void described(List<String> constraints, Json.Obj context, Instant created, Json documents) {
        commit.update(
                tasks.key(),
                state -> state.withData(state.data()
                        .asObject()
                        .with("constraints", Json.strings(constraints))
                        .with("created", created.toString())
                        .with("context", context)
                        .with("documentation", documents)));
    }

    /**
     * Puts it into the list of all.
     *
     * @param more what the list says of it beside its name, folder and tasks; texts that are empty are left out
     */
    public Item listed(Map<String, String> more) {
        Json.Obj fields = WorkflowEntry.fields(
                name, workflows.activeFolder(name), tasks.key().name());
        for (Map.Entry<String, String> one : more.entrySet()) {
            fields = one.getValue().isBlank() ? fields : fields.with(one.getKey(), one.getValue());
        }
        return workflows.list.in(commit, by).add(WorkflowEntry.KIND, fields);
    }

    /** Makes its folder, once nothing can be refused any more. */
    public void makeFolder() {
        new WorkflowFolders(workflows).begin(name);
    }
}
