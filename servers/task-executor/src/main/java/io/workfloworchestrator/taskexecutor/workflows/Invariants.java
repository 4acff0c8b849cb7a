package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.tasks.GoalFields;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.taskexecutor.verify.TaskItems;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.WorkflowState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What must be so between the list of workflows, their tasks, their folders, the features and the goals. Looks at one revision, and
 * changes nothing. For one look; not thread-safe.
 */
public final class Invariants {
    private final TaskWorkflows workflows;
    private final ProjectFolder folder;
    private final Moment now;
    private final List<String> broken = new ArrayList<>();

    private Invariants(OpenProject project) {
        this.workflows = new TaskWorkflows(project);
        this.folder = project.workflow().project();
        this.now = project.state().now();
    }

    /** What is not so, a sentence each with what to do; empty if all is well. */
    public static List<String> broken(OpenProject project) {
        Invariants look = new Invariants(project);
        look.check();
        return List.copyOf(look.broken);
    }

    private void check() {
        List<WorkflowEntry> entries = workflows.all(now);
        Set<String> keys = new HashSet<>(now.list(TaskWorkflows.ACTIVE_TYPE));
        keys.addAll(now.list(TaskWorkflows.ARCHIVED_TYPE));
        Set<String> names = new HashSet<>();
        for (WorkflowEntry entry : entries) {
            if (entry.isActive() && !names.add(entry.name().toLowerCase(Locale.ROOT))) {
                broken.add("Two active workflows are called " + entry.name() + ": archive one of them.");
            }
            if (keys.remove(entry.key())) {
                entry(entry);
            } else {
                broken.add("The workflow " + entry.name() + " has no tasks under " + entry.key()
                        + ": take back what removed them, by undo.");
            }
        }
        keys.forEach(key -> broken.add(
                "No workflow in the list has the tasks of " + key + ": take back what removed it, by undo."));
    }

    private void entry(WorkflowEntry entry) {
        if (!folder.exists(entry.folder())) {
            broken.add("The folder of " + entry.name() + ", " + entry.folder()
                    + ", is not there: the next call about it brings it back if it was moved.");
        }
        tasks(entry);
        for (Reconciling.Pair pair :
                entry.isActive() ? new Reconciling(workflows).differing(now, entry) : List.<Reconciling.Pair>of()) {
            broken.add("Task " + TaskItems.number(pair.task()) + " of " + entry.name() + " is "
                    + pair.task().status()
                    + ", and " + TaskItems.number(pair.source()) + " of the feature "
                    + entry.feature().orElse("") + ", from which it came, is "
                    + pair.source().status()
                    + ": the next call about the workflow makes them agree, unless one of them waits for something.");
        }
        entry.goal().ifPresent(goal -> goal(entry, goal));
    }

    private void tasks(WorkflowEntry entry) {
        WorkflowState<Json> state = workflows.state(now, entry);
        for (Item task : TaskItems.of(state)) {
            boolean isOfForerunner = task.state().fields().containsKey("reference");
            if (task.status().equals("verified") && task.state().evidence().isEmpty() && !isOfForerunner) {
                broken.add("Task " + TaskItems.number(task) + " of " + entry.name()
                        + " is verified, and nothing proves it: reopen it, and verify it by verify_task.");
            }
            boolean isBegun = task.status().equals("in-progress") || TaskItems.isDone(task);
            TaskItems.texts(task, "needs").stream()
                    .flatMap(need -> state.item(need).stream())
                    .filter(need -> isBegun && !TaskItems.isDone(need))
                    .forEach(need -> broken.add("Task " + TaskItems.number(task) + " of " + entry.name() + " is "
                            + task.status() + " before task " + TaskItems.number(need)
                            + ", which it needs: complete that one, or take the need away."));
        }
    }

    private void goal(WorkflowEntry entry, String name) {
        boolean isThere = GoalFields.PLANNINGS.stream()
                .flatMap(key -> now.find(StateKey.of(key, WorkflowState.codec(Json.class))).stream())
                .limit(1)
                .flatMap(planning -> TaskItems.of(planning.value(), Goals.GOAL).stream())
                .anyMatch(goal -> Goals.isNamed(goal, name));
        if (!isThere) {
            broken.add("The goal " + name + " of the workflow " + entry.name()
                    + " is not in the planning: add it again, or take the goal from the workflow.");
        }
    }
}
