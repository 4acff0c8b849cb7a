package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Snapshot;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.WorkflowState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What must be so between the list of workflows, their tasks, their folders, the features and the goals. Looks at one revision, and
 * changes nothing. For one look; not thread-safe.
 */
public final class Invariants {
    private static final List<String> PLANNINGS = List.of("project-planning/main", "planning/main");

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
            broken.add("Task " + TaskList.number(pair.task()) + " of " + entry.name() + " is "
                    + pair.task().status()
                    + ", and " + pair.source().number().orElse(pair.source().id()) + " of the feature "
                    + entry.feature().orElse("") + ", from which it came, is "
                    + pair.source().status()
                    + ": the next call about the workflow makes them agree, unless one of them waits for something.");
        }
        entry.goal().ifPresent(goal -> goal(entry, goal));
    }

    private void tasks(WorkflowEntry entry) {
        WorkflowState<Json> state = workflows.state(now, entry);
        for (Item task : StateFile.tasks(state)) {
            boolean isOfForerunner = task.state().fields().containsKey("reference");
            if (task.status().equals("verified") && task.state().evidence().isEmpty() && !isOfForerunner) {
                broken.add("Task " + TaskList.number(task) + " of " + entry.name()
                        + " is verified, and nothing proves it: reopen it, and verify it by verify_task.");
            }
            Json needs = task.state().fields().get("needs");
            List<Json> ids = needs == null ? List.of() : needs.asList();
            boolean isBegun = task.status().equals("in-progress") || CompleteTask.isDone(task);
            ids.stream()
                    .flatMap(need -> need.asText().flatMap(state::item).stream())
                    .filter(need -> isBegun && !CompleteTask.isDone(need))
                    .forEach(need -> broken.add("Task " + TaskList.number(task) + " of " + entry.name() + " is "
                            + task.status() + " before task " + TaskList.number(need)
                            + ", which it needs: complete that one, or take the need away."));
        }
    }

    private void goal(WorkflowEntry entry, String name) {
        Optional<WorkflowState<Json>> planning = PLANNINGS.stream()
                .flatMap(key -> now.find(StateKey.of(key, WorkflowState.codec(Json.class))).stream())
                .map(Snapshot::value)
                .findFirst();
        boolean isThere = planning.filter(state -> state.items("goal").keySet().stream()
                        .flatMap(id -> state.item(id).stream())
                        .anyMatch(goal -> goal.id().equals(name)
                                || goal.number().filter(name::equalsIgnoreCase).isPresent()))
                .isPresent();
        if (!isThere) {
            broken.add("The goal " + name + " of the workflow " + entry.name()
                    + " is not in the planning: add it again, or take the goal from the workflow.");
        }
    }
}
